import type { Knex } from 'knex';
import type { CurrencyLookup } from '../coverage/CoverageTracker';

/** Deliveries to a cluster that nobody knows are of no instance; they follow their hub. */
export async function judgeUnresolved(
  trx: Knex.Transaction,
  observer: string,
  currency: CurrencyLookup,
): Promise<boolean> {
  const rows = await trx('delivery')
    .where({ observer })
    .whereNull('subject')
    .select(
      'id',
      'adapter',
      'api_group',
      'kind',
      'stale',
      'heartbeat_lost',
      'unreadable',
    );
  const isStale = (row: (typeof rows)[number]): boolean =>
    Boolean(row.heartbeat_lost) ||
    row.unreadable !== null ||
    !currency.currencyOf(observer, {
      adapter: row.adapter,
      group: row.api_group,
      kind: row.kind,
    }).current;
  const flipped = rows.filter(row => Boolean(row.stale) !== isStale(row));
  for (const row of flipped) {
    await trx('delivery')
      .where({ id: row.id })
      .update({ stale: isStale(row) });
  }
  return flipped.length > 0;
}
