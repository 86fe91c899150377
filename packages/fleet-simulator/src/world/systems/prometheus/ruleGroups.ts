import { findCondition } from '../../conditions';
import type { Condition } from '../../../types';
import type { Node, Pod } from '../../kinds';
import { namespaceOf } from '../../placement';
import type { ScenarioComponent } from '../../scenario/scenarioSchema';
import type { WorldSystemContext } from '../WorldSystem';

/** For how long something has to be so until its alert fires. */
const PENDING_MS = 15 * 60_000;
const INTERVAL_SECONDS = 30;

type Labels = Record<string, string>;

/** Something that is not as it should be, since when. */
type Found = { labels: Labels; summary?: string; since: number };

type Rule = { alert: string; severity?: string; forMs: number; found: Found[] };

/** A metric's label is that of the workload's kind. */
const KIND_LABELS: Record<ScenarioComponent['kind'], string> = {
  Deployment: 'deployment',
  StatefulSet: 'statefulset',
  DaemonSet: 'daemonset',
};

function notReadySince(conditions: readonly Condition[]): number | undefined {
  const ready = findCondition(conditions, 'Ready');
  if (!ready || ready.status === 'True') return undefined;
  const since = Date.parse(ready.lastTransitionTime ?? '');
  return Number.isNaN(since) ? undefined : since;
}

function podsNotReady({ cluster }: WorldSystemContext): Found[] {
  return cluster.store.all<Pod>('v1', 'Pod').flatMap(({ metadata, status }) => {
    const since = notReadySince(status.conditions);
    return since === undefined
      ? []
      : [
          {
            labels: {
              namespace: metadata.namespace ?? '',
              pod: metadata.name,
              job: 'kube-state-metrics',
            },
            summary:
              'Pod has been in a non-ready state for more than 15 minutes.',
            since,
          },
        ];
  });
}

function nodesNotReady({ cluster }: WorldSystemContext): Found[] {
  return cluster.store
    .all<Node>('v1', 'Node')
    .flatMap(({ metadata, status }) => {
      const since = notReadySince(status.conditions);
      return since === undefined
        ? []
        : [
            {
              labels: { node: metadata.name, job: 'kube-state-metrics' },
              summary: 'Node is not ready.',
              since,
            },
          ];
    });
}

/** What the scenario says fires on the components of the cluster. */
function statedRules(
  { scenario, spec }: WorldSystemContext,
  startedAt: number,
): Rule[] {
  return scenario.alerts
    .filter(({ cluster }) => cluster === spec.name)
    .map(({ component: name, alert, severity, summary, minutesAgo }) => {
      const component = scenario.components.find(
        each => each.name === name,
      ) as ScenarioComponent;
      return {
        alert,
        severity,
        forMs: 0,
        found: [
          {
            labels: {
              namespace: namespaceOf(scenario, component),
              [KIND_LABELS[component.kind]]: component.workload ?? name,
            },
            summary,
            since: startedAt - minutesAgo * 60_000,
          },
        ],
      };
    });
}

function rulesOf(
  context: WorldSystemContext,
  startedAt: number,
): [string, Rule[]][] {
  return [
    [
      'general.rules',
      [
        {
          alert: 'Watchdog',
          severity: 'none',
          forMs: 0,
          found: [
            {
              labels: {},
              summary: 'An alert that should always be firing.',
              since: context.bornAt,
            },
          ],
        },
      ],
    ],
    [
      'kubernetes-apps',
      [
        {
          alert: 'KubePodNotReady',
          severity: 'warning',
          forMs: PENDING_MS,
          found: podsNotReady(context),
        },
      ],
    ],
    [
      'kubernetes-system',
      [
        {
          alert: 'KubeNodeNotReady',
          severity: 'warning',
          forMs: PENDING_MS,
          found: nodesNotReady(context),
        },
      ],
    ],
    ['components', statedRules(context, startedAt)],
  ];
}

/**
 * The rules of a cluster for alerts, with those that are pending or fire, as `/api/v1/rules`
 * tells them.
 *
 * @param startedAt - when the present of the world began, which the scenario counts from
 */
export function ruleGroups(context: WorldSystemContext, startedAt: number) {
  const now = context.clock.now();
  const time = (milliseconds: number) => new Date(milliseconds).toISOString();
  return rulesOf(context, startedAt).map(([name, rules]) => ({
    name,
    file: `/etc/config/${name}.yaml`,
    interval: INTERVAL_SECONDS,
    limit: 0,
    evaluationTime: 0.002,
    lastEvaluation: time(now),
    rules: rules.map(({ alert, severity, forMs, found }) => {
      const own: Labels = severity === undefined ? {} : { severity };
      const alerts = found.map(({ labels, summary, since }) => ({
        labels: { alertname: alert, ...labels, ...own },
        annotations: summary === undefined ? {} : { summary },
        state: now - since >= forMs ? 'firing' : 'pending',
        activeAt: time(since),
        value: '1e+00',
      }));
      return {
        name: alert,
        type: 'alerting',
        query: alert,
        duration: forMs / 1000,
        keepFiringFor: 0,
        labels: own,
        annotations: {},
        health: 'ok',
        evaluationTime: 0.0002,
        lastEvaluation: time(now),
        state: stateOf(alerts),
        alerts,
      };
    }),
  }));
}

function stateOf(alerts: readonly { state: string }[]): string {
  if (alerts.some(({ state }) => state === 'firing')) return 'firing';
  return alerts.length > 0 ? 'pending' : 'inactive';
}
