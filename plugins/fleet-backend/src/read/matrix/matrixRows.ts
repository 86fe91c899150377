import type { MatrixRow } from '@fleetview/backstage-plugin-fleet-common';
import { UNASSIGNED } from '../../derive/resolveAttributes';
import type { FleetSnapshot } from '../fleet';
import { compareNames } from '../fleet/clusterOrder';
import { isComplete } from '../fleetCoverage';
import { defined, toTime, type Row } from '../types';
import type { CellsNow } from './MatrixCells';

/** What of a cluster is not told to who may see only what runs on it. */
const NOT_TOLD = {
  title: null,
  owner: UNASSIGNED,
  provider: UNASSIGNED,
  tier: UNASSIGNED,
};

/**
 * The clusters that a reader may see, and those on which there is something that he may
 * see; of the latter what is told with what runs there. By name.
 */
export function matrixRows(
  whole: FleetSnapshot,
  fleet: FleetSnapshot,
  cells: CellsNow,
): readonly Row[] {
  if (fleet === whole) return whole.clusters;
  const ids = [...cells.byCluster].flatMap(([id, { bits }]) =>
    bits.length > 0 ? [id] : [],
  );
  return withReached(whole, fleet, ids);
}

/**
 * The clusters that a reader may see, and some on which there is something that he may
 * see; of the latter what is told with what runs there. By name.
 */
export function withReached(
  whole: FleetSnapshot,
  fleet: FleetSnapshot,
  ids: Iterable<string>,
): readonly Row[] {
  const reached: Row[] = [];
  for (const id of ids) {
    const row = whole.byId.get(id);
    if (row && !fleet.byId.has(id)) reached.push({ ...row, ...NOT_TOLD });
  }
  if (reached.length === 0) return fleet.clusters;
  type Named = { name: string; id: string };
  return [...fleet.clusters, ...reached].sort((a, b) =>
    compareNames(a as Named, b as Named),
  );
}

/** A row of the table `cluster` as the matrix shows it. */
export function toMatrixRow(row: Row): MatrixRow {
  const isReachable = row.reachability === 'reachable';
  return defined({
    cluster: { id: row.id, name: row.name },
    region: row.region ?? UNASSIGNED,
    environment: row.environment ?? UNASSIGNED,
    owner: told(row.owner),
    provider: told(row.provider),
    tier: told(row.tier),
    reachability: row.reachability,
    since: toTime(row.reachability_since),
    stale: !isReachable || Boolean(row.stale) || Boolean(row.identity_lost_at),
    complete: isComplete(row),
    gap: row.past_gap,
  });
}

function told(value: string | null): string | undefined {
  return value === null || value === UNASSIGNED ? undefined : value;
}
