import type { DeliveryEvidence, MemberEvidence, RolloutRecord } from './types';

/** Where an instance stands among the releases of its component. */
export type Position = {
  /** The newest that it has. */
  has?: RolloutRecord;
  /** The newest that an engine wants it to have, and that it has not. */
  asks?: RolloutRecord;
};

/** How an instance stands to one release. */
export type Relation = 'has' | 'asks' | 'before' | 'past' | 'not-known';

/** Where an instance stands, from its last known facts. */
export function positionOf(
  member: MemberEvidence,
  rollouts: readonly RolloutRecord[],
): Position {
  let has: RolloutRecord | undefined;
  let asks: RolloutRecord | undefined;
  for (const rollout of rollouts) {
    if (hasRelease(member, rollout)) has = newer(has, rollout);
    else if (asksForRelease(member, rollout)) asks = newer(asks, rollout);
  }
  // An engine that wants an older one than there is takes it back.
  return { ...(has ? { has } : {}), ...(asks ? { asks } : {}) };
}

function newer(
  known: RolloutRecord | undefined,
  other: RolloutRecord,
): RolloutRecord {
  return known && known.order > other.order ? known : other;
}

export function relationTo(
  { has, asks }: Position,
  rollout: RolloutRecord,
): Relation {
  if (asks && asks.order > (has?.order ?? -Infinity)) {
    if (asks.id === rollout.id) return 'asks';
    if (asks.order > rollout.order) return 'past';
  }
  if (!has) return asks ? relationByOrder(asks, rollout) : 'not-known';
  if (has.id === rollout.id) return 'has';
  return relationByOrder(has, rollout);
}

function relationByOrder(
  other: RolloutRecord,
  rollout: RolloutRecord,
): Relation {
  if (other.id === rollout.id) return 'asks';
  return other.order > rollout.order ? 'past' : 'before';
}

function hasRelease(member: MemberEvidence, rollout: RolloutRecord): boolean {
  const { workload, deliveries } = member;
  if (workload?.version !== undefined && rollout.version !== undefined) {
    // What the cluster runs says more than what anybody applied.
    return workload.version === rollout.version;
  }
  if (rollout.version !== undefined) {
    const stated = deliveries.filter(({ versions }) => versions.length > 0);
    if (stated.length > 0) {
      return stated.some(
        each =>
          each.versions.includes(rollout.version as string) &&
          !asksElsewhere(each) &&
          !isOnlyWanted(each),
      );
    }
  }
  return deliveries.some(
    each =>
      each.operation?.phase !== 'running' &&
      (isOf(rollout, each.content, each.applied?.value) ||
        // Where nothing differs from a newer revision, that is there as well.
        (each.sync === 'synced' &&
          isOf(rollout, each.content, each.desired?.value))),
  );
}

/** Whether an engine is on its way to another revision than it last applied. */
function asksElsewhere({ desired, applied, sync }: DeliveryEvidence): boolean {
  return (
    // Where nothing differs from a newer revision, nothing is on its way.
    sync !== 'synced' &&
    desired !== undefined &&
    applied !== undefined &&
    desired.value !== applied.value
  );
}

/**
 * Whether what a delivery names is what it is to bring, and not what it has brought:
 * one that knows no revisions tells only so that it has applied what it names.
 */
function isOnlyWanted({ desired, applied, sync }: DeliveryEvidence): boolean {
  return desired === undefined && applied === undefined && sync !== 'synced';
}

/** Whether one that knows no revisions says that it is at it, or could not do it. */
function isBringing({ desired, applied, operation }: DeliveryEvidence) {
  return (
    desired === undefined &&
    applied === undefined &&
    (operation?.phase === 'running' || operation?.phase === 'failed')
  );
}

function asksForRelease(
  member: MemberEvidence,
  rollout: RolloutRecord,
): boolean {
  return member.deliveries.some(
    each =>
      (isOf(rollout, each.content, each.desired?.value) &&
        !isAtRestWith(each, member)) ||
      (rollout.version !== undefined &&
        each.versions.includes(rollout.version) &&
        (isOnlyWanted(each) || isBringing(each))),
  );
}

/** What an engine has brought and found in sync, and that shows another version, brings another one here. */
function isAtRestWith(
  { sync, desired, applied, operation }: DeliveryEvidence,
  { workload }: MemberEvidence,
): boolean {
  return (
    workload?.version !== undefined &&
    sync === 'synced' &&
    operation?.phase !== 'running' &&
    desired?.value === applied?.value
  );
}

/** Whether a revision of some content is one that brings a release. */
export function isOf(
  { revisions }: RolloutRecord,
  content: string,
  revision: string | undefined,
): boolean {
  return (
    revision !== undefined &&
    Object.hasOwn(revisions, content) &&
    revisions[content].includes(revision)
  );
}
