import type {
  MemberCounts,
  MemberState,
  RolloutSummary,
  RolloutWave,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  ENDED,
  fromRolloutRow,
  timeLeft,
  type RolloutRecord,
} from '../../derive/rollouts';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { defined, toTime, type ReadContext, type Row } from '../types';
import { visibleOf } from '../visible';
import type { VisibleGroup } from './readMemberGroups';
import { shareOf } from './shareOf';

/** Durations of one component that are taken into account. */
const DURATIONS = 100;

/** How long members of components took that were done, the newest first, by entity, in milliseconds. */
export async function readDurations(
  context: ReadContext,
  entityRefs: readonly string[],
): Promise<Map<string, number[]>> {
  const { knex } = context;
  const durations = new Map<string, number[]>();
  const numbered = visibleOf(
    context,
    knex('rollout_member')
      .whereIn('rollout_member.entity_ref', [...new Set(entityRefs)])
      .whereNotNull('duration'),
    'rollout_member',
  ).select(
    'entity_ref',
    'duration',
    'since',
    knex.raw(
      'row_number() over (partition by entity_ref order by since desc) as place',
    ),
  );
  const rows: Row[] = await knex
    .from(numbered.as('numbered'))
    .where('place', '<=', DURATIONS)
    .orderBy('place')
    .select('entity_ref', 'duration');
  for (const { entity_ref: ref, duration } of rows) {
    const known = durations.get(ref) ?? [];
    durations.set(ref, known);
    known.push(Number(duration));
  }
  return durations;
}

/** A rollout and those of its members that the reader may see, in short. */
export function toRolloutSummary(options: {
  row: Row;
  /** Of those members that the reader may see. */
  groups: readonly VisibleGroup[];
  durations: readonly number[];
  entities: EntityIndex;
  context: ReadContext;
}): RolloutSummary {
  const { row, groups, entities, context } = options;
  const rollout = fromRolloutRow(row);
  const entity = entities.byRef.get(rollout.entityRef);
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
    ...countedOf(groups),
    waves: wavesOf(rollout, groups, isLimited),
    environments: [
      ...new Set(groups.flatMap(each => each.environment ?? [])),
    ].sort(),
    share: shareOf(groups),
    timeLeft: isOpen
      ? timeLeft({
          groups,
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

/** How many there are, by state and in all, and how many of them are done. */
function countedOf(
  groups: readonly VisibleGroup[],
): Pick<RolloutWave, 'counts' | 'members' | 'done'> {
  const counts: MemberCounts = {};
  let members = 0;
  for (const group of groups) {
    counts[group.state] = (counts[group.state] ?? 0) + group.members;
    members += group.members;
  }
  return {
    counts: Object.fromEntries(
      Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    members,
    done: counts.succeeded ?? 0,
  };
}

const FAILED = new Set(['failed', 'timed-out', 'stuck']);
const NOT_DONE = new Set(['skipped', 'rolled-back']);
const MOVING = new Set(['applying', 'verifying', 'soaking', 'unknown']);

function wavesOf(
  { waves }: RolloutRecord,
  groups: readonly VisibleGroup[],
  isLimited: boolean,
): RolloutWave[] {
  const named = waves.map(({ name, source }, index) =>
    toWave(
      { name, ...(source && !isLimited ? { source } : {}) },
      groups.filter(({ wave }) => wave === index),
    ),
  );
  const others = groups.filter(
    ({ wave }) => wave === undefined || wave >= waves.length,
  );
  return others.length > 0 && named.length > 0
    ? [...named, toWave({ name: '' }, others)]
    : named;
}

function toWave(
  wave: { name: string; source?: string },
  groups: readonly VisibleGroup[],
): RolloutWave {
  const until = groups.flatMap(({ state, firstUntil }) =>
    state === 'window-closed' && firstUntil !== undefined ? [firstUntil] : [],
  );
  return defined({
    ...wave,
    state: stateOfWave(groups.map(({ state }) => state)),
    ...countedOf(groups),
    until: until.length > 0 ? toTime(Math.min(...until)) : undefined,
  });
}

/** @param states - those that members of it are in, each at least once */
function stateOfWave(states: readonly MemberState[]): RolloutWave['state'] {
  const has = (some: ReadonlySet<string>) =>
    states.some(state => some.has(state));
  if (states.length === 0) return 'later';
  if (states.every(state => ENDED.has(state))) {
    if (has(FAILED)) return 'failed';
    // What another release came before, or what was taken back, is not done.
    return has(NOT_DONE) ? 'over' : 'done';
  }
  if (has(FAILED)) return 'failed';
  if (has(MOVING)) return 'running';
  if (states.every(state => state === 'queued')) return 'later';
  return states.includes('succeeded') && states.includes('queued')
    ? 'running'
    : 'waiting';
}
