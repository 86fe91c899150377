import { detectReleases } from './detectReleases';
import { usualDuration } from './durations';
import { ENDED } from './ended';
import { gateOf } from './gateOf';
import { judgeMember, nextLookAt } from './judgeMember';
import { planWaves, type PlannedWaves, type WaveSource } from './planWaves';
import {
  positionOf,
  relationTo,
  type Position,
  type Relation,
} from './position';
import type {
  LifeCycle,
  MemberEvidence,
  MemberMemory,
  RolloutRecord,
  RolloutSettings,
  Time,
} from './types';

/** While a rollout is on its way it is looked at again after so long, whatever happens. */
const LOOK_AGAIN_MS = 5_000;

export type DerivedRollouts = {
  rollouts: RolloutRecord[];
  /** When time alone may change something; absent where it cannot. */
  nextLookAt?: Time;
};

/**
 * The rollouts of one component, from what is known of its instances now and what
 * was remembered. Pure: the same in, the same out.
 *
 * @param options.durations - how long members of this component took that were done, milliseconds
 */
export function deriveRollouts(options: {
  entityRef: string;
  rollouts: readonly RolloutRecord[];
  members: readonly MemberEvidence[];
  waveSources: readonly WaveSource[];
  settings: RolloutSettings;
  durations: readonly number[];
  now: Time;
  newId: () => string;
}): DerivedRollouts {
  const { members, settings, now, durations } = options;
  const known = new Set(options.rollouts.map(({ id }) => id));
  const releases = detectReleases(options);
  const positions = new Map(
    members.map(member => [member.instanceId, positionOf(member, releases)]),
  );
  const plan = planWaves(members, options.waveSources);
  const usualMs = usualDuration(durations);
  const judged = new Set(releases.filter(needsJudging).map(({ id }) => id));
  let next: Time | undefined;
  const lookAt = (time: Time | undefined) => {
    if (time !== undefined && (next === undefined || time < next)) next = time;
  };
  const rollouts = releases.map(rollout => {
    if (!judged.has(rollout.id)) return rollout;
    const reached = members.filter(({ instanceId }) =>
      isReached(positions.get(instanceId), rollout),
    );
    const kept = new Map<string, MemberMemory>();
    for (const [id, memory] of rollout.members) {
      if (!positions.has(id)) kept.set(id, goneMember(memory, now));
    }
    let isInMotion = false;
    const isNewest = !releases.some(other => other.order > rollout.order);
    for (const member of inOrderOfWaves(members, plan)) {
      const { instanceId } = member;
      const memory = rollout.members.get(instanceId);
      const relation = relationTo(
        positions.get(instanceId) as Position,
        rollout,
      );
      const isOfIt =
        memory !== undefined ||
        relation === 'has' ||
        relation === 'asks' ||
        (rollout.endedAt === undefined &&
          relation !== 'past' &&
          (isNewest || relation === 'before') &&
          plan.isExpected(instanceId, reached));
      if (!isOfIt) continue;
      if (rollout.endedAt !== undefined && !mayStillChange(memory, relation)) {
        if (memory) kept.set(instanceId, memory);
        continue;
      }
      const wave = plan.waveOf.get(instanceId);
      const gate = gateOf(kept, plan.waves, wave);
      const result = judgeMember({
        member,
        relation,
        memory,
        ...(wave === undefined ? {} : { wave }),
        ...(gate ? { gate } : {}),
        settings,
        beganIsSeen: !rollout.beganIsLowerBound,
        ...(usualMs === undefined ? {} : { usualMs }),
        now,
      });
      kept.set(instanceId, result.memory);
      isInMotion ||= moves(member, relation, result.memory);
      lookAt(nextLookAt(result.memory, settings, usualMs));
    }
    const states = [...kept.values()];
    const lifeCycle = lifeCycleOf(states, rollout, {
      isReachedByAny: reached.length > 0,
      isNewest,
    });
    // What was all well when watching began was on its way to nowhere.
    const wasAtRest =
      !known.has(rollout.id) && rollout.beganIsLowerBound && !isInMotion;
    const isOver = lifeCycle !== 'running' && lifeCycle !== 'paused';
    if (isOver) {
      for (const [id, memory] of kept) kept.set(id, endedMember(memory, now));
    }
    const after: RolloutRecord = {
      ...rollout,
      members: wasAtRest ? new Map() : kept,
      waves: plan.waves,
      lifeCycle: wasAtRest ? 'completed' : lifeCycle,
    };
    if (after.lifeCycle === 'completed' || isOver) {
      after.endedAt = rollout.endedAt ?? now;
    } else {
      delete after.endedAt;
      lookAt(now + LOOK_AGAIN_MS);
    }
    return after;
  });
  return { rollouts, ...(next === undefined ? {} : { nextLookAt: next }) };
}

/** Ended ones stay as they are, but for what may still be put right or taken back. */
function needsJudging(
  rollout: RolloutRecord,
  index: number,
  all: readonly RolloutRecord[],
): boolean {
  return rollout.endedAt === undefined || index >= all.length - 2;
}

function isReached(
  position: Position | undefined,
  rollout: RolloutRecord,
): boolean {
  return position?.has?.id === rollout.id || position?.asks?.id === rollout.id;
}

/** Of a rollout that has ended only that which had failed, and what is taken back. */
function mayStillChange(
  memory: MemberMemory | undefined,
  relation: string,
): boolean {
  if (!memory) return false;
  if (memory.state === 'succeeded') return relation === 'before';
  return (
    (memory.state === 'failed' ||
      memory.state === 'timed-out' ||
      memory.state === 'skipped' ||
      memory.state === 'unknown' ||
      memory.state === 'rolled-back') &&
    (relation === 'has' || relation === 'asks')
  );
}

/** Its instance is gone, and that was proven. */
function goneMember(memory: MemberMemory, now: Time): MemberMemory {
  if (memory.state === 'not-placed') return memory;
  if (memory.doneAt !== undefined) return { ...memory, state: 'succeeded' };
  const { reason: _, until: __, lastKnown: ___, ...rest } = memory;
  return {
    ...rest,
    state: 'not-placed',
    since: now,
    reason: {
      link: 'placement',
      state: 'failed',
      message: 'it does not run there any more',
      remedy: 'place',
    },
  };
}

/** Those of earlier waves first: what later ones wait for is judged before them. */
function inOrderOfWaves(
  members: readonly MemberEvidence[],
  { waveOf }: PlannedWaves,
): MemberEvidence[] {
  const of = ({ instanceId }: MemberEvidence) =>
    waveOf.get(instanceId) ?? Infinity;
  return [...members].sort((a, b) => (of(a) === of(b) ? 0 : of(a) - of(b)));
}

/** Nobody waits for a release any more that has ended. */
function endedMember(memory: MemberMemory, now: Time): MemberMemory {
  if (memory.state !== 'queued') return memory;
  const { reason: _, until: __, ...rest } = memory;
  return { ...rest, state: 'skipped', since: now };
}

function lifeCycleOf(
  members: readonly MemberMemory[],
  rollout: RolloutRecord,
  { isReachedByAny, isNewest }: { isReachedByAny: boolean; isNewest: boolean },
): LifeCycle {
  const open = members.filter(({ state }) => !ENDED.has(state));
  if (open.length > 0) {
    // Whoever had it or was asked for it is gone to another one. What cannot be seen
    // keeps no release on its way for ever: it stays unknown in one that is over.
    const isWaiting = ({ state }: MemberMemory) =>
      state === 'queued' || (state === 'unknown' && !isNewest);
    if (!isReachedByAny && open.every(isWaiting)) {
      const done = members.some(({ state }) => state === 'succeeded');
      return !done && members.some(({ state }) => state === 'rolled-back')
        ? 'rolled-back'
        : 'superseded';
    }
    const isHeld = open.every(
      ({ state }) => state === 'paused' || state === 'awaiting-approval',
    );
    return isHeld ? 'paused' : 'running';
  }
  const has = (state: MemberMemory['state']) =>
    members.some(member => member.state === state);
  if (has('succeeded') || has('failed') || has('timed-out')) {
    return 'completed';
  }
  if (has('rolled-back')) return 'rolled-back';
  if (has('skipped')) return 'superseded';
  if (members.length > 0) return 'completed';
  // Nobody is on the way to it, and nobody ever was.
  return rollout.endedAt === undefined && !isReachedByAny
    ? 'superseded'
    : rollout.lifeCycle;
}

/**
 * Whether a release is on its way to a member, or still to come: when watching begins,
 * that alone tells it from what has been there for long, however that is.
 */
function moves(
  { workload }: MemberEvidence,
  relation: Relation,
  { state }: MemberMemory,
): boolean {
  switch (relation) {
    case 'asks':
      return true;
    case 'before':
      return state !== 'unknown';
    case 'has':
      return (
        workload?.isCurrent === true &&
        !workload.settled &&
        workload.version !== workload.settledVersion
      );
    default:
      return false;
  }
}
