import type { Knex } from 'knex';
import type { Row } from '../../read/types';
import { localDay } from '../digestMoment';
import { describeNews } from '../text/describeNews';
import type { SendContext } from './SendContext';
import { markSent } from './markSent';
import { readableRows } from './readableRows';
import { toNews } from './toNews';

/** What comes in so short a time is told as one: a release reaches many clusters. */
export const GATHER_MS = 2 * 60_000;
const AT_ONCE = 200;

/** What is urgent and was not told, by its ids; what has just come is waited for. */
function urgentQuery(
  knex: Knex,
  kinds: readonly string[],
  options: { before: number; after: number },
): Knex.QueryBuilder {
  return knex('notification_told')
    .whereRaw('sent_at is null')
    .where({ urgent: true })
    .whereIn('kind', [...kinds])
    .where('noted_at', '<=', options.before)
    .where('id', '>', options.after)
    .orderBy('id')
    .limit(AT_ONCE);
}

/**
 * Sends what is urgent: of one thing once a day, and not more than so many a day to one
 * recipient. The rest waits for the digest.
 */
export async function sendAtOnce(context: SendContext): Promise<void> {
  const { knex, settings, sender, turn, now, isStopped } = context;
  for (let after = 0; ; ) {
    const rows: Row[] = await urgentQuery(knex, settings.atOnce, {
      before: now() - GATHER_MS,
      after,
    });
    if (rows.length === 0) return;
    for (const row of rows) {
      after = Number(row.id);
      if (isStopped() || sender.isDown) return;
      if (sender.rests(row.recipient)) continue;
      const { day } = localDay(now(), settings);
      if (await isCapped(context, row, day)) {
        await knex('notification_told')
          .where({ id: row.id })
          .update({ urgent: false });
        continue;
      }
      const [readable] = await readableRows(context, [row]);
      if (!readable) continue;
      if (!(await turn.renew())) return;
      const isSent = await sender.send(
        row.recipient,
        describeNews(toNews(row), row.recipient),
        { topic: row.kind, scope: `fleet/${row.key}` },
      );
      if (isSent) {
        await markSent(knex, [row], { now: now(), as: 'at-once', day });
      }
    }
  }
}

async function isCapped(
  { knex, settings }: SendContext,
  { recipient, subject }: Row,
  day: string,
): Promise<boolean> {
  const told: Row[] = await knex('notification_told')
    .where({ recipient, sent_day: day, sent_as: 'at-once' })
    .limit(settings.mostAtOnce + 1)
    .select('subject');
  return (
    told.length >= settings.mostAtOnce ||
    told.some(each => each.subject === subject)
  );
}
