import type { Fence } from '../fence';
import type { SqliteHandle } from './SqliteHandle';

/** As `heldFences`, within a slice. */
export function isHeldFence(handle: SqliteHandle, fence: Fence): boolean {
  const row = handle
    .prepare('select holder, epoch from cluster_lease where cluster_id = ?')
    .get(fence.clusterId);
  return row?.holder === fence.holder && Number(row.epoch) === fence.epoch;
}
