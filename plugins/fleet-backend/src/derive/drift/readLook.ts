import type { Knex } from 'knex';
import { runStatement } from '../statements';
import type { DriftLook } from './types';

/** When it was last looked at what drifts on a cluster; nothing where it never was. */
export async function readLook(
  knex: Knex,
  clusterId: string,
): Promise<DriftLook | undefined> {
  const [row] = await runStatement(knex, {
    sql: 'select looked_at, unseen from drift_look where cluster_id = ?',
    bindings: [clusterId],
  });
  if (!row) return undefined;
  return {
    lookedAt: Number(row.looked_at),
    unseen: row.unseen === '*' ? 'all' : new Set(JSON.parse(row.unseen)),
  };
}
