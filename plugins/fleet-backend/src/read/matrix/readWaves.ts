import type { MatrixWaves } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import {
  fromRolloutRow,
  planOf,
  planPosition,
  type RolloutPlan,
} from '../../derive/rollouts';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { CellScope } from '../../permissions/CellScope';
import { visibleRollouts } from '../rollouts';
import { defined, type Row } from '../types';
import { visibleOf } from '../visible';
import type { MatrixQuestion } from './MatrixQuestion';
import type { Wave, WaveOf } from './orderAxes';

/** Waves that rows can be grouped by, and whose they are. */
export type Waves = { of: WaveOf; told: MatrixWaves };

/** The waves of the columns that a question finds; undefined where they have none in common. */
export type WavesOf = (entityRefs: readonly string[]) => Waves | undefined;

export type ReadWaves = (question: MatrixQuestion) => Promise<WavesOf>;

type Reading = {
  knex: Knex;
  /** Of somebody who may not see all. */
  scope?: CellScope | undefined;
  plans: readonly RolloutPlan[];
  entities: EntityIndex;
};

/** The key of clusters that are in a release and in none of its waves. */
const OTHER = 'other';

/**
 * Reads waves for one reader. Of a release he learns where those of its members are that he
 * may see; of a plan, where the clusters are that are told to him, by what is told of them.
 */
export function wavesReader(options: Reading): ReadWaves {
  return async question => {
    const released = await readReleaseWaves(options, question);
    return entityRefs =>
      released ??
      // Who asks for one release is not answered with something else.
      (question.rollout === undefined
        ? planWaves(options, entityRefs)
        : undefined);
  };
}

/** The waves of the release that is asked for, or of that of the one component. */
async function readReleaseWaves(
  { knex, scope }: Reading,
  { rollout: id, filter, groupBy }: MatrixQuestion,
): Promise<Waves | undefined> {
  const [component, ...others] = filter.component ?? [];
  if (id === undefined && (!component || others.length > 0)) return undefined;
  const context = { knex, ...(scope ? { view: { scope } } : {}) };
  const row: Row | undefined = await visibleRollouts(
    context,
    knex('rollout')
      .where(
        id === undefined
          ? { 'rollout.entity_ref': component }
          : { 'rollout.id': id },
      )
      .where('rollout.members', '>', 0),
  )
    .orderByRaw(
      "case when life_cycle in ('running', 'paused') then 0 else 1 end, release_order desc",
    )
    .first();
  if (!row) return undefined;
  const { entityRef, version, lifeCycle, waves } = fromRolloutRow(row);
  if (waves.length === 0) return undefined;
  // Whoever groups by something else only learns that he could.
  const members: Row[] =
    groupBy === 'wave'
      ? await visibleOf(
          context,
          knex('rollout_member')
            .where({ rollout_id: row.id })
            .whereNot('state', 'not-placed')
            .select('cluster_id', 'wave'),
          'rollout_member',
        )
      : [];
  const positions = new Map<string, number>();
  for (const { cluster_id: cluster, wave } of members) {
    const position = Math.min(wave ?? waves.length, waves.length);
    // In several namespaces it may be in several: what comes first is what is seen first.
    positions.set(
      cluster,
      Math.min(position, positions.get(cluster) ?? position),
    );
  }
  return {
    of: ({ id: cluster }) => {
      const position = positions.get(cluster);
      return position === undefined ? undefined : waveAt(position, waves);
    },
    told: defined({
      by: 'rollout' as const,
      rolloutId: row.id as string,
      entityRef,
      version,
      lifeCycle,
    }),
  };
}

/** The waves of the plan that is for all of some components. */
function planWaves(
  { plans, entities }: Reading,
  entityRefs: readonly string[],
): Waves | undefined {
  if (plans.length === 0 || entityRefs.length === 0) return undefined;
  const found = new Set<RolloutPlan | undefined>();
  for (const ref of entityRefs) {
    found.add(planOf({ plans }, ref, entities));
    if (found.size > 1) return undefined;
  }
  const [plan] = found;
  if (!plan || plan.waves.length === 0) return undefined;
  const positionIn = planPosition(plan);
  return {
    of: row => {
      const position = positionIn({
        ...(row as PlacedRow),
        clusterName: row.name,
      });
      return position === -1 ? undefined : waveAt(position, plan.waves);
    },
    told: { by: 'plan' },
  };
}

type PlacedRow = Record<'region' | 'environment' | 'tier' | 'provider', string>;

function waveAt(position: number, waves: readonly { name: string }[]): Wave {
  const wave = waves[position];
  return wave
    ? { key: String(position + 1), order: position, name: wave.name }
    : { key: OTHER, order: position };
}
