import type {
  MemberState,
  ReasonLink,
} from '@fleetview/backstage-plugin-fleet-common';
import { chainOf, failureText, reasonOf } from './chainOf';
import { ENDED } from './ended';
import { isDeadline } from './failures';
import type { Relation } from './position';
import type {
  MemberEvidence,
  MemberMemory,
  RolloutSettings,
  Time,
} from './types';

/** States in which something should move. */
const MOVING: ReadonlySet<MemberState> = new Set(['applying', 'verifying']);

export type JudgeOptions = {
  member: MemberEvidence;
  relation: Relation;
  memory: MemberMemory | undefined;
  wave?: number;
  gate?: { wave: string; after: string };
  settings: RolloutSettings;
  /** What an engine tried before it was asked for is no failure of the release; set where its beginning was seen. */
  beganIsSeen: boolean;
  /** The 95th percentile of how long this component took before, milliseconds; absent where it is not known. */
  usualMs?: number;
  now: Time;
};

/**
 * How far a release is on one instance, from what is known of it now and what was
 * remembered of it. It is done only when it is there, the engine has finished, and
 * it was then seen healthy for the soak time without a gap: never on what was seen
 * before it was there, and never on what is not current.
 *
 * @returns what is to be remembered, and the whole chain of reasons
 */
export function judgeMember(options: JudgeOptions): {
  memory: MemberMemory;
  chain: ReasonLink[];
} {
  const { member, relation, memory, now, settings } = options;
  const isSeen = isCurrent(member, relation);
  const isThere = relation === 'has';
  const askedAt =
    memory?.askedAt ??
    (isSeen && (isThere || relation === 'asks') ? now : undefined);
  const appliedAt =
    isThere && isSeen ? memory?.appliedAt ?? now : memory?.appliedAt;
  const asked = {
    ...options,
    ...(options.beganIsSeen && askedAt !== undefined
      ? { triedSince: askedAt }
      : {}),
  };
  const isWell =
    isSeen &&
    isThere &&
    reasonOf(chainOf({ ...asked, soak: { isDone: true, until: now } })) ===
      undefined;
  // A gap in what is seen is a gap in its being healthy.
  const healthySince = isWell ? memory?.healthySince ?? now : undefined;
  const proof = proofOf(member);
  const isHeld =
    healthySince !== undefined &&
    appliedAt !== undefined &&
    proof !== undefined &&
    proof > appliedAt &&
    proof - healthySince >= settings.soakMs;
  const soak =
    healthySince === undefined
      ? undefined
      : { isDone: isHeld, until: healthySince + settings.soakMs };
  const chain = chainOf({ ...asked, ...(soak ? { soak } : {}) });
  const reason = reasonOf(chain);
  const movement = movementOf(member);
  const movedAt = memory && memory.movement === movement ? memory.movedAt : now;
  const doneAt = keptDoneAt(options, isHeld);
  const judged = stateOf({
    ...options,
    isSeen,
    reason,
    doneAt,
    hadIt: memory?.appliedAt !== undefined,
  });
  const state = isStuck(judged, { ...options, askedAt, movedAt })
    ? 'stuck'
    : judged;
  const isSame = memory?.state === state;
  const before = memory?.state === 'unknown' ? memory.lastKnown : memory?.state;
  const lastKnown = state === 'unknown' ? before : undefined;
  const until = reason?.until ? Date.parse(reason.until) : undefined;
  const from = memory?.from ?? versionBefore(member, relation);
  const serving = servingOf(member, isThere);
  return {
    chain,
    memory: {
      state,
      since: isSame && memory ? memory.since : now,
      ...(until === undefined || ENDED.has(state) ? {} : { until }),
      ...(lastKnown ? { lastKnown } : {}),
      ...(options.wave === undefined ? {} : { wave: options.wave }),
      ...(from === undefined ? {} : { from }),
      ...(askedAt === undefined ? {} : { askedAt }),
      ...(appliedAt === undefined ? {} : { appliedAt }),
      ...(healthySince === undefined ? {} : { healthySince }),
      ...(doneAt === undefined ? {} : { doneAt }),
      movement,
      movedAt,
      ...(reason && state !== 'succeeded' && state !== 'skipped'
        ? { reason: lasting(reason) }
        : {}),
      ...(serving ? { serving } : {}),
    },
  };
}

/** Whether what the judgement rests on is seen now. */
function isCurrent(
  { workload, deliveries }: MemberEvidence,
  relation: Relation,
): boolean {
  if (workload && !workload.isCurrent) return false;
  // What runs is seen on the cluster itself; what is still to come only an engine says.
  if (workload && relation === 'has') return true;
  if (deliveries.length === 0) return workload !== undefined;
  return deliveries.every(each => each.isCurrent);
}

/** When the last of what it rests on was proven. */
function proofOf({ workload, deliveries }: MemberEvidence): Time | undefined {
  if (workload) return workload.confirmedAt;
  const proofs = deliveries.map(({ confirmedAt }) => confirmedAt);
  if (proofs.length === 0 || proofs.includes(undefined)) return undefined;
  return Math.min(...(proofs as Time[]));
}

/** Once done it stays so, for as long as it is there and not seen to be ill. */
function keptDoneAt(
  { memory, relation, member, now }: JudgeOptions,
  isHeld: boolean,
): Time | undefined {
  if (isHeld) return memory?.doneAt ?? now;
  if (memory?.doneAt === undefined) return undefined;
  if (relation === 'past') return memory.doneAt;
  if (relation !== 'has') return undefined;
  const isIll =
    member.workload?.isCurrent !== false &&
    (member.health === 'degraded' || member.health === 'missing');
  return isIll ? undefined : memory.doneAt;
}

function stateOf(
  options: JudgeOptions & {
    isSeen: boolean;
    reason: ReasonLink | undefined;
    doneAt: Time | undefined;
    hadIt: boolean;
  },
): MemberState {
  const { relation, reason, member, doneAt } = options;
  if (!options.isSeen) {
    // What came after it is known to have come.
    return relation === 'past' && doneAt !== undefined
      ? 'succeeded'
      : 'unknown';
  }
  switch (relation) {
    case 'past':
      return doneAt === undefined ? 'skipped' : 'succeeded';
    case 'before':
      if (options.hadIt) return 'rolled-back';
      break;
    case 'has':
      if (doneAt !== undefined) return 'succeeded';
      break;
    case 'not-known':
      return 'unknown';
    default:
  }
  if (!reason) return relation === 'has' ? 'soaking' : 'queued';
  const { link, state, message } = reason;
  switch (link) {
    case 'placement':
      return 'not-placed';
    case 'generator':
      return state === 'failed' ? 'failed' : 'unknown';
    case 'window':
      return 'window-closed';
    case 'wave-gate':
      return state === 'not-known' ? 'unknown' : 'queued';
    case 'approval':
      return reason.remedy === 'resume' ? 'paused' : 'awaiting-approval';
    case 'sync':
      if (state === 'not-known') return 'unknown';
      if (state === 'failed')
        return isDeadline(message) ? 'timed-out' : 'failed';
      return 'applying';
    case 'admission':
    case 'quota':
    case 'scheduling':
      return isRefused(member) || isPastDeadline(member)
        ? endedBy(member)
        : 'applying';
    case 'health':
      return stateByHealth(reason, member, relation);
    default:
      if (state === 'failed') return 'failed';
      if (state === 'not-known') return 'verifying';
      return reason.until && !member.workload?.strategy?.paused
        ? 'soaking'
        : 'verifying';
  }
}

/** Whether an engine has tried and was not let. */
function isRefused({ deliveries }: MemberEvidence): boolean {
  return deliveries.some(
    ({ isCurrent: isNow, operation, sync }) =>
      isNow && operation?.phase === 'failed' && sync !== 'synced',
  );
}

function isPastDeadline({ workload }: MemberEvidence): boolean {
  return workload?.health === 'degraded' && isDeadline(workload.message);
}

function endedBy(member: MemberEvidence): MemberState {
  if (isPastDeadline(member)) return 'timed-out';
  const refused = member.deliveries.find(
    ({ operation }) => operation?.phase === 'failed',
  );
  return refused && isDeadline(failureText(refused)) ? 'timed-out' : 'failed';
}

function stateByHealth(
  { state, message }: ReasonLink,
  member: MemberEvidence,
  relation: Relation,
): MemberState {
  const { workload } = member;
  if (relation !== 'has') return 'applying';
  const health = workload?.health ?? member.health;
  if (state === 'failed') {
    if (health === 'degraded' || member.health === 'degraded') {
      return isDeadline(workload?.message ?? message) ? 'timed-out' : 'failed';
    }
    if (health === 'missing') return 'failed';
    return workload?.settled ? 'verifying' : 'applying';
  }
  if (state === 'not-known') return workload ? 'verifying' : 'unknown';
  if (health === 'suspended') return 'paused';
  return workload && !workload.settled ? 'applying' : 'verifying';
}

/** Past its time, and nothing has moved for two intervals. */
function isStuck(
  state: MemberState,
  options: JudgeOptions & { askedAt: Time | undefined; movedAt: Time },
): boolean {
  const { settings, usualMs = 0, now, askedAt, movedAt } = options;
  if (!MOVING.has(state) || askedAt === undefined) return false;
  const limit = Math.max(settings.progressDeadlineMs, 1.5 * usualMs);
  return now - askedAt > limit && now - movedAt >= 2 * settings.intervalMs;
}

/** When a member that does not move is to be looked at again, if time alone changes what it is. */
export function nextLookAt(
  memory: MemberMemory,
  settings: RolloutSettings,
  usualMs = 0,
): Time | undefined {
  if (memory.until !== undefined) return memory.until;
  if (!MOVING.has(memory.state) || memory.askedAt === undefined) {
    return undefined;
  }
  const limit = Math.max(settings.progressDeadlineMs, 1.5 * usualMs);
  return Math.max(
    memory.askedAt + limit + 1,
    memory.movedAt + 2 * settings.intervalMs,
  );
}

/** What changes while a member goes on. */
function movementOf({ workload, deliveries }: MemberEvidence): string {
  return JSON.stringify([
    workload && [
      workload.version,
      workload.settled,
      workload.health,
      workload.replicas.updated,
      workload.replicas.ready,
      workload.replicas.available,
      workload.strategy?.step,
      workload.strategy?.actualWeight,
    ],
    deliveries.map(({ operation, applied, desired, placement, sync }) => [
      operation?.phase,
      operation?.startedAt,
      applied?.value,
      desired?.value,
      placement?.status,
      sync,
    ]),
  ]).slice(0, 2_000);
}

function versionBefore(
  { workload }: MemberEvidence,
  relation: Relation,
): string | undefined {
  if (!workload) return undefined;
  if (relation === 'has') {
    return workload.settledVersion === workload.version
      ? undefined
      : workload.settledVersion;
  }
  return relation === 'past'
    ? undefined
    : workload.settledVersion ?? workload.version;
}

/** How many of its replicas are of the release; with a canary, by the weight that its traffic router confirms. */
function servingOf(
  { workload }: MemberEvidence,
  isThere: boolean,
): MemberMemory['serving'] {
  const replicas = workload?.replicas.desired;
  if (!workload?.isCurrent || replicas === undefined) return undefined;
  const weight = workload.strategy?.actualWeight;
  if (isThere && weight !== undefined && !workload.settled) {
    return { replicas, released: (replicas * weight) / 100, byTraffic: true };
  }
  const updated = Math.min(workload.replicas.updated ?? 0, replicas);
  const available = workload.replicas.available ?? updated;
  return { replicas, released: isThere ? Math.min(updated, available) : 0 };
}

/** Without when it was last confirmed: nothing is written to say that all is as it was. */
function lasting({ evidence, ...reason }: ReasonLink): ReasonLink {
  if (!evidence) return reason;
  const { confirmedAt: _, ...rest } = evidence;
  return { ...reason, evidence: rest };
}
