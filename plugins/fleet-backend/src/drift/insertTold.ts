import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { Row } from '../read/types';

/** That an owner is asked to look at an episode. */
export type NewTold = {
  episodeId: string;
  /** An entity reference. */
  owner: string;
  /** As YYYY-MM-DD, where digests are told. */
  day: string;
  /** Milliseconds since 1970. */
  at: number;
  by: string;
  /** Made up by who asks; the same of the same person is the same request. */
  requestKey: string;
};

/**
 * Keeps it, once for a day.
 *
 * @returns `new`; `same` where this very request was kept before; `other` where another
 *   request of the day was
 */
export async function insertTold(
  trx: Knex,
  asked: NewTold,
): Promise<'new' | 'same' | 'other'> {
  const { episodeId, owner, day, at, by, requestKey } = asked;
  const same: Row | undefined = await trx('drift_told')
    .where({ episode_id: episodeId, told_by: by, request_key: requestKey })
    .first('id');
  if (same) return 'same';
  const id = randomUUID();
  const place = { episode_id: episodeId, owner, told_day: day };
  await trx('drift_told')
    .insert({
      ...place,
      id,
      told_at: at,
      told_by: by,
      request_key: requestKey,
    })
    .onConflict(['episode_id', 'owner', 'told_day'])
    .ignore();
  // Another replica may have been a moment earlier.
  const stored: Row = await trx('drift_told').where(place).first();
  if (stored.id === id) return 'new';
  return stored.told_by === by && stored.request_key === requestKey
    ? 'same'
    : 'other';
}
