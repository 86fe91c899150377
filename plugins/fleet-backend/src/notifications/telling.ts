import type { Knex } from 'knex';
import type { SendReport } from './send/Sender';

/** That news cannot be told, as any replica found it last. */
export type TellingFailure = { since: number; failure: string };

/** Why news cannot be told; nothing where they can, or there were none. */
export async function readTellingFailure(
  knex: Knex,
): Promise<TellingFailure | undefined> {
  const row = await knex('notification_turn').where({ id: 1 }).first();
  return row?.failing_since === null || row === undefined
    ? undefined
    : { since: Number(row.failing_since), failure: row.failure };
}

/**
 * Keeps how sending went. One that failed stays until something was sent and nothing
 * failed.
 *
 * @returns what is new of it: it began to fail, or does no more
 */
export async function keepTelling(
  knex: Knex,
  { sent, failure }: SendReport,
  now: number,
): Promise<'failing' | 'recovered' | undefined> {
  if (failure) {
    const began = await knex('notification_turn')
      .whereNull('failing_since')
      .update({ failing_since: now, failure });
    if (began > 0) return 'failing';
    await knex('notification_turn').update({ failure });
    return undefined;
  }
  if (sent === 0) return undefined;
  const ended = await knex('notification_turn')
    .whereNotNull('failing_since')
    .update({ failing_since: null, failure: null });
  return ended > 0 ? 'recovered' : undefined;
}
