import type { Knex } from 'knex';
import type { News } from '../kinds';
import { keyOf } from '../keyOf';

/** A row takes nine bindings. */
const AT_ONCE = 50;

/** A row of the table `notification_told` that was not sent yet. */
export function toRow(news: News, now: number) {
  const { kind, recipient, key, subject, isUrgent, data } = news;
  return {
    key: keyOf([kind, recipient, ...key]),
    kind,
    recipient,
    subject: keyOf(subject),
    urgent: isUrgent,
    data: JSON.stringify(data) as string | null,
    noted_at: now,
  };
}

/**
 * Notes what is to be told. What was noted once is not noted again, whether it was sent or
 * not, and whoever noted it.
 *
 * @param options.silent - what need not be told as the others say it; noted with them
 */
export async function noteNews(
  knex: Knex,
  options: { news: readonly News[]; silent?: readonly News[]; now: number },
): Promise<void> {
  const { news, silent = [], now } = options;
  const rows = [
    ...news.map(each => toRow(each, now)),
    ...silent.map(each => ({
      ...toRow(each, now),
      data: null,
      sent_at: now,
      sent_as: 'silent',
    })),
  ];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await knex('notification_told')
      .insert(rows.slice(start, start + AT_ONCE))
      .onConflict('key')
      .ignore();
  }
}
