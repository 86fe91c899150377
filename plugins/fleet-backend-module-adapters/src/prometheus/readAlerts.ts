import { oneLine, timeOf } from '@fleetview/backstage-plugin-fleet-node';
import type { PollItems } from '@fleetview/backstage-plugin-fleet-node';
import type { AlertItem, AlertSettings, Rule, RulesAnswer } from './schema';

/** More alerts than anybody can look at, and than a page should have to be made of. */
export const MAX_ALERTS = 5_000;

/** A rule that is evaluated seldom may be this much late, in intervals. */
const INTERVALS_LATE = 3;
/** Clocks differ, and groups are evaluated one after the other. */
const LATE_MS = 5 * 60_000;

/** States of alerts that do not fire. Others nobody knows the meaning of. */
const QUIET: ReadonlySet<string> = new Set(['pending', 'inactive']);

type ActiveAlert = NonNullable<Rule['alerts']>[number];

/**
 * The alerts of a cluster that fire, by the rules that they come from, and the rules of which
 * nobody knows whether they should fire. One that was not evaluated has no alerts either: so
 * the rules are asked for, and not the alerts alone. Without any rule nothing is watched over.
 *
 * Alerts with the same labels are one alert, as Alertmanager takes them.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#rules
 * @param options.answeredAt - when it was answered, by our own clock
 */
export function readAlerts(
  { data, warnings }: RulesAnswer,
  options: { settings: AlertSettings; answeredAt: string },
): PollItems {
  const { settings, answeredAt } = options;
  const [warning] = warnings ?? [];
  if (warning !== undefined) return { invalid: `only a part: ${warning}` };
  const alerts = new Map<string, ActiveAlert>();
  const problems = new Map<string, string>();
  let rules = 0;
  for (const { interval, rules: each } of data.groups) {
    for (const rule of each) {
      if (rule.type !== 'alerting' || !isOfCluster(rule.labels, settings)) {
        continue;
      }
      if (!rule.alerts) {
        return { invalid: `the rule '${rule.name}' comes without alerts` };
      }
      rules += 1;
      const ours = rule.alerts.filter(({ labels }) =>
        isOfCluster(labels, settings),
      );
      const problem =
        problemOf(rule, interval, Date.parse(answeredAt)) ?? strangeOf(ours);
      if (problem !== undefined) problems.set(rule.name, problem);
      for (const alert of ours) {
        if (alert.state === 'firing') addFirst(alerts, alert);
      }
    }
  }
  if (rules === 0) {
    return { invalid: 'it has no rules for alerts of the cluster' };
  }
  if (alerts.size > MAX_ALERTS) {
    return { invalid: `more than ${MAX_ALERTS} alerts fire` };
  }
  return [
    ...[...problems].map(([name, problem]) => ({
      key: JSON.stringify(['rule', name]),
      name: nameOf(name),
      item: {
        problem: `the rule '${name}' ${problem}`,
      } satisfies AlertItem,
    })),
    ...[...alerts].map(([key, alert]) => ({
      key,
      name: nameOf(alert.labels.alertname ?? ''),
      item: toItem(alert),
    })),
  ];
}

/** What names no cluster may be of this one. */
function isOfCluster(
  labels: Record<string, string> | null | undefined,
  { clusterLabel, clusterId }: AlertSettings,
): boolean {
  if (clusterLabel === undefined) return true;
  const named = labels?.[clusterLabel];
  return !named || named === clusterId;
}

/** Why it is not known whether a rule should fire. */
function problemOf(
  { health, lastError, lastEvaluation }: Rule,
  interval: number | undefined,
  answered: number,
): string | undefined {
  if (health === 'err') {
    return `could not be evaluated: ${lastError || 'nobody says why'}`;
  }
  if (health !== 'ok') return 'was not evaluated yet';
  const evaluated = timeOf(lastEvaluation);
  if (evaluated === undefined) return 'does not say when it was evaluated';
  const lateMs = LATE_MS + INTERVALS_LATE * (interval ?? 0) * 1000;
  const age = answered - Date.parse(evaluated);
  if (age > lateMs) return `was last evaluated at ${evaluated}`;
  if (age < -LATE_MS) return `was evaluated at ${evaluated}, which is to come`;
  return undefined;
}

/** Whether an alert has a state that nobody knows. */
function strangeOf(alerts: readonly ActiveAlert[]): string | undefined {
  const strange = alerts.find(
    ({ state }) => state !== 'firing' && !QUIET.has(state),
  );
  return strange && `has an alert that is '${strange.state}'`;
}

function addFirst(alerts: Map<string, ActiveAlert>, alert: ActiveAlert): void {
  const key = JSON.stringify(
    Object.entries(alert.labels).sort(([left], [right]) =>
      left < right ? -1 : 1,
    ),
  );
  const known = alerts.get(key);
  if (!known || sinceOf(alert) < sinceOf(known)) alerts.set(key, alert);
}

function sinceOf({ activeAt }: ActiveAlert): number {
  const time = timeOf(activeAt);
  return time === undefined ? Infinity : Date.parse(time);
}

function nameOf(text: string): string {
  return oneLine(text).slice(0, 512) || 'alert';
}

function toItem({ labels, annotations, activeAt }: ActiveAlert): AlertItem {
  const said = annotations ?? {};
  return {
    name: nameOf(labels.alertname ?? ''),
    labels,
    summary: said.summary ?? said.message ?? said.description,
    since: activeAt,
  };
}
