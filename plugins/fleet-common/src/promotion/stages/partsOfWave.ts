import type { StagedWave } from './StagedClusters';

/** How many of so many clusters go at once. */
function atOnce(size: number | string | undefined, total: number): number {
  if (size === undefined) return total;
  if (typeof size === 'number') return size;
  return Math.max(1, Math.floor((total * Number.parseInt(size, 10)) / 100));
}

/**
 * A wave, cut into parts that may go at once. Keys are made of names that have no `/`.
 *
 * @param clusters - in the order in which they go
 */
export function partsOfWave(
  wave: Pick<StagedWave, 'stage' | 'wave' | 'soakMs'> & {
    size?: number | string;
  },
  clusters: readonly string[],
): StagedWave[] {
  const { size, ...rest } = wave;
  const step = atOnce(size, clusters.length);
  const parts: StagedWave[] = [];
  for (let from = 0; from < clusters.length; from += step) {
    const part = parts.length + 1;
    parts.push({
      key: `${wave.stage}/${wave.wave}/${part}`,
      ...rest,
      part,
      clusters: clusters.slice(from, from + step),
    });
  }
  return parts;
}
