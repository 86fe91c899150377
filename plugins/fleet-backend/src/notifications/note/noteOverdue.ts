import type { Knex } from 'knex';
import { tableOfRows, type Steps } from '../../derive/statements';
import type { NewsData } from '../kinds';
import { readWaiting, writeWaiting } from './waiting';

const KIND = 'exception-overdue';

/** An exception of an engine that should not be applied any more, for somebody. */
export type Overdue = {
  factId: string;
  recipient: string;
  /** What has ended: its own time, or an entry of the ledger. */
  ended: string;
  data: NewsData[typeof KIND];
};

/**
 * Notes what is overdue and was not told, as one piece of news for each recipient and
 * cluster, or as more of what waits. Of an exception one row is kept for each recipient,
 * however often its end is rewritten; what waits counts it once.
 *
 * @param found - each for a recipient once
 */
export function* noteOverdue(
  knex: Knex,
  found: readonly Overdue[],
  now: number,
): Steps<void> {
  if (found.length === 0) return;
  const told = tableOfRows(
    knex,
    'told',
    {
      told_fact: 'text',
      told_recipient: 'text',
      told_end: 'text',
      told_at: 'bigint',
    },
    found.map(({ factId, recipient, ended }) => ({
      told_fact: factId,
      told_recipient: recipient,
      told_end: ended,
      told_at: now,
    })),
  );
  const keyOf = (factId: string, recipient: string) => `${factId} ${recipient}`;
  const known = yield {
    sql: `select fact_id, recipient, noted_at from notification_applied
      join ${told.sql} on fact_id = told_fact and recipient = told_recipient`,
    bindings: told.bindings,
  };
  const notedAt = new Map(
    known.map(row => [keyOf(row.fact_id, row.recipient), Number(row.noted_at)]),
  );
  const written = yield {
    sql: `insert into notification_applied (fact_id, recipient, ended, noted_at)
      select told_fact, told_recipient, told_end, told_at from ${told.sql} where true
      on conflict (fact_id, recipient) do update
      set ended = excluded.ended, noted_at = excluded.noted_at
      where notification_applied.ended <> excluded.ended
      returning fact_id, recipient`,
    bindings: told.bindings,
  };
  const fresh = new Set(written.map(row => keyOf(row.fact_id, row.recipient)));
  const groups = new Map<string, Overdue[]>();
  for (const each of found) {
    const { factId, recipient, data } = each;
    if (!fresh.has(keyOf(factId, recipient))) continue;
    const key = `${data.cluster.id} ${recipient}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(each);
  }
  for (const group of groups.values()) {
    const [{ recipient, data }] = group;
    const subject = ['applied', data.cluster.id];
    const waiting = yield* readWaiting(knex, {
      kind: KIND,
      recipient,
      subject,
    });
    const news = group.filter(({ factId }) => {
      const at = notedAt.get(keyOf(factId, recipient));
      const isAmongThem = waiting && at !== undefined && at >= waiting.notedAt;
      return !isAmongThem;
    });
    if (news.length === 0) continue;
    const all = [...(waiting ? [waiting] : []), ...news].map(each => each.data);
    yield* writeWaiting(
      {
        kind: KIND,
        recipient,
        key: [data.cluster.id, news[0].factId, now],
        subject,
        isUrgent: false,
        data: {
          ...all[0],
          things: all.reduce((sum, { things }) => sum + things, 0),
          confirmed: all.every(({ confirmed }) => confirmed),
        },
      },
      { waiting, now },
    );
  }
}

/** Forgets, after a day, of which exceptions somebody was told that are there no more. */
export function forgetApplied(knex: Knex, before: number): Knex.QueryBuilder {
  return knex('notification_applied')
    .where('noted_at', '<', before)
    .whereNotExists(
      knex('fact')
        .whereRaw('fact.id = notification_applied.fact_id')
        .select(knex.raw('1')),
    )
    .delete();
}
