import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { StoredException } from './StoredException';

/** An exception that somebody asks for. */
export type NewException = Pick<
  StoredException,
  | 'kind'
  | 'scope'
  | 'severity'
  | 'reason'
  | 'ticket'
  | 'compensatingControl'
  | 'requestedBy'
  | 'requestedAt'
  | 'startsAt'
  | 'expiresAt'
  | 'reviewAt'
  | 'renews'
> & {
  /** Made up by who asks; the same of the same person is the same request. */
  requestKey: string;
};

/** @returns its id, and whether it is new: asked for twice, it is there once */
export async function insertException(
  trx: Knex,
  asked: NewException,
): Promise<{ id: string; isNew: boolean }> {
  const requestKey = createHash('sha256')
    .update(JSON.stringify([asked.requestedBy, asked.requestKey]))
    .digest('hex');
  const find = () =>
    trx('exception').where({ request_key: requestKey }).first('id');
  const known = await find();
  if (known) return { id: known.id, isNew: false };
  const id = randomUUID();
  await trx('exception')
    .insert({
      id,
      type: asked.kind,
      scope: JSON.stringify(asked.scope),
      severity: asked.severity,
      reason: asked.reason,
      ticket: asked.ticket ?? null,
      compensating_control: asked.compensatingControl ?? null,
      requested_by: asked.requestedBy,
      requested_at: asked.requestedAt,
      request_key: requestKey,
      starts_at: asked.startsAt ?? null,
      expires_at: asked.expiresAt,
      review_at: asked.reviewAt ?? null,
      renews_id: asked.renews ?? null,
    })
    .onConflict('request_key')
    .ignore();
  // Another replica may have been a moment earlier.
  const { id: stored } = await find();
  return { id: stored, isNew: stored === id };
}
