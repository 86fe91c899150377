import {
  SEVERITIES,
  type AlertFact,
  type AlertsFact,
  type ComplianceSeverity,
  type GateFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { seesAllAlerts, visibleAlerts } from '../../read/alerts';
import { workloadsOfAlert } from './workloadsOfAlert';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { NOT_ASKED, readAlertSources } from '../../coverage/readAlertSources';
import type { Row } from '../../read/types';
import { confirmedAtOf, factsOf, type GateContext } from './factsOf';

/** Clusters that one statement asks for. */
const AT_ONCE = 500;

const SEEN_IN_PART =
  'you may not see all alerts; it is judged once the promotion is asked for';

/** An alert that is current, and whether who asks may see it by itself. */
type Known = {
  cluster: string;
  namespace: string;
  fact: AlertFact;
  isSeen: boolean;
};

/** What runs beside the component, and itself. */
type Runs = {
  kind: string;
  name: string;
  /** What nobody knows it to be of something else may be of the component. */
  of: 'component' | 'another' | 'nobody';
};

/**
 * Which alerts of the component fire on each cluster: those of the namespaces that it runs in
 * there, but for those that name a workload of something else. One without a namespace is of
 * the cluster and of no component. Only what answers now tells that none fires.
 */
export async function readAlertFacts(
  knex: Knex,
  context: GateContext,
): Promise<ReadonlyMap<string, GateFact<AlertsFact>>> {
  const { now, targets } = context;
  const sources = await readAlertSources({ knex, now }, targets);
  const namespaces = [
    ...new Set(context.seen.map(({ running }) => running.namespace)),
  ];
  const alerts = await readAlerts(knex, context, namespaces);
  const workloads =
    alerts.length > 0
      ? await readRuns(knex, context, namespaces)
      : new Map<string, Runs[]>();
  const seesAll = seesAllAlerts(context);
  return factsOf<AlertsFact>(context, (instances, cluster) => {
    // Without words that name things: who may see a promotion may not see all of a cluster.
    const { confirmedAt, gap } = sources.get(cluster) ?? NOT_ASKED;
    if (confirmedAt === undefined) {
      return { unknown: gap ?? 'its alerts are not known' };
    }
    const own = new Set(instances.map(({ running }) => running.namespace));
    const firing = alerts.filter(
      alert =>
        alert.cluster === cluster &&
        own.has(alert.namespace) &&
        concerns(alert, workloads),
    );
    const unseen = gap ?? (seesAll ? undefined : SEEN_IN_PART);
    return {
      known: {
        firing: toFiring(firing.map(({ fact }) => fact)),
        ...(unseen !== undefined && { unseen }),
      },
      confirmedAt: Math.min(confirmedAt, confirmedAtOf(instances, now)),
    };
  });
}

/** Whether an alert is of the component, and of what who asks may see. */
function concerns(
  { cluster, namespace, fact, isSeen }: Known,
  workloads: ReadonlyMap<string, Runs[]>,
): boolean {
  const named = workloadsOfAlert(
    fact,
    workloads.get(placeKey(cluster, namespace)) ?? [],
  );
  // What names something of the component is seen by who sees that.
  if (named.some(({ of }) => of === 'component')) return true;
  const isAnothers =
    named.length > 0 && named.every(({ of }) => of === 'another');
  return !isAnothers && isSeen;
}

/** One of each name and severity, as long as the oldest: pods come and go. */
function toFiring(facts: readonly AlertFact[]): AlertsFact['firing'] {
  const firing = new Map<string, AlertsFact['firing'][number]>();
  for (const { name, severity, since } of facts) {
    const word: ComplianceSeverity = severity ?? 'unknown';
    const key = JSON.stringify([name, word]);
    const known = firing.get(key)?.since;
    const time = since === undefined ? undefined : Date.parse(since);
    const first =
      known === undefined || time === undefined
        ? known ?? time
        : Math.min(known, time);
    firing.set(key, {
      name,
      severity: word,
      ...(first !== undefined && { since: first }),
    });
  }
  // The same evidence in the same order: it is what overrides go by.
  return [...firing.values()].sort(
    (left, right) =>
      rankOf(left.severity) - rankOf(right.severity) ||
      (left.name < right.name ? -1 : 1),
  );
}

function rankOf(severity: ComplianceSeverity): number {
  const rank = (SEVERITIES as readonly string[]).indexOf(severity);
  return rank === -1 ? SEVERITIES.length : rank;
}

async function readAlerts(
  knex: Knex,
  context: GateContext,
  namespaces: readonly string[],
): Promise<Known[]> {
  const { now, targets, view } = context;
  if (namespaces.length === 0) return [];
  const rows: Row[] = [];
  const seen = new Set<string>();
  for (let start = 0; start < targets.length; start += AT_ONCE) {
    const query = knex('alert')
      .whereIn('alert.subject', targets.slice(start, start + AT_ONCE))
      .whereIn('alert.home_namespace', namespaces);
    rows.push(...(await query.clone().orderBy('alert.id').select('alert.*')));
    if (!view) continue;
    const ids: string[] = await visibleAlerts({ view }, query).pluck(
      'alert.id',
    );
    for (const id of ids) seen.add(id);
  }
  const coverage = await readCoverageIndex({ knex, now }, rows);
  return rows
    .filter(row => currencyOf(row, coverage).current)
    .map(row => ({
      cluster: row.subject,
      namespace: row.home_namespace,
      fact: JSON.parse(row.data),
      isSeen: !view || seen.has(row.id),
    }));
}

function placeKey(cluster: string, namespace: string): string {
  return JSON.stringify([cluster, namespace]);
}

/** What runs in some namespaces, by cluster and namespace. */
async function readRuns(
  knex: Knex,
  { targets, entityRef, seen }: GateContext,
  namespaces: readonly string[],
): Promise<ReadonlyMap<string, Runs[]>> {
  const ours = new Set(
    seen.flatMap(({ parts }) => parts.workloads.map(({ id }) => id)),
  );
  const runs = new Map<string, Runs[]>();
  for (let start = 0; start < targets.length; start += AT_ONCE) {
    const rows: Row[] = await knex('workload')
      .whereIn('subject', targets.slice(start, start + AT_ONCE))
      .whereIn('namespace', namespaces)
      .select(
        'id',
        'subject',
        'namespace',
        'name',
        'kind',
        'entity_ref',
        'stale',
      );
    for (const row of rows) {
      const place = placeKey(row.subject, row.namespace);
      const known = runs.get(place) ?? [];
      runs.set(place, known);
      known.push({
        kind: row.kind,
        name: row.name,
        of: ours.has(row.id) ? 'component' : ofOthers(row, entityRef),
      });
    }
  }
  return runs;
}

/** Whose a workload is by now is not known of one that is stale. */
function ofOthers(row: Row, entityRef: string): Runs['of'] {
  const isAnothers =
    row.entity_ref !== null && row.entity_ref !== entityRef && !row.stale;
  return isAnothers ? 'another' : 'nobody';
}
