import type { Knex } from 'knex';
import { NOTIFICATION_KINDS, type NotificationKind } from './kinds';

/** Since when somebody is told of a kind of news, in milliseconds since 1970. */
export type Watch = { kind: NotificationKind; since: number; lookedAt: number };

/** Begins to watch kinds that were not, ends it for those that are off, and tells of the others. */
export async function readWatches(options: {
  knex: Knex;
  now: number;
  off: readonly NotificationKind[];
}): Promise<Map<NotificationKind, Watch>> {
  const { knex, now, off } = options;
  await endWatches(knex, { kinds: off, now });
  const kinds = NOTIFICATION_KINDS.filter(kind => !off.includes(kind));
  if (kinds.length > 0) {
    await knex('notification_watch')
      .insert(kinds.map(kind => ({ kind, since: now, looked_at: 0 })))
      .onConflict('kind')
      .ignore();
  }
  const rows: { kind: NotificationKind; since: unknown; looked_at: unknown }[] =
    await knex('notification_watch').whereIn('kind', kinds);
  return new Map(
    rows.map(({ kind, since, looked_at }) => [
      kind,
      { kind, since: Number(since), lookedAt: Number(looked_at) },
    ]),
  );
}

/** Says that all of some kinds was looked at. */
export async function lookedAt(
  knex: Knex,
  kinds: readonly NotificationKind[],
  now: number,
): Promise<void> {
  await knex('notification_watch')
    .whereIn('kind', kinds)
    .update({ looked_at: now });
}

/**
 * Ends watching: what comes meanwhile is no news later, and what was not sent yet is not
 * wanted any more.
 */
export async function endWatches(
  knex: Knex,
  options: { kinds?: readonly NotificationKind[]; now: number },
): Promise<void> {
  const { kinds = NOTIFICATION_KINDS, now } = options;
  if (kinds.length === 0) return;
  await knex('notification_watch').whereIn('kind', kinds).delete();
  await knex('notification_told')
    .whereIn('kind', kinds)
    .whereRaw('sent_at is null')
    .update({ sent_at: now, sent_as: 'dropped', data: null });
  if (kinds.length < NOTIFICATION_KINDS.length) return;
  await knex('notification_turn').update({
    failing_since: null,
    failure: null,
  });
}
