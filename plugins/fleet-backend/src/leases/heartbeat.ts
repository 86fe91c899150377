import type { Knex } from 'knex';
import { databaseTime, rowsOf } from './databaseTime';

/** Who has not been heard of for so long is forgotten. */
const FORGOTTEN_MS = 10 * 60_000;

/**
 * Says that a replica lives.
 *
 * @returns the time by the database's clock
 */
export async function heartbeat(options: {
  knex: Knex;
  id: string;
  process: string;
  leaseMs: number;
}): Promise<number> {
  const { knex, id, process, leaseMs } = options;
  const now = databaseTime(knex);
  const result = await knex.raw(
    `insert into replica (id, process, started_at, expires_at)
     values (?, ?, ${now}, ${now} + ?)
     on conflict (id) do update set expires_at = excluded.expires_at
     returning expires_at`,
    [id, process, leaseMs],
  );
  await knex.raw(`delete from replica where expires_at < ${now} - ?`, [
    FORGOTTEN_MS,
  ]);
  const [row] = rowsOf<{ expires_at: number | string }>(result);
  return Number(row.expires_at) - leaseMs;
}
