import type { Knex } from 'knex';
import type { Row } from '../../read/types';
import { lastDigestMoment } from '../digestMoment';
import { describeDigest } from '../text/describeDigest';
import type { SendContext } from './SendContext';
import { markSent } from './markSent';
import { readableRows } from './readableRows';
import { toNews } from './toNews';

const RECIPIENTS = 100;
/** News that one digest is made of; more are counted. */
const NEWS = 200;

/**
 * The next recipients for whom something waited when digests were due, and who did not get
 * the digest of the day yet.
 */
export function dueQuery(
  knex: Knex,
  options: { at: number; day: string; after: string },
): Knex.QueryBuilder {
  const { at, day, after } = options;
  return knex('notification_told')
    .whereRaw('sent_at is null')
    .where('noted_at', '<', at)
    .where('recipient', '>', after)
    .whereNotExists(
      knex('notification_told as told')
        .whereRaw('told.recipient = notification_told.recipient')
        .where({ 'told.sent_day': day, 'told.sent_as': 'digest' })
        .select(knex.raw('1')),
    )
    .groupBy('recipient')
    .orderBy('recipient')
    .limit(RECIPIENTS)
    .select('recipient');
}

/** Sends each recipient all that waits, once a day from the configured hour on. */
export async function sendDigests(context: SendContext): Promise<void> {
  const { knex, settings, sender, now, isStopped } = context;
  const moment = lastDigestMoment(now(), settings);
  for (let after = ''; ; ) {
    const rows: Row[] = await dueQuery(knex, { ...moment, after });
    if (rows.length === 0) return;
    for (const { recipient } of rows) {
      after = recipient;
      if (isStopped() || sender.isDown) return;
      if (sender.rests(recipient)) continue;
      if (!(await sendDigest(context, recipient, moment.day))) return;
    }
  }
}

/** @returns whether the turn is still held */
async function sendDigest(
  context: SendContext,
  recipient: string,
  day: string,
): Promise<boolean> {
  const { knex, sender, turn, now } = context;
  const waiting = () =>
    knex('notification_told').whereRaw('sent_at is null').where({ recipient });
  const [{ count, last }] = await waiting()
    .count({ count: '*' })
    .max({ last: 'id' });
  const read: Row[] = await waiting().orderBy('id').limit(NEWS);
  const rows = await readableRows(context, read);
  if (rows.length === 0) return true;
  const unread = Number(count) - read.length;
  if (!(await turn.renew())) return false;
  const isSent = await sender.send(
    recipient,
    describeDigest(rows.map(toNews), {
      recipient,
      count: rows.length + Math.max(0, unread),
    }),
    { topic: 'digest', scope: `fleet/digest/${day}` },
  );
  if (isSent) {
    await markSent(knex, rows, { now: now(), as: 'digest', day });
    // Of those that were counted alone nothing was said that may have changed.
    await waiting()
      .where('id', '>', read[read.length - 1].id)
      .where('id', '<=', last)
      .update({ sent_at: now(), sent_as: 'digest', sent_day: day, data: null });
  }
  return true;
}
