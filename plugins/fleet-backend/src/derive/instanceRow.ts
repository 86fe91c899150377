import { createHash } from 'node:crypto';
import type { TransitionRecord } from '../store/recordTransitions';
import type { DerivedInstance } from './DerivedInstance';

/** What the data column of an instance holds. */
export type InstanceData = Omit<
  DerivedInstance,
  'counts' | 'changedAt' | 'firstSeenAt'
> & {
  sinceIsLowerBound: boolean;
  /** Since when it is not current: the last proof before the gap. */
  staleSince?: number;
  /** What it was when it was last current; what is compared with after the gap. */
  beforeGap?: Pick<DerivedInstance, 'health' | 'sync' | 'version'>;
};

/** An instance keeps its id as long as cluster, namespace and entity stay. */
export function instanceId(
  clusterId: string,
  instance: DerivedInstance,
): string {
  return createHash('sha256')
    .update(JSON.stringify([clusterId, instance.namespace, instance.entityRef]))
    .digest('base64url');
}

/** The row of an instance, and what changed since the row before. */
export function toInstanceRow(
  clusterId: string,
  instance: DerivedInstance,
  before: Record<string, any> | undefined,
  lastProof: (instance: DerivedInstance) => number | undefined,
  now: number,
) {
  const { counts: _, changedAt, firstSeenAt, ...said } = instance;
  const old: InstanceData | undefined = before && JSON.parse(before.data);
  const moved =
    old !== undefined &&
    (old.health !== said.health ||
      old.sync !== said.sync ||
      old.version.desired !== said.version.desired ||
      old.version.actual !== said.version.actual);
  let since = before?.since ? Number(before.since) : undefined;
  let sinceIsLowerBound = old?.sinceIsLowerBound ?? false;
  if (!old) {
    // Objects say when they changed, but not when they came to differ from Git.
    const known = said.sync === 'out-of-sync' ? undefined : changedAt;
    since = Math.min(known ?? firstSeenAt, now);
    sinceIsLowerBound = known === undefined;
  } else if (moved) {
    since = now;
    sinceIsLowerBound = false;
  }
  const staleSince = said.stale
    ? old?.staleSince ?? lastProof(instance)
    : undefined;
  // While it is stale, parts of what is new may be here already: they are no
  // transition until all is current.
  const reference = old?.beforeGap ?? old;
  const beforeGap = said.stale && reference ? picked(reference) : undefined;
  const data: InstanceData = {
    ...said,
    sinceIsLowerBound,
    ...(staleSince === undefined ? {} : { staleSince }),
    ...(beforeGap === undefined ? {} : { beforeGap }),
  };
  const text = JSON.stringify(data);
  const transitions: TransitionRecord[] = [];
  if (old && reference && !said.stale) {
    const record = (
      field: TransitionRecord['field'],
      from: string | undefined,
      to: string | undefined,
      reason?: string,
    ) => {
      if (from === to || to === undefined) return;
      transitions.push({
        at: now,
        // It went stale before this was seen: it happened somewhere in between.
        ...(old.staleSince === undefined ? {} : { notBefore: old.staleSince }),
        clusterId,
        scope: 'instance',
        name: said.entityRef || said.namespace,
        entityRef: said.entityRef,
        field,
        ...(from === undefined ? {} : { from }),
        to,
        ...(reason ? { reason } : {}),
      });
    };
    record('health', reference.health, said.health, said.message);
    record('sync', reference.sync, said.sync, said.syncMessage);
    record('version', reference.version.actual, said.version.actual);
  }
  return {
    row: {
      id: instanceId(clusterId, instance),
      cluster_id: clusterId,
      namespace: said.namespace,
      entity_ref: said.entityRef,
      health: said.health,
      sync: said.sync,
      stale: said.stale,
      since: since ?? now,
      hash: createHash('sha1').update(text).digest('base64url'),
      data: text,
    },
    transitions,
  };
}

function picked({
  health,
  sync,
  version,
}: NonNullable<InstanceData['beforeGap']>): InstanceData['beforeGap'] {
  return { health, sync, version };
}
