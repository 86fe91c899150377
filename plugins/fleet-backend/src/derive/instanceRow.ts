import { hash } from 'node:crypto';
import {
  fieldsOf,
  replicasClassOf,
  type ReplicasClass,
  type StateFields,
} from '../history/InstanceState';
import {
  instanceTransitions,
  type RecentFlips,
} from '../history/instanceTransitions';
import type { TransitionRecord } from '../store/recordTransitions';
import type { DerivedInstance } from './DerivedInstance';
import type { InstanceProofs } from './instanceProofs';
import { storableText } from './storableText';

/** Longer versions are cut off in their column; the data has them whole. */
const LONGEST_VERSION = 128;

/** What an instance was before a gap, and since when. */
type BeforeGap = Pick<
  DerivedInstance,
  'health' | 'sync' | 'version' | 'engines'
> & {
  /** Absent in rows from before it was kept; null where it is not said. */
  replicas?: ReplicasClass | null;
  since: number;
  sinceIsLowerBound: boolean;
};

/** Parts of an instance that its row does not say. */
type Unsaid =
  | 'counts'
  | 'changedAt'
  | 'firstSeenAt'
  | 'operation'
  | 'primaryId';

/** What the data column of an instance holds. */
export type InstanceData = Omit<DerivedInstance, Unsaid> & {
  sinceIsLowerBound: boolean;
  /** When it was seen to be asked to run another version; absent while it is as it was first seen. */
  versionSince?: number;
  /** Since when it is not current: the last proof before the gap. */
  staleSince?: number;
  /** What it was when it was last current; what is compared with after the gap. */
  beforeGap?: BeforeGap;
};

/** An instance keeps its id as long as cluster, namespace and entity stay. */
export function instanceId(
  clusterId: string,
  instance: DerivedInstance,
): string {
  return hash(
    'sha256',
    JSON.stringify([clusterId, instance.namespace, instance.entityRef]),
    'base64url',
  );
}

/** What a row keeps that its instance does not say, while all is current. */
const KEPT = /^,"sinceIsLowerBound":(?:true|false)(?:,"versionSince":\d+)?}$/;

/**
 * Whether an instance says what its row says already. Told without reading what
 * the row says: the most usual case, of which there are many.
 */
export function isAsBefore(
  instance: DerivedInstance,
  before: { stale: unknown; hash: string; data: string },
): boolean {
  if (instance.stale || before.stale || !before.hash) return false;
  const said = JSON.stringify(saidOf(instance)).slice(0, -1);
  return (
    before.data.startsWith(said) && KEPT.test(before.data.slice(said.length))
  );
}

function saidOf(instance: DerivedInstance): Omit<DerivedInstance, Unsaid> {
  const {
    counts: _counts,
    changedAt: _at,
    firstSeenAt: _first,
    operation: _operation,
    primaryId: _primary,
    ...said
  } = instance;
  return said;
}

/** What an instance was when it was last current, as its row says. */
export function lastCurrent(
  data: InstanceData,
  since: number,
): { fields: Partial<StateFields>; staleSince?: number } {
  return {
    fields: referenceFields(data.beforeGap ?? picked(data, since)),
    ...(data.staleSince === undefined ? {} : { staleSince: data.staleSince }),
  };
}

/** The row of an instance, and what changed since the row before. */
export function toInstanceRow(
  clusterId: string,
  instance: DerivedInstance,
  before: Record<string, any> | undefined,
  proofs: InstanceProofs,
  now: number,
) {
  const { changedAt, firstSeenAt } = instance;
  const said = saidOf(instance);
  const old: InstanceData | undefined = before && JSON.parse(before.data);
  // While it is stale, parts of what is new may be here already: what it was
  // before the gap is compared with once all is current again.
  const reference: BeforeGap | undefined =
    old?.beforeGap ?? (old && picked(old, Number(before?.since)));
  const change = changeOf(reference, said);
  const { since, sinceIsLowerBound } = sinceOf();

  function sinceOf(): Pick<BeforeGap, 'since' | 'sinceIsLowerBound'> {
    if (!reference) {
      // Objects say when they changed, but not when they came to differ from Git.
      const known = said.sync === 'out-of-sync' ? undefined : changedAt;
      return {
        since: Math.min(known ?? firstSeenAt, now),
        sinceIsLowerBound: known === undefined,
      };
    }
    if (said.stale || change === 'none') return reference;
    // After a gap, and at the first word of an engine, it may have been so before.
    return {
      since: now,
      sinceIsLowerBound:
        change === 'first-engine' || old?.staleSince !== undefined,
    };
  }

  const staleSince = said.stale
    ? old?.staleSince ?? proofs.lastProof(instance)
    : undefined;
  const versionSince =
    !said.stale &&
    old?.version.desired !== undefined &&
    said.version.desired !== old.version.desired
      ? now
      : old?.versionSince;
  const data: InstanceData = {
    ...said,
    sinceIsLowerBound,
    ...(versionSince === undefined ? {} : { versionSince }),
    ...(staleSince === undefined ? {} : { staleSince }),
    ...(said.stale && reference ? { beforeGap: reference } : {}),
  };
  const text = JSON.stringify(data);
  const id = instanceId(clusterId, instance);
  let transitions: TransitionRecord[] = [];
  let recent: RecentFlips = JSON.parse(before?.recent_flips ?? '{}');
  if (old && reference && !said.stale) {
    ({ transitions, recent } = instanceTransitions({
      clusterId,
      id,
      said: instance,
      from: referenceFields(reference),
      to: fieldsOf(said),
      gap: gapBefore({ old, before, proofs, instance }),
      syncProof: proofs.lastProofOfStale(instance),
      recent,
      now,
    }));
  }
  return {
    row: {
      id,
      cluster_id: clusterId,
      namespace: said.namespace,
      entity_ref: said.entityRef,
      health: said.health,
      sync: said.sync,
      stale: said.stale,
      stale_since: staleSince,
      since,
      since_lower_bound: sinceIsLowerBound,
      version: versionColumn(said.version.actual),
      desired_version: versionColumn(said.version.desired),
      hash: hash('sha1', text, 'base64url'),
      data: text,
      recorded_since: now,
      recent_flips:
        transitions.length > 0
          ? JSON.stringify(recent)
          : before?.recent_flips ?? null,
    },
    transitions,
  };
}

/**
 * The gap that is over now. It may have been too short to be derived: then its
 * row was only taken back.
 */
function gapBefore(options: {
  old: InstanceData;
  before: Record<string, any> | undefined;
  proofs: InstanceProofs;
  instance: DerivedInstance;
}): { from: number | undefined } | undefined {
  const { old, before, proofs, instance } = options;
  if (old.stale) {
    return { from: old.staleSince ?? toNumber(before?.recorded_since) };
  }
  if (!before?.stale) return undefined;
  const from = proofs.gapFrom(instance);
  return from === undefined ? undefined : { from };
}

/** A version as its column takes it: cut off, as the index of the matrix holds it. */
export function versionColumn(version: string | undefined): string | undefined {
  return version === undefined
    ? undefined
    : storableText(version.slice(0, LONGEST_VERSION));
}

function picked(data: InstanceData, since: number): BeforeGap {
  const { health, sync, version, engines, sinceIsLowerBound } = data;
  const replicas = replicasClassOf(data.replicas) ?? null;
  return { health, sync, version, engines, replicas, since, sinceIsLowerBound };
}

function referenceFields(reference: BeforeGap): Partial<StateFields> {
  const { replicas, ...said } = reference;
  const fields: Partial<StateFields> = fieldsOf({ ...said, replicas: {} });
  if (replicas === undefined) delete fields.replicas;
  else fields.replicas = replicas ?? undefined;
  return fields;
}

function toNumber(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

/** How an instance differs from what it was. That an engine is now known is no change of sync. */
function changeOf(
  reference: BeforeGap | undefined,
  said: Pick<DerivedInstance, 'health' | 'sync' | 'version' | 'engines'>,
): 'none' | 'moved' | 'first-engine' {
  if (!reference) return 'none';
  if (
    reference.health !== said.health ||
    reference.version.desired !== said.version.desired ||
    reference.version.actual !== said.version.actual
  ) {
    return 'moved';
  }
  if (reference.sync === said.sync) return 'none';
  if (reference.engines.length > 0) return 'moved';
  return said.sync === 'out-of-sync' ? 'first-engine' : 'none';
}
