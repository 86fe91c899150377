import {
  HEALTH_STATES,
  type CountedState,
  type Health,
  type MatrixCellState,
  type Sync,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Counts } from '../../derive/counts';

/**
 * What a cell of the matrix says of what runs in it, best to worst. Drift shows where
 * nothing worse is the matter: what is on its way is out of sync by itself.
 */
export const CELL_STATES = [
  'healthy',
  'suspended',
  'out-of-sync',
  'progressing',
  'unknown',
  'missing',
  'degraded',
] as const satisfies readonly MatrixCellState[];

/** The state of one instance, as it is or, where it is stale, was last known; an index into {@link CELL_STATES}. */
export function cellStateOf(instance: { health: Health; sync: Sync }): number {
  const state = CELL_STATES.indexOf(instance.health);
  const drift = CELL_STATES.indexOf('out-of-sync');
  return instance.sync === 'out-of-sync' ? Math.max(state, drift) : state;
}

/**
 * What is counted of a cell, in five bits, so that many of them are held and summed up
 * at little cost: the worst health of what is current in three, and whether any of that is
 * out of sync, and anything is stale.
 */
export type CellBits = number;

/** How many different bits there are. */
export const CELL_BITS = 32;
const HEALTH_BITS = 7;
const OUT_OF_SYNC = 8;
const STALE = 16;

/**
 * SQL that gives the bits of a row of `cell`, which says what one instance is. Of what
 * is stale it says nothing else.
 */
export const CELL_BITS_SQL = `case when instance_stale > 0 then ${STALE} else
  case when instance_out_of_sync > 0 then ${OUT_OF_SYNC} else 0 end +
  case ${[...HEALTH_STATES.entries()]
    .reverse()
    .map(([code, state]) => `when instance_${state} > 0 then ${code}`)
    .join(' ')} else ${HEALTH_STATES.indexOf('unknown')} end end`;

/** The bits of what one instance is, as {@link CELL_BITS_SQL} tells them of its row. */
export function bitsOf(instance: {
  health: Health;
  sync: Sync;
  stale: boolean;
}): CellBits {
  if (instance.stale) return STALE;
  const drift = instance.sync === 'out-of-sync' ? OUT_OF_SYNC : 0;
  return drift + HEALTH_STATES.indexOf(instance.health);
}

/** Worse than that nothing is known: where this is known of one, that another is not current hides nothing. */
const KNOWN_BAD = HEALTH_STATES.indexOf('missing');

/** What several instances in one cell are together, in whatever order. */
export function worseBits(a: CellBits, b: CellBits): CellBits {
  const flags = (a | b) & ~HEALTH_BITS;
  return flags | Math.max(a & HEALTH_BITS, b & HEALTH_BITS);
}

/** One that is stale makes the cell so, as it may be the bad one; unless one is known to be bad. */
function isStale(bits: CellBits): boolean {
  return (bits & STALE) !== 0 && (bits & HEALTH_BITS) < KNOWN_BAD;
}

/**
 * Which of the instances in a cell it shows: the one in the worst state, of equals the first.
 *
 * @returns the instance, and whether the cell is not current
 */
export function shownOf<
  T extends { health: Health; sync: Sync; stale: boolean },
>(instances: readonly T[]): { instance: T; stale: boolean } {
  const worst = (among: readonly T[]): T | undefined =>
    among.reduce<T | undefined>(
      (found, each) =>
        found && cellStateOf(found) >= cellStateOf(each) ? found : each,
      undefined,
    );
  const known = worst(instances.filter(({ stale }) => !stale));
  if (known && HEALTH_STATES.indexOf(known.health) >= KNOWN_BAD) {
    return { instance: known, stale: false };
  }
  return {
    instance: worst(instances) as T,
    stale: instances.some(({ stale }) => stale),
  };
}

/** Whether the bits are in each of the states, as totals count them; by bits. */
export function bitsIn(states: readonly CountedState[]): Uint8Array {
  return Uint8Array.from({ length: CELL_BITS }, (_, bits) =>
    Number(states.some(state => isIn(bits, state))),
  );
}

function isIn(bits: CellBits, state: CountedState): boolean {
  if (isStale(bits)) return state === 'stale';
  if (state === 'out-of-sync') return (bits & OUT_OF_SYNC) !== 0;
  return HEALTH_STATES[bits & HEALTH_BITS] === state;
}

/** Adds cells with these bits to counts. */
export function addBits(counts: Counts, bits: CellBits, cells: number): void {
  if (cells === 0) return;
  counts.total += cells;
  if (isStale(bits)) {
    counts.stale += cells;
    return;
  }
  counts[HEALTH_STATES[bits & HEALTH_BITS] ?? 'unknown'] += cells;
  if (bits & OUT_OF_SYNC) counts.outOfSync += cells;
}

/**
 * How bad it is, for an order that has the worst first: what is stale is of unknown
 * state. Better than {@link CELL_STATES} of which there are none.
 */
export function severityOf(bits: CellBits): number {
  if (isStale(bits)) return CELL_STATES.indexOf('unknown');
  return cellStateOf({
    health: HEALTH_STATES[bits & HEALTH_BITS] ?? 'unknown',
    sync: bits & OUT_OF_SYNC ? 'out-of-sync' : 'synced',
  });
}
