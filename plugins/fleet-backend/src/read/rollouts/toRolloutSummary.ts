import type {
  MemberCounts,
  RolloutSummary,
  RolloutWave,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  ENDED,
  fromMemberRow,
  fromRolloutRow,
  timeLeft,
  type MemberMemory,
  type RolloutRecord,
} from '../../derive/rollouts';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { defined, toTime, type ReadContext, type Row } from '../types';
import { visibleOf } from '../visible';
import { shareOf } from './shareOf';

/** Members of rollouts that the reader may see, with where they are, by rollout. */
export async function readMembers(
  context: ReadContext,
  rolloutIds: readonly string[],
): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  for (let start = 0; start < rolloutIds.length; start += 100) {
    const rows: Row[] = await visibleOf(
      context,
      context
        .knex('rollout_member')
        .whereIn('rollout_id', rolloutIds.slice(start, start + 100)),
      'rollout_member',
    )
      .leftJoin('cell', join => {
        void join
          .on('cell.cluster_id', 'rollout_member.cluster_id')
          .on('cell.namespace', 'rollout_member.namespace')
          .on('cell.entity_ref', 'rollout_member.entity_ref');
      })
      .orderBy('rollout_member.instance_id')
      .select('rollout_member.*', 'cell.region', 'cell.environment');
    for (const row of rows) {
      const known = found.get(row.rollout_id) ?? [];
      found.set(row.rollout_id, known);
      known.push(row);
    }
  }
  return found;
}

/** How long members of components took that were done, by entity, in milliseconds. */
export async function readDurations(
  context: ReadContext,
  entityRefs: readonly string[],
): Promise<Map<string, number[]>> {
  const { knex } = context;
  const durations = new Map<string, number[]>();
  const rows: Row[] = await visibleOf(
    context,
    knex('rollout_member')
      .whereIn('rollout_member.entity_ref', [...new Set(entityRefs)])
      .whereNotNull('duration'),
    'rollout_member',
  )
    .orderBy('since', 'desc')
    .limit(5_000)
    .select('entity_ref', 'duration');
  for (const { entity_ref: ref, duration } of rows) {
    const known = durations.get(ref) ?? [];
    durations.set(ref, known);
    if (known.length < 100) known.push(Number(duration));
  }
  return durations;
}

/** A rollout and those of its members that the reader may see, in short. */
export function toRolloutSummary(options: {
  row: Row;
  members: readonly Row[];
  durations: readonly number[];
  entities: EntityIndex;
  context: ReadContext;
}): RolloutSummary {
  const { row, members, entities, context } = options;
  const rollout = fromRolloutRow(row);
  const entity = entities.byRef.get(rollout.entityRef);
  const memories = members.map(fromMemberRow);
  const isOpen = rollout.endedAt === undefined;
  const isLimited = context.view !== undefined && !context.view.scope.isWhole;
  return defined({
    id: rollout.id,
    entityRef: rollout.entityRef,
    title: entity?.title,
    owner: entity?.owner,
    system: entity?.system,
    version: rollout.version,
    // What is in a repository is told by deliveries, to who may see them.
    revision: isLimited
      ? undefined
      : rollout.revision ?? newestRevision(rollout),
    previousVersion: rollout.previousVersion,
    beganAt: toTime(rollout.beganAt) as string,
    beganIsLowerBound: rollout.beganIsLowerBound || undefined,
    endedAt: toTime(rollout.endedAt),
    lifeCycle: rollout.lifeCycle,
    counts: countsOf(memories),
    members: memories.length,
    done: memories.filter(isDone).length,
    waves: wavesOf(rollout, memories, isLimited),
    environments: [
      ...new Set(members.flatMap(each => each.environment ?? [])),
    ].sort(),
    share: shareOf(memories),
    timeLeft: isOpen
      ? timeLeft({
          waves: rollout.waves,
          members: memories,
          durations: options.durations,
          now: context.now,
        })
      : undefined,
  });
}

/** Of a release that is known by its version, the revision that was learned last. */
function newestRevision({
  revisions,
}: RolloutRecord): RolloutSummary['revision'] {
  const value = Object.values(revisions).at(-1)?.at(-1);
  if (value === undefined) return undefined;
  return {
    type: /^(?:[a-z0-9]+:)?[0-9a-f]{40,64}$/.test(value) ? 'commit' : 'other',
    value,
  };
}

function isDone({ state }: MemberMemory): boolean {
  return state === 'succeeded';
}

export function countsOf(memories: readonly MemberMemory[]): MemberCounts {
  const counts: MemberCounts = {};
  for (const { state } of memories) counts[state] = (counts[state] ?? 0) + 1;
  return Object.fromEntries(
    Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const FAILED = new Set(['failed', 'timed-out', 'stuck']);
const MOVING = new Set(['applying', 'verifying', 'soaking', 'unknown']);

function wavesOf(
  { waves }: RolloutRecord,
  memories: readonly MemberMemory[],
  isLimited: boolean,
): RolloutWave[] {
  const named = waves.map(({ name, source }, index) =>
    toWave(
      { name, ...(source && !isLimited ? { source } : {}) },
      memories.filter(({ wave }) => wave === index),
    ),
  );
  const others = memories.filter(
    ({ wave }) => wave === undefined || wave >= waves.length,
  );
  return others.length > 0 && named.length > 0
    ? [...named, toWave({ name: '' }, others)]
    : named;
}

function toWave(
  wave: { name: string; source?: string },
  memories: readonly MemberMemory[],
): RolloutWave {
  const until = memories.flatMap(each =>
    each.state === 'window-closed' && each.until !== undefined
      ? [each.until]
      : [],
  );
  return defined({
    ...wave,
    state: stateOfWave(memories),
    counts: countsOf(memories),
    members: memories.length,
    done: memories.filter(isDone).length,
    until: until.length > 0 ? toTime(Math.min(...until)) : undefined,
  });
}

function stateOfWave(memories: readonly MemberMemory[]): RolloutWave['state'] {
  const has = (states: ReadonlySet<string>) =>
    memories.some(({ state }) => states.has(state));
  if (memories.length === 0) return 'later';
  if (memories.every(({ state }) => ENDED.has(state))) {
    return has(FAILED) ? 'failed' : 'done';
  }
  if (has(FAILED)) return 'failed';
  if (has(MOVING)) return 'running';
  if (memories.every(({ state }) => state === 'queued')) return 'later';
  return memories.some(isDone) &&
    memories.some(({ state }) => state === 'queued')
    ? 'running'
    : 'waiting';
}
