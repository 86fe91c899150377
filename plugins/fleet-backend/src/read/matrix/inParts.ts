import type { Row } from '../types';

/** Of about so many cells at once the thread that serves pages makes what is held. */
const CELLS_AT_ONCE = 4_000;
/** A statement names no more clusters than this. */
const CLUSTERS_AT_ONCE = 200;

/** Clusters in parts of which each has about as many cells. */
export function inParts(clusters: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  let room = 0;
  for (const row of clusters) {
    if (room <= 0 || parts[parts.length - 1].length >= CLUSTERS_AT_ONCE) {
      parts.push([]);
      room = CELLS_AT_ONCE;
    }
    parts[parts.length - 1].push(row);
    room -= Math.max(1, Number(row.instance_total));
  }
  return parts;
}
