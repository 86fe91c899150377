import {
  HEALTH_STATES,
  REACHABILITY_STATES,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Row } from '../types';
import { healthOf } from './clusterFilters';

const collator = new Intl.Collator('en', { numeric: true });

/** By name as people read it, `a9` before `a10`; ties by id. */
export function compareNames(
  a: { name: string; id: string },
  b: { name: string; id: string },
): number {
  return collator.compare(a.name, b.name) || compareIds(a, b);
}

export function compareIds(a: { id: string }, b: { id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** What each sort but the name compares. */
export const NUMBERS: Record<string, (row: Row) => number> = {
  reachability: row => rank(REACHABILITY_STATES, row.reachability),
  health: row => rank(HEALTH_STATES, healthOf(row)),
  version: row => Number(row.kubernetes_minor_number ?? 0),
  nodes: row => Number(row.nodes_total),
  lastSeen: row => Number(row.last_seen_at ?? 0),
  degraded: row => Number(row.instance_degraded),
};

function rank(order: readonly string[], state: string): number {
  const position = order.indexOf(state);
  return position < 0 ? order.length : position;
}

/** How much somebody should look at a cluster; the larger, the sooner. */
export function needOf(row: Row): number {
  switch (row.reachability) {
    case 'unreachable':
    case 'unauthorized':
    case 'invalid':
    case 'quarantined':
    case 'forbidden':
      return 6;
    case 'not-asked':
    case 'pending':
      return 3;
    default:
  }
  if (
    row.instance_degraded > 0 ||
    row.instance_missing > 0 ||
    (!row.stale && row.nodes_not_ready > 0)
  ) {
    return 5;
  }
  if (row.delivery_degraded > 0) return 4;
  if (row.stale || row.instance_stale > 0) return 3;
  if (row.delivery_out_of_sync > 0) return 2;
  return row.instance_progressing > 0 || row.instance_unknown > 0 ? 1 : 0;
}

/**
 * The rows that need somebody most, the worst first.
 *
 * @param rows - by name; among equals they stay so
 */
export function worstOf(rows: readonly Row[], limit: number): Row[] {
  return rows
    .map(row => ({
      row,
      need: needOf(row),
      degraded: Number(row.instance_degraded),
    }))
    .sort((a, b) => b.need - a.need || b.degraded - a.degraded)
    .slice(0, limit)
    .map(({ row }) => row);
}
