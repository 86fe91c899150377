import type { Knex } from 'knex';
import { DAY_MS } from '../../history/retention';
import { runStatement } from '../statements';
import { toOpenFailure } from './toOpenFailure';
import type { RecentFailure } from './types';

/** To end like this proves nothing of what is told of again. */
const UNSEEN = ['gone', 'unproven'];

/**
 * Reads what ended on a cluster within a day, and nobody saw repaired since: as reports
 * are deleted when their time is up, and made anew.
 *
 * @param now - milliseconds since 1970
 */
export async function readRecentFailures(
  knex: Knex,
  clusterId: string,
  now: number,
): Promise<Map<string, RecentFailure>> {
  const ended = await runStatement(knex, {
    sql: `select id, unit, observer, engine, policy, seen_at, first_failed_at, fate
      from failure where cluster_id = ? and ended_at >= ? order by ended_at, id`,
    bindings: [clusterId, now - DAY_MS],
  });
  // What became of one last is known of it.
  const last = new Map(ended.map(row => [row.unit as string, row]));
  return new Map(
    [...last].flatMap(([unit, row]) =>
      UNSEEN.includes(row.fate)
        ? [[unit, { ...toOpenFailure(row), id: Number(row.id) }] as const]
        : [],
    ),
  );
}
