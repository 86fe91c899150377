import type { ClusterFact } from '@fleetview/backstage-plugin-fleet-common';
import type { PreparedFact } from '../collector/messages';
import type { Dependent } from '../hubs/dependents';
import type { FactRow, StoredRow } from './factRow';
import type { FactTable } from './factTables';
import type { LastWord } from './lastWords';
import type { DirtyMark } from './markDirty';
import type { TransitionRecord } from './recordTransitions';
import { namingAdapter, referenceKey } from './referenceKey';
import type { SubjectResolver } from './SubjectResolver';
import { decodeTouches, encodeTouches } from './touches';
import { CLUSTER_ALONE } from './touchedNamespaces';
import type { WriteBatch } from './WriteBatch';

/** What has to be written of one object. */
export type ObjectPlan = {
  rows: { table: FactTable; row: FactRow; isNew: boolean }[];
  deletions: { table: FactTable; id: string }[];
  unreadable: { table: FactTable; id: string; reason: string }[];
  marks: DirtyMark[];
  /** Clusters of which it says something else than before. */
  concerned: Set<string>;
  /** What its hub calls clusters that it saw before, and does not any more. */
  lostSights: string[];
  /** Facts that said themselves that their hub sees their cluster, and do not any more. */
  lostFacts: Dependent[];
  transitions: TransitionRecord[];
};

/**
 * Compares what is said of an object with what is stored of it. An object that
 * says the same as before yields nothing to write.
 *
 * @param options.before - its stored rows; none for one that is new
 */
export function planObject(options: {
  batch: Pick<WriteBatch, 'observer' | 'key' | 'version'>;
  word: LastWord;
  before: StoredRow[];
  resolver: SubjectResolver;
  now: number;
}): ObjectPlan | undefined {
  const { batch, word, before, resolver, now } = options;
  const { observer } = batch;
  const { change, skipped } = word;
  const plan: ObjectPlan = {
    rows: [],
    deletions: [],
    unreadable: [],
    marks: [],
    concerned: new Set(),
    lostSights: [],
    lostFacts: [],
    transitions: [],
  };
  const mark = (subject: string | null, touches: string[]) => {
    plan.concerned.add(subject ?? observer);
    for (const namespace of touches) {
      plan.marks.push({ clusterId: subject ?? observer, namespace });
    }
    // A hub's own page lists what it holds.
    if (subject !== observer && touches.length > 0) {
      plan.concerned.add(observer);
      plan.marks.push({ clusterId: observer, namespace: CLUSTER_ALONE });
    }
  };
  const markStored = (row: StoredRow) =>
    mark(row.subject, decodeTouches(row.table, row, row.touches));

  if (!change) {
    for (const row of before) {
      if (!skipped || row.unreadable !== null) continue;
      plan.unreadable.push({
        table: row.table,
        id: row.id,
        reason: skipped.example,
      });
      if (sees(row)) plan.lostSights.push(row.hub_name);
      markStored(row);
    }
    return plan.unreadable.length > 0 ? plan : undefined;
  }

  const facts = change.type === 'facts' ? change.facts : [];
  const isSaidAgain =
    change.type === 'facts' &&
    !skipped &&
    before.length === facts.length &&
    before.every(row => row.hash === change.hash);
  if (isSaidAgain && !change.isReading) return undefined;
  /** Rows that are new in nothing but the time when it was read. */
  const saidAgain = new Set<string>();
  for (const fact of facts) {
    const old = before.find(row => row.id === fact.id);
    const { adapter } = batch.key;
    const { subject, reference, unresolved } = resolver.resolve(
      observer,
      fact.subject,
      fact.subject.type === 'reference'
        ? namingAdapter(fact.subject, adapter)
        : adapter,
    );
    if (old && losesSight(old, fact, observer)) {
      plan.lostFacts.push({
        ...old,
        table: 'delivery',
        observer,
        stale: false,
      });
    }
    if (old) planSight(plan, { old, fact, skipped, subject, observer, now });
    plan.rows.push({
      table: fact.table,
      isNew: !old,
      row: {
        id: fact.id,
        observer,
        adapter: batch.key.adapter,
        source_uid: word.uid,
        part: fact.part,
        api_group: batch.key.group,
        api_version: batch.version,
        kind: batch.key.kind,
        namespace: fact.namespace,
        name: fact.name,
        subject,
        subject_reference: reference,
        reference_key:
          reference === null
            ? null
            : referenceKey({ observer, adapter, text: reference }),
        subject_unresolved: unresolved ?? null,
        // Without its hash it is written again as soon as it can be read.
        hash: change.type === 'facts' && !skipped ? change.hash : '',
        resource_version:
          change.type === 'facts' && !skipped ? change.resourceVersion : null,
        changed_at: fact.changedAt,
        first_seen_at: now,
        touches: encodeTouches(fact.table, fact, fact.touches),
        unreadable: skipped?.example ?? null,
        data: fact.data,
        ...typedColumns(fact, old?.settled_version),
      },
    });
    if (isSaidAgain && old?.subject === subject) saidAgain.add(fact.id);
    else mark(subject, fact.touches);
  }
  for (const row of before) {
    if (saidAgain.has(row.id)) continue;
    if (!facts.some(fact => fact.id === row.id)) {
      plan.deletions.push({ table: row.table, id: row.id });
      if (sees(row)) plan.lostSights.push(row.hub_name);
    }
    markStored(row);
  }
  return plan.rows.length + plan.deletions.length > 0 ? plan : undefined;
}

/** Whether a stored row is a hub's word that it sees a cluster. */
function sees(row: StoredRow): row is StoredRow & { hub_name: string } {
  return (
    typeof row.hub_name === 'string' &&
    row.heartbeat === 'current' &&
    row.unreadable === null
  );
}

/** Whether a delivery said that its hub sees its cluster, and does not any more. */
function losesSight(
  old: StoredRow,
  { columns: { heartbeat } }: PreparedFact,
  observer: string,
): boolean {
  if (old.table !== 'delivery' || old.heartbeat !== 'current') return false;
  // Of the cluster that it is itself a hub need not say that it sees it.
  return old.subject === observer
    ? heartbeat === 'lost'
    : heartbeat !== 'current';
}

/** What becomes different of a hub's sight of a cluster. */
function planSight(
  plan: ObjectPlan,
  options: {
    old: StoredRow;
    fact: PreparedFact;
    skipped: LastWord['skipped'];
    subject: string | null;
    observer: string;
    now: number;
  },
): void {
  const { old, fact, skipped, subject, observer, now } = options;
  const { heartbeat, hubName } = fact.columns;
  if (!old.hub_name || !old.heartbeat || !heartbeat || !hubName) return;
  if (
    sees(old) &&
    (heartbeat !== 'current' || hubName !== old.hub_name || skipped)
  ) {
    plan.lostSights.push(old.hub_name);
  }
  if (old.heartbeat === heartbeat || hubName !== old.hub_name) return;
  plan.transitions.push({
    at: now,
    clusterId: subject ?? observer,
    scope: 'cluster',
    name: hubName,
    field: 'heartbeat',
    from: old.heartbeat,
    to: heartbeat,
    ...(heartbeat === 'lost' ? { reason: lostReason(fact.data) } : {}),
  });
}

function lostReason(data: string): string | undefined {
  const { heartbeat }: ClusterFact = JSON.parse(data);
  return heartbeat.state === 'lost' ? heartbeat.reason : undefined;
}

function typedColumns(
  { table, columns }: PreparedFact,
  settledBefore: string | null | undefined,
): Partial<FactRow> {
  switch (table) {
    case 'workload':
      return {
        health: columns.health,
        version: columns.version ?? null,
        // Until all replicas are the template's, what ran before still counts.
        settled_version: columns.settled
          ? columns.version ?? null
          : settledBefore ?? null,
      };
    case 'delivery':
      return {
        health: columns.health,
        sync: columns.sync,
        heartbeat_lost: columns.heartbeatLost,
        heartbeat: columns.heartbeat,
      };
    case 'finding':
    case 'allocation':
    case 'alert':
      return columns.own ?? {};
    case 'fact':
      return {
        type: columns.type,
        heartbeat: columns.heartbeat ?? null,
        hub_name: columns.hubName ?? null,
        ...columns.own,
      };
    default:
      return {};
  }
}
