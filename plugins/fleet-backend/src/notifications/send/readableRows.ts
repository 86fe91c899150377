import type { Row } from '../../read/types';
import { describeNews } from '../text/describeNews';
import type { SendContext } from './SendContext';
import { toNews } from './toNews';

/**
 * Those of some rows that can be put into words. What cannot never will be, as of a release
 * that knew other kinds: it is said in the log and dropped, so that nobody waits for it.
 */
export async function readableRows(
  { knex, logger, now }: Pick<SendContext, 'knex' | 'logger' | 'now'>,
  rows: readonly Row[],
): Promise<Row[]> {
  const readable: Row[] = [];
  for (const row of rows) {
    try {
      describeNews(toNews(row), row.recipient);
      readable.push(row);
    } catch (error) {
      logger.error(
        `News ${row.id} of ${row.kind} cannot be put into words, and is dropped`,
        error as Error,
      );
      await knex('notification_told')
        .where({ id: row.id })
        .whereRaw('sent_at is null')
        .update({ sent_at: now(), sent_as: 'dropped', data: null });
    }
  }
  return readable;
}
