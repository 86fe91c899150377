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
 * at little cost: its health in three, and whether it is out of sync and stale.
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

/** Of two instances in one cell the worse counts; and one that is stale makes the cell so: it may be the bad one. */
export function worseBits(a: CellBits, b: CellBits): CellBits {
  if ((a | b) & STALE) return STALE;
  const drift = (a | b) & OUT_OF_SYNC;
  return drift | Math.max(a & HEALTH_BITS, b & HEALTH_BITS);
}

/** Whether the bits are in each of the states, as totals count them; by bits. */
export function bitsIn(states: readonly CountedState[]): Uint8Array {
  return Uint8Array.from({ length: CELL_BITS }, (_, bits) =>
    Number(states.some(state => isIn(bits, state))),
  );
}

function isIn(bits: CellBits, state: CountedState): boolean {
  if (state === 'stale') return (bits & STALE) !== 0;
  if (bits & STALE) return false;
  if (state === 'out-of-sync') return (bits & OUT_OF_SYNC) !== 0;
  return HEALTH_STATES[bits & HEALTH_BITS] === state;
}

/** Adds cells with these bits to counts. */
export function addBits(counts: Counts, bits: CellBits, cells: number): void {
  if (cells === 0) return;
  counts.total += cells;
  if (bits & STALE) {
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
  if (bits & STALE) return CELL_STATES.indexOf('unknown');
  return cellStateOf({
    health: HEALTH_STATES[bits & HEALTH_BITS] ?? 'unknown',
    sync: bits & OUT_OF_SYNC ? 'out-of-sync' : 'synced',
  });
}
