import { compareText } from '../text/compareText';
import { isSelected, type StageCluster } from './isSelected';
import { partsOfWave } from './partsOfWave';
import type { Stage } from './Stage';
import type { StagedClusters, Unplaced } from './StagedClusters';

type Place =
  | { stage: Stage; wave: string }
  | { places: string[] }
  | Pick<Unplaced, 'because' | 'stage'>;

/** What no wave names goes to the one that names nothing. */
function wavesOf(stage: Stage, cluster: StageCluster): string[] {
  const naming = stage.waves.filter(
    ({ selector }) => selector && isSelected(selector, cluster),
  );
  const waves =
    naming.length > 0
      ? naming
      : stage.waves.filter(({ selector }) => !selector);
  return waves.map(({ name }) => name);
}

function placeOf(stages: readonly Stage[], cluster: StageCluster): Place {
  const selecting = stages.filter(({ selector }) =>
    isSelected(selector, cluster),
  );
  const [stage] = selecting;
  if (!stage) return { because: 'no-stage' };
  if (selecting.length > 1) {
    return { places: selecting.map(({ name }) => name) };
  }
  const [wave, ...more] = wavesOf(stage, cluster);
  if (wave === undefined) return { because: 'no-wave', stage: stage.name };
  return more.length > 0
    ? { places: [wave, ...more].map(each => `${stage.name}/${each}`) }
    : { stage, wave };
}

/**
 * Which stage and wave each cluster is in. What several select is in none of them: which
 * one was meant nobody can tell, and the wrong one may be production.
 *
 * @throws RangeError - if two clusters have one id
 * @public
 */
export function placeClusters(
  stages: readonly Stage[],
  clusters: readonly StageCluster[],
): StagedClusters {
  if (new Set(clusters.map(({ id }) => id)).size < clusters.length) {
    throw new RangeError('two clusters have one id');
  }
  const sorted = [...clusters].sort(
    (left, right) =>
      compareText(left.name, right.name) || compareText(left.id, right.id),
  );
  const placed = sorted.map(cluster => ({
    cluster: cluster.id,
    place: placeOf(stages, cluster),
  }));
  return {
    stages: stages.map(stage => ({
      name: stage.name,
      after: stage.after,
      waves: stage.waves.flatMap(({ name, size, soakMs = stage.soakMs }) =>
        partsOfWave(
          {
            stage: stage.name,
            wave: name,
            soakMs,
            ...(size !== undefined && { size }),
          },
          placed.flatMap(({ cluster, place }) =>
            'wave' in place && place.stage === stage && place.wave === name
              ? cluster
              : [],
          ),
        ),
      ),
    })),
    unplaced: placed.flatMap(({ cluster, place }) =>
      'because' in place ? { cluster, ...place } : [],
    ),
    ambiguous: placed.flatMap(({ cluster, place }) =>
      'places' in place ? { cluster, places: place.places } : [],
    ),
  };
}
