import type { Knex } from 'knex';
import type { Fence } from '../store/fence';
import { databaseTime, rowsOf } from './databaseTime';

/**
 * Extends all leases of a holder in one statement.
 *
 * @returns what it holds: nothing else is its own any more
 */
export async function renewLeases(options: {
  knex: Knex;
  holder: string;
  leaseMs: number;
}): Promise<Fence[]> {
  const { knex, holder, leaseMs } = options;
  const result = await knex.raw(
    `update cluster_lease set expires_at = ${databaseTime(knex)} + ?
     where holder = ?
     returning cluster_id, epoch`,
    [leaseMs, holder],
  );
  return rowsOf<{ cluster_id: string; epoch: number | string }>(result).map(
    row => ({ clusterId: row.cluster_id, holder, epoch: Number(row.epoch) }),
  );
}
