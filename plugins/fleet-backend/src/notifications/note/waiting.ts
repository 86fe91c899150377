import type { Knex } from 'knex';
import { isPostgres, type Steps } from '../../derive/statements';
import { keyOf } from '../keyOf';
import type { News, NewsData, NotificationKind } from '../kinds';
import { toRow } from './noteNews';

/** News that were noted and not sent yet, to which more is added. */
export type Waiting<K extends NotificationKind> = {
  id: number | string;
  data: NewsData[K];
  /** When the first of it was noted, in milliseconds since 1970. */
  notedAt: number;
};

/** What waits for somebody about something. */
export function* readWaiting<K extends NotificationKind>(
  knex: Knex,
  of: { kind: K; recipient: string; subject: readonly string[] },
): Steps<Waiting<K> | undefined> {
  const [row] = yield {
    sql: `select id, data, noted_at from notification_told
      where sent_at is null and recipient = ? and kind = ? and subject = ?
      ${isPostgres(knex) ? 'for update' : ''}`,
    bindings: [of.recipient, of.kind, keyOf(of.subject)],
  };
  return (
    row && {
      id: row.id,
      data: JSON.parse(row.data),
      notedAt: Number(row.noted_at),
    }
  );
}

/**
 * Notes news, or writes what waits with them.
 *
 * @param news - with the data of what waits in their own
 */
export function* writeWaiting(
  news: News,
  options: { waiting: { id: number | string } | undefined; now: number },
): Steps<void> {
  const { waiting, now } = options;
  const row = toRow(news, now);
  if (waiting) {
    yield {
      sql: `update notification_told set data = ?${
        // Something urgent came to what was not.
        news.isUrgent ? ', urgent = true' : ''
      } where id = ?`,
      bindings: [row.data, waiting.id],
    };
    return;
  }
  yield {
    sql: `insert into notification_told (key, kind, recipient, subject, urgent, data, noted_at)
      values (?, ?, ?, ?, ${
        news.isUrgent ? 'true' : 'false'
      }, ?, ?) on conflict (key) do nothing`,
    bindings: [
      row.key,
      row.kind,
      row.recipient,
      row.subject,
      row.data,
      row.noted_at,
    ],
  };
}
