import {
  fromMemberRow,
  fromRolloutRow,
  type MemberMemory,
} from '../../../derive/rollouts';
import type { ReadContext, Row } from '../../types';
import { visibleOf } from '../../visible';
import { readEngineTimes } from './readEngineTimes';

/** An instance is recorded a while before its rollouts are judged. */
const FIRST_LOOK_MS = 15 * 60_000;

/** A release of a component. */
export type Release = {
  rolloutId: string;
  order: number;
  version?: string;
  previousVersion?: string;
  /** Milliseconds since 1970. */
  beganAt: number;
};

/** That a release came to an instance. */
export type Arrival = {
  release: Release;
  clusterId: string;
  namespace: string;
  /** Milliseconds since 1970; absent where nobody knows when. */
  at?: number;
  /** When it was there at the latest. */
  latestAt: number;
  /** Whether it was seen to come, or an engine says when it last applied something. */
  toldBy?: 'seen' | 'engine';
  /** That it is not there any more; it has no `at` then. */
  takenBack?: {
    /** Since when it was there, where it was seen to come. */
    cameAt?: number;
    /** Since when it is known to be gone; absent where that was last known, and is not seen now. */
    goneAt?: number;
  };
};

/**
 * The releases of a component, the oldest first, and where they came to, as far as the
 * reader may see what runs. What an instance had when it was first seen, it may have had for
 * long: of that the engine's word counts, where it has one; but not of what was taken back, as
 * what the engine applied last is what took its place.
 */
export async function readArrivals(
  context: ReadContext,
  entityRef: string,
): Promise<{ releases: Release[]; arrivals: Arrival[] }> {
  const { knex } = context;
  const rows: Row[] = await visibleOf(
    context,
    knex('rollout_member').where('rollout_member.entity_ref', entityRef),
    'rollout_member',
  )
    .join('rollout', 'rollout.id', 'rollout_member.rollout_id')
    .leftJoin('instance', 'instance.id', 'rollout_member.instance_id')
    .orderBy([
      'rollout.release_order',
      'rollout.id',
      'rollout_member.instance_id',
    ])
    .select(
      'rollout_member.*',
      'rollout.release_order',
      'rollout.version',
      'rollout.life_cycle',
      'rollout.began_at',
      'rollout.ended_at',
      'rollout.data as rollout_data',
      'instance.recorded_since',
    );
  const releases = new Map<string, Release>();
  const newest = new Map<string, Arrival>();
  const arrivals: Arrival[] = [];
  for (const row of rows) {
    const release = releases.get(row.rollout_id) ?? toRelease(row);
    releases.set(row.rollout_id, release);
    const memory = fromMemberRow(row);
    const { appliedAt } = memory;
    if (appliedAt === undefined) continue;
    const isSeen =
      row.recorded_since !== null &&
      appliedAt > Number(row.recorded_since) + FIRST_LOOK_MS;
    const arrival: Arrival = {
      release,
      clusterId: row.cluster_id,
      namespace: row.namespace,
      latestAt: appliedAt,
      ...(isTakenBack(memory)
        ? {
            takenBack: {
              ...(isSeen && { cameAt: appliedAt }),
              ...(memory.state === 'rolled-back' && { goneAt: memory.since }),
            },
          }
        : isSeen && { at: appliedAt, toldBy: 'seen' as const }),
    };
    arrivals.push(arrival);
    newest.set(`${row.cluster_id}/${row.namespace}`, arrival);
  }
  const undated = [...newest.values()].filter(
    ({ at, takenBack }) => at === undefined && !takenBack,
  );
  const times = await readEngineTimes(context, entityRef, undated);
  for (const arrival of undated) {
    const at = times.get(`${arrival.clusterId}/${arrival.namespace}`);
    if (at !== undefined && at <= arrival.latestAt) {
      Object.assign(arrival, { at, toldBy: 'engine' });
    }
  }
  return { releases: [...releases.values()], arrivals };
}

/** What was taken back is not there, also while it cannot be seen. */
function isTakenBack({ state, lastKnown }: MemberMemory): boolean {
  return (state === 'unknown' ? lastKnown : state) === 'rolled-back';
}

function toRelease(row: Row): Release {
  const { version, previousVersion, order, beganAt } = fromRolloutRow({
    ...row,
    id: row.rollout_id,
    data: row.rollout_data,
  });
  return {
    rolloutId: row.rollout_id,
    order,
    beganAt,
    ...(version !== undefined && { version }),
    ...(previousVersion !== undefined && { previousVersion }),
  };
}
