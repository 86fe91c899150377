import type { PlacementFact } from '../../facts';
import { compareText } from '../text/compareText';
import { partsOfWave } from './partsOfWave';
import type { StagedClusters } from './StagedClusters';

/** A delivery, as its placement names it. */
type NamedDelivery = PlacementFact['deliveries'][number];

/**
 * Why the steps of a placement are no stages.
 *
 * - `not-rolling`: it has no rolling strategy, or none that is known
 * - `no-steps`: it has no steps
 * - `in-part`: it has more deliveries than were read, so that some would be in no stage
 *
 * @public
 */
export type NoStages = 'not-rolling' | 'no-steps' | 'in-part';

function indexOfStep({ step }: NamedDelivery, steps: number): number {
  // As text, from 1 on; `-1` where a set selects a delivery in none of its steps.
  const index = step && /^\d{1,4}$/.test(step) ? Number(step) - 1 : -1;
  return index < steps ? index : -1;
}

/**
 * Stages from the steps of a rolling ApplicationSet
 * (https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Progressive-Syncs/):
 * each step is a stage of one wave, after the step before it. Its engine waits until what is
 * in a step is healthy, and for no longer: what has to soak is told by who promotes. Which
 * delivery is in which step is what the engine says (`status.applicationStatus[].step`), not
 * what its selectors would.
 *
 * @param clusterOf - the id of the cluster that a delivery is for, where it is known
 * @param soakMs - for how long a release has to be seen healthy on each cluster
 * @returns with deliveries of which the cluster is not known, by name
 * @public
 */
export function stagesOfSteps(
  placement: Pick<PlacementFact, 'strategy' | 'steps' | 'deliveries' | 'total'>,
  clusterOf: (
    delivery: Pick<NamedDelivery, 'namespace' | 'name'>,
  ) => string | undefined,
  soakMs = 0,
): (StagedClusters & { unresolved: string[] }) | { because: NoStages } {
  const { strategy, steps, deliveries, total } = placement;
  if (strategy !== 'rolling') return { because: 'not-rolling' };
  if (steps.length === 0) return { because: 'no-steps' };
  if (total > deliveries.length) return { because: 'in-part' };
  const stepsOf = new Map<string, Set<number>>();
  const unresolved: string[] = [];
  for (const delivery of deliveries) {
    const cluster = clusterOf(delivery);
    if (cluster === undefined) {
      unresolved.push(delivery.name);
      continue;
    }
    const known = stepsOf.get(cluster) ?? new Set();
    stepsOf.set(cluster, known.add(indexOfStep(delivery, steps.length)));
  }
  const clusters = [...stepsOf]
    .map(([cluster, found]) => ({
      cluster,
      found: [...found].sort((left, right) => left - right),
    }))
    .sort((left, right) => compareText(left.cluster, right.cluster));
  const nameOf = (index: number) => `step-${index + 1}`;
  return {
    stages: steps.map((title, index) => ({
      name: nameOf(index),
      title,
      after: index > 0 ? [nameOf(index - 1)] : [],
      waves: partsOfWave(
        { stage: nameOf(index), wave: 'all', soakMs },
        clusters.flatMap(({ cluster, found }) =>
          found.length === 1 && found[0] === index ? cluster : [],
        ),
      ),
    })),
    unplaced: clusters.flatMap(({ cluster, found }) =>
      found.length === 1 && found[0] < 0
        ? { cluster, because: 'no-step' as const }
        : [],
    ),
    ambiguous: clusters.flatMap(({ cluster, found }) =>
      found.length > 1
        ? {
            cluster,
            places: found.map(index => (index < 0 ? 'no step' : nameOf(index))),
          }
        : [],
    ),
    unresolved: unresolved.sort(compareText),
  };
}
