import { compareVersions } from './order';
import { isOf } from './position';
import type {
  DeliveryEvidence,
  MemberEvidence,
  RolloutRecord,
  Time,
} from './types';

/** Of one content so many revisions are kept, and so many contents of one release. */
const MAX_REVISIONS = 10;
const MAX_CONTENTS = 500;

/** What an engine says of a delivery that has something to apply. */
const MOVING = new Set(['waiting', 'pending', 'progressing']);

/**
 * Finds releases that nobody knew of: a version that a cluster is asked to run, or,
 * before any cluster shows one, a revision that an engine has begun to apply. A
 * revision alone is none: a repository moves on for many reasons.
 *
 * A version that differs from what its engine wants is a change by hand and no
 * release.
 *
 * @returns all releases, the known ones with the revisions that were learned
 */
export function detectReleases(options: {
  entityRef: string;
  rollouts: readonly RolloutRecord[];
  members: readonly MemberEvidence[];
  now: Time;
  newId: () => string;
}): RolloutRecord[] {
  const { members, now, entityRef } = options;
  const isFirstLook = options.rollouts.length === 0;
  const found = options.rollouts.map(rollout => ({
    ...rollout,
    revisions: { ...rollout.revisions },
  }));
  const begin = (order: number, more: Partial<RolloutRecord>) => {
    const rollout: RolloutRecord = {
      id: options.newId(),
      entityRef,
      order,
      revisions: {},
      beganAt: now,
      beganIsLowerBound: isFirstLook,
      lifeCycle: 'running',
      waves: [],
      members: new Map(),
      ...more,
    };
    found.push(rollout);
    return rollout;
  };
  for (const member of inOrderOfAge(members)) {
    const version = versionOf(member);
    if (version === undefined) continue;
    const named = namedByRevision(found, member);
    const known = found.find(rollout => rollout.version === version);
    if (known) {
      if (named) settleName(named, known, member);
    } else if (named) {
      named.version = version;
    } else if (!isByHand(member)) {
      const order = orderOf(version, member, found);
      begin(order, {
        version,
        beganIsLowerBound: isFirstLook || member.isAsFirstSeen,
        ...previousOf(order, found),
      });
    }
  }
  for (const member of members) learn(found, member);
  for (const member of members) {
    for (const delivery of member.deliveries) {
      if (!isBegun(delivery)) continue;
      const { content } = delivery;
      const revision = delivery.desired as NonNullable<typeof delivery.desired>;
      if (found.some(rollout => isOf(rollout, content, revision.value))) {
        continue;
      }
      const target =
        withoutRevision(found, member, content) ??
        unnamed(found, members) ??
        begin(newest(found) + 1, {
          revision,
          ...previousOf(newest(found) + 1, found),
        });
      note(target, content, revision.value);
      if (target.version === undefined) target.revision = revision;
    }
  }
  return found.sort((a, b) => a.order - b.order);
}

/** The version that a cluster is asked to run, as far as it is seen now. */
function versionOf({ workload }: MemberEvidence): string | undefined {
  return workload?.isCurrent ? workload.version : undefined;
}

/** Versions that cannot be compared come in the order in which they were applied, then by name. */
function inOrderOfAge(members: readonly MemberEvidence[]): MemberEvidence[] {
  const ageOf = ({ deliveries }: MemberEvidence) =>
    Math.max(-Infinity, ...deliveries.flatMap(each => each.appliedAt ?? []));
  return [...members].sort((a, b) => {
    const versions = [a.workload?.version, b.workload?.version];
    const [left, right] = versions;
    if (left !== undefined && right !== undefined) {
      const order = compareVersions(left, right);
      if (order) return order;
    }
    const ages = [ageOf(a), ageOf(b)];
    if (ages[0] !== ages[1]) return ages[0] < ages[1] ? -1 : 1;
    return a.instanceId < b.instanceId ? -1 : 1;
  });
}

/** A release that so far only has a revision, and that brought a member what it has. */
function namedByRevision(
  rollouts: readonly RolloutRecord[],
  { deliveries }: MemberEvidence,
): RolloutRecord | undefined {
  return rollouts.find(
    rollout =>
      rollout.version === undefined &&
      rollout.endedAt === undefined &&
      deliveries.some(
        ({ content, desired, applied, isCurrent }) =>
          isCurrent &&
          (isOf(rollout, content, desired?.value) ||
            isOf(rollout, content, applied?.value)),
      ),
  );
}

/**
 * A release that is known by revision, and a member with a version that is known
 * already: where that version only just began, both are the same.
 */
function settleName(
  named: RolloutRecord,
  known: RolloutRecord,
  { deliveries }: MemberEvidence,
): void {
  if (known.order < named.order || known.endedAt !== undefined) return;
  for (const { content, desired, applied } of deliveries) {
    for (const revision of [desired?.value, applied?.value]) {
      if (revision && isOf(named, content, revision)) {
        note(known, content, revision);
      }
    }
  }
}

/** Whether an engine says that what is there is not what it brought. */
function isByHand({ deliveries }: MemberEvidence): boolean {
  return deliveries.some(
    ({ isCurrent, sync, desired, applied, operation }) =>
      isCurrent &&
      sync === 'out-of-sync' &&
      operation?.phase !== 'running' &&
      (desired === undefined || desired.value === applied?.value),
  );
}

/** A version that is older than others by its number, or was applied before them, comes before them. */
function orderOf(
  version: string,
  { deliveries, isAsFirstSeen }: MemberEvidence,
  rollouts: readonly RolloutRecord[],
): number {
  const sorted = [...rollouts].sort((a, b) => a.order - b.order);
  const appliedAt = Math.max(
    -Infinity,
    ...deliveries.flatMap(each => each.appliedAt ?? []),
  );
  const index = sorted.findIndex(other => {
    const order =
      other.version === undefined
        ? undefined
        : compareVersions(version, other.version);
    if (order !== undefined) return order < 0;
    return (
      Number.isFinite(appliedAt) &&
      !other.beganIsLowerBound &&
      appliedAt < other.beganAt
    );
  });
  if (index === -1) {
    const isComparable = sorted.some(
      other =>
        other.version !== undefined &&
        compareVersions(version, other.version) !== undefined,
    );
    // What was there when it was first seen, and cannot be compared, may be ever so old.
    const mayBeOld =
      isAsFirstSeen && !isComparable && !sorted.every(isOfThisLook);
    return mayBeOld ? sorted[0].order - 1 : (sorted.at(-1)?.order ?? 0) + 1;
  }
  const next = sorted[index].order;
  return index === 0 ? next - 1 : (sorted[index - 1].order + next) / 2;
}

/** Releases that were found in one look come in the order in which they were applied. */
function isOfThisLook({
  members,
  lifeCycle,
  beganIsLowerBound,
}: RolloutRecord) {
  return beganIsLowerBound && members.size === 0 && lifeCycle === 'running';
}

function previousOf(
  order: number,
  rollouts: readonly RolloutRecord[],
): Pick<RolloutRecord, 'previousVersion'> {
  const before = rollouts
    .filter(other => other.order < order && other.version !== undefined)
    .sort((a, b) => b.order - a.order)[0];
  return before?.version ? { previousVersion: before.version } : {};
}

function newest(rollouts: readonly RolloutRecord[]): number {
  return Math.max(0, ...rollouts.map(({ order }) => order));
}

/** Which revisions bring what a member has: it is in sync with them. */
function learn(rollouts: RolloutRecord[], member: MemberEvidence): void {
  const version = versionOf(member);
  const release = rollouts.find(
    rollout => version !== undefined && rollout.version === version,
  );
  if (!release) return;
  for (const delivery of member.deliveries) {
    const { isCurrent, sync, operation, content, desired, applied } = delivery;
    if (!isCurrent || sync !== 'synced' || operation?.phase === 'running') {
      continue;
    }
    // One that is synced with a newer revision than it applied is told that nothing differs.
    for (const revision of [applied?.value, desired?.value]) {
      if (revision === undefined) continue;
      const owner = rollouts.find(other => isOf(other, content, revision));
      if (owner === undefined || owner.order < release.order) {
        // What runs is seen later than what was applied: the newer one is right.
        if (owner) forget(owner, content, revision);
        note(release, content, revision);
      }
    }
  }
}

/**
 * Whether an engine is about to apply something that it has not applied before. One
 * that applies whatever is new, without looking whether anything differs, says so
 * only by what comes of it.
 */
function isBegun(delivery: DeliveryEvidence): boolean {
  const { isCurrent, desired, applied, sync, operation, placement } = delivery;
  if (!isCurrent || !desired || sync === 'synced') return false;
  if (desired.value === applied?.value) return false;
  return (
    (operation?.phase === 'running' && delivery.isCompared) ||
    operation?.phase === 'failed' ||
    // It is compared, and held back until somebody lets it come.
    (delivery.isByHand === true &&
      delivery.isCompared &&
      !delivery.suspended &&
      sync === 'out-of-sync') ||
    (placement?.isRolling === true &&
      MOVING.has(placement.status?.toLowerCase() ?? ''))
  );
}

/** The release that a member is asked to run, where it is not known yet what brings it there. */
function withoutRevision(
  rollouts: readonly RolloutRecord[],
  member: MemberEvidence,
  content: string,
): RolloutRecord | undefined {
  const version = versionOf(member);
  return rollouts.find(
    rollout =>
      version !== undefined &&
      rollout.version === version &&
      rollout.endedAt === undefined &&
      rollout.revisions[content] === undefined &&
      !rollout.beganIsLowerBound,
  );
}

/** A release by revision that no member has yet: the engine has only moved on to a newer one. */
function unnamed(
  rollouts: readonly RolloutRecord[],
  members: readonly MemberEvidence[],
): RolloutRecord | undefined {
  return rollouts.find(
    rollout =>
      rollout.version === undefined &&
      rollout.endedAt === undefined &&
      !members.some(({ deliveries }) =>
        deliveries.some(({ content, applied }) =>
          isOf(rollout, content, applied?.value),
        ),
      ),
  );
}

function forget(
  { revisions }: RolloutRecord,
  content: string,
  revision: string,
): void {
  revisions[content] = revisions[content].filter(each => each !== revision);
}

function note(rollout: RolloutRecord, content: string, revision: string): void {
  const known = Object.hasOwn(rollout.revisions, content)
    ? rollout.revisions[content]
    : undefined;
  if (known?.includes(revision)) return;
  if (!known && Object.keys(rollout.revisions).length >= MAX_CONTENTS) return;
  rollout.revisions[content] = [...(known ?? []), revision].slice(
    -MAX_REVISIONS,
  );
}
