import {
  stagesOfSteps,
  type PlacementFact,
  type StagedClusters,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { InstanceParts } from '../../../derive/rollouts';
import { chooseSet } from './chooseSet';
import { readSets } from './readSets';
import { readStrays } from './readStrays';
import {
  setDeliveriesOf,
  setKey,
  type SetDelivery,
  type SetName,
} from './setDeliveriesOf';
import type { StepStages } from './StepStages';

type Named = PlacementFact['deliveries'][number];

/**
 * The steps that a component goes through, where an ApplicationSet with steps brings it:
 * as its engine says who is in which, and never by what was read too long ago. Nothing where
 * none does.
 *
 * @param options.parts - all instances of the component, whoever may see them
 * @param options.isHub - whether ApplicationSets on a cluster count, by its id
 */
export async function readStepStages(
  context: { knex: Knex; now: number },
  options: {
    entityRef: string;
    parts: readonly InstanceParts[];
    isHub: (observer: string) => boolean;
    soakMs: number;
  },
): Promise<StepStages | undefined> {
  const { entityRef, parts, isHub, soakMs } = options;
  const all = setDeliveriesOf(parts, isHub);
  const sets = new Map(all.map(({ set }) => [setKey(set), set]));
  if (sets.size === 0) return undefined;
  const names = [...sets.values()];
  const chosen = chooseSet(names, await readSets(context, names));
  if (!chosen || 'because' in chosen) return chosen;
  const { set, fact } = chosen;
  const own = all.filter(each => setKey(each.set) === setKey(set));
  const { mine, others } = partOf(fact, own);
  const strays = await readStrays(context.knex, {
    observer: set.observer,
    entityRef,
    named: others,
  });
  const staged = stagesOfSteps(
    {
      ...fact,
      deliveries: [...mine.keys(), ...strays],
      // As many as were cut off.
      total: mine.size + strays.length + fact.total - fact.deliveries.length,
    },
    delivery => mine.get(delivery),
    soakMs,
  );
  return toStepStages(staged, set, parts);
}

/**
 * What the ApplicationSet says of its deliveries: those that bring the component, with where,
 * and the others. One that it does not name is in no step.
 */
function partOf(
  { deliveries }: PlacementFact,
  own: readonly SetDelivery[],
): { mine: Map<Pick<Named, 'namespace' | 'name'>, string>; others: Named[] } {
  const mine = new Map<Pick<Named, 'namespace' | 'name'> & Named, string>();
  const left = new Set(own);
  const others: Named[] = [];
  for (const named of deliveries) {
    const found = own.filter(
      ({ namespace, name }) =>
        name === named.name &&
        (named.namespace === undefined || named.namespace === namespace),
    );
    if (found.length === 0) others.push(named);
    for (const each of found) {
      left.delete(each);
      mine.set({ ...named }, each.cluster);
    }
  }
  for (const { namespace, name, cluster } of left) {
    mine.set(
      { ...(namespace === undefined ? {} : { namespace }), name },
      cluster,
    );
  }
  return { mine, others };
}

function toStepStages(
  staged: ReturnType<typeof stagesOfSteps>,
  set: SetName,
  parts: readonly InstanceParts[],
): StepStages {
  if ('because' in staged) {
    const { because } = staged;
    return {
      // That it is rolling was looked at before.
      because: because === 'not-rolling' ? 'unknown-strategy' : because,
      sets: [set],
    };
  }
  const { unresolved, ...rest } = staged;
  if (unresolved.length > 0) {
    return {
      because: 'unresolved',
      sets: [set],
      detail: unresolved.slice(0, 3).join(', '),
    };
  }
  return { staged: { ...rest, unplaced: withOthers(rest, parts) } };
}

/** A cluster that the component is on, and that no delivery of the set brings it to, is in no step. */
function withOthers(
  { stages, unplaced, ambiguous }: StagedClusters,
  parts: readonly InstanceParts[],
): StagedClusters['unplaced'] {
  const known = new Set([
    ...stages.flatMap(({ waves }) => waves.flatMap(each => each.clusters)),
    ...[...unplaced, ...ambiguous].map(({ cluster }) => cluster),
  ]);
  const others = new Set(
    parts.flatMap(({ clusterId }) => (known.has(clusterId) ? [] : clusterId)),
  );
  return [
    ...unplaced,
    ...[...others].sort().map(cluster => ({
      cluster,
      because: 'no-step' as const,
    })),
  ];
}
