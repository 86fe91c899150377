import {
  MEMBER_STATES,
  type InstanceRollout,
  type MemberCounts,
  type MemberState,
  type RolloutLifeCycle,
  type RolloutMember,
  type RolloutSummary,
  type RolloutWave,
} from '@fleetview/backstage-plugin-fleet-common';
import type { MatrixRollupPart } from '../components/Matrix/types';
import type {
  RolloutProgress,
  RolloutWaveView as WaveView,
  WaveState,
} from '../components/Rollout/types';
import { statusOfMember } from '../status';
import type { Age } from './time';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STATE_OF_WAVES: Record<RolloutWave['state'], WaveState> = {
  done: 'done',
  running: 'running',
  waiting: 'waiting',
  later: 'later',
  over: 'over',
  failed: 'failed',
};

/**
 * Whether a release is still on its way.
 *
 * @public
 */
export function isInFlight(lifeCycle: RolloutLifeCycle): boolean {
  return lifeCycle === 'running' || lifeCycle === 'paused';
}

/**
 * Members by state, the most urgent first. A state that is not known here counts
 * as unknown rather than not at all.
 *
 * @public
 */
export function countsOfMembers(
  counts: MemberCounts,
): { state: MemberState; count: number }[] {
  const sums = new Map<MemberState, number>();
  for (const [name, count] of Object.entries(counts)) {
    const state = MEMBER_STATES.find(known => known === name) ?? 'unknown';
    if (count > 0) sums.set(state, (sums.get(state) ?? 0) + count);
  }
  return MEMBER_STATES.flatMap(state => {
    const count = sums.get(state);
    return count ? [{ state, count }] : [];
  });
}

/**
 * The same as marks with a number; what is not placed has none.
 *
 * @param wordOf - the word of a state
 * @param until - when those that wait are known to go on
 * @public
 */
export function partsOfMembers(
  counts: MemberCounts,
  wordOf: (state: MemberState) => string,
  until?: string,
): MatrixRollupPart[] {
  return countsOfMembers(counts).flatMap(({ state, count }) => {
    const status = statusOfMember({ state, until });
    return status ? [{ status, word: wordOf(state), count }] : [];
  });
}

/**
 * The waves of a release as the strip shows them.
 *
 * @public
 */
export function wavesOf(
  rollout: Pick<RolloutSummary, 'waves'>,
  wordOf: (state: MemberState) => string,
): WaveView[] {
  return rollout.waves.map((wave, index) => ({
    id: String(index),
    name: wave.name,
    state: STATE_OF_WAVES[wave.state] ?? 'later',
    members: partsOfMembers(wave.counts, wordOf, wave.until),
    until: wave.until,
    reason: wave.source,
  }));
}

/**
 * How far a release is as the strip shows it.
 *
 * @public
 */
export function progressOf(
  rollout: Pick<RolloutSummary, 'done' | 'members' | 'share' | 'timeLeft'>,
): RolloutProgress {
  const { done, members, share, timeLeft } = rollout;
  return {
    done,
    all: members,
    share,
    left: timeLeft && rangeOf(timeLeft),
  };
}

/** In the unit of its longer end, and never shorter than it is. */
function rangeOf(seconds: { from: number; to: number }) {
  const [unit, length] = unitOf(seconds.to);
  return {
    from: Math.floor(seconds.from / length),
    to: Math.ceil(seconds.to / length),
    unit,
  };
}

function unitOf(seconds: number): [Age['unit'], number] {
  if (seconds < 2 * MINUTE) return ['seconds', 1];
  if (seconds < 2 * HOUR) return ['minutes', MINUTE];
  return seconds < 2 * DAY ? ['hours', HOUR] : ['days', DAY];
}

/**
 * A region that keeps a release from being done, with the member of it that does
 * so first.
 *
 * - `held`: something failed, or does not move
 * - `unknown`: nobody can say
 * - `waiting`: for a reason that is known
 *
 * @public
 */
export interface HeldUp {
  kind: 'held' | 'unknown' | 'waiting';
  region: string;
  member: Pick<RolloutMember, 'cluster' | 'rollout' | 'region'>;
  /** Members of the region that do so besides. */
  others: number;
}

const KINDS: Partial<Record<MemberState, HeldUp['kind']>> = {
  failed: 'held',
  'timed-out': 'held',
  stuck: 'held',
  'rolled-back': 'held',
  unknown: 'unknown',
  'awaiting-approval': 'waiting',
  'window-closed': 'waiting',
  paused: 'waiting',
};
const ORDER: HeldUp['kind'][] = ['held', 'unknown', 'waiting'];

/**
 * Which regions hold a release up and why, what somebody has to look at first.
 *
 * @public
 */
export function heldUpBy(members: readonly HeldUp['member'][]): HeldUp[] {
  const regions = new Map<string, HeldUp>();
  const inTheWay = members
    .flatMap(member => {
      const kind = KINDS[member.rollout.state];
      return kind ? [{ kind, member }] : [];
    })
    .sort(
      (left, right) =>
        ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind) ||
        compareMembers(left.member.rollout, right.member.rollout),
    );
  for (const { kind, member } of inTheWay) {
    const known = regions.get(member.region);
    if (known) known.others += 1;
    else {
      const { region } = member;
      regions.set(region, { kind, region, member, others: 0 });
    }
  }
  return [...regions.values()];
}

/** The worse state, then the earlier wave, then what is so for longer. */
function compareMembers(left: InstanceRollout, right: InstanceRollout): number {
  return (
    MEMBER_STATES.indexOf(left.state) - MEMBER_STATES.indexOf(right.state) ||
    (left.wave ?? Infinity) - (right.wave ?? Infinity) ||
    Date.parse(left.since) - Date.parse(right.since) ||
    0
  );
}
