import type { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import { isPostgres, runSteps } from '../../derive/statements';
import { claimDay, finishDay, releaseDay } from './claimDay';
import { endSpansOfLeft } from './endSpansOfLeft';
import { readThings } from './readThings';
import { writeSpans } from './writeSpans';

/**
 * Keeps how far policies are kept today, cluster by cluster, as it counts now: what cannot
 * be confirmed counts as pages count it. It is to be called every few minutes by every
 * replica: one of them looks once an hour, and the last look at a day stands. A day at
 * which nobody looked as a whole is a gap for ever.
 *
 * @returns how many rows were written; nothing where it was not due
 */
export async function keepComplianceDay(options: {
  knex: Knex;
  /** Milliseconds since 1970. */
  now: number;
  /** Whether to leave off: the portal stops. */
  isStopped?: () => boolean;
}): Promise<number | undefined> {
  const { knex, now, isStopped = () => false } = options;
  const day = await claimDay({ knex, now });
  if (day === undefined) return undefined;
  try {
    let written = 0;
    const ids: string[] = await knex('cluster')
      .whereNull('left_at')
      .orderBy('id')
      .pluck('id');
    for (const clusterId of ids) {
      if (isStopped()) throw new Error('The portal stops');
      const things = await readThings({ knex, clusterId, now });
      written += await runSteps(knex, () =>
        writeSpans(knex, { clusterId, day, things }),
      );
      // SQLite has one connection, and pages wait for it.
      if (!isPostgres(knex)) await setTimeout(1, undefined, { ref: false });
    }
    written += await endSpansOfLeft({ knex, day });
    await finishDay({ knex, day, now });
    return written;
  } catch (error) {
    await releaseDay({ knex, day }).catch(() => undefined);
    if (isStopped()) return undefined;
    throw error;
  }
}
