import type { Knex } from 'knex';

/** So many chains are seen; one is a process that ran within the retention. */
const MOST = 50;

/** The last row of every chain, of those that were written last. */
export async function readHeads(options: {
  knex: Knex;
}): Promise<{ chain: string; number: number; hash: string; at: number }[]> {
  const { knex } = options;
  const last = knex('audit_entry')
    .select('chain')
    .max({ number: 'number', id: 'id' })
    .groupBy('chain')
    .orderBy('id', 'desc')
    .limit(MOST)
    .as('last');
  const rows = await knex('audit_entry')
    .join(last, join =>
      join
        .on('last.chain', 'audit_entry.chain')
        .andOn('last.number', 'audit_entry.number'),
    )
    .orderBy('audit_entry.chain')
    .select(
      'audit_entry.chain as chain',
      'audit_entry.number as number',
      'audit_entry.hash as hash',
      'audit_entry.at as at',
    );
  return rows.map(row => ({
    chain: row.chain,
    number: Number(row.number),
    hash: row.hash,
    at: Number(row.at),
  }));
}
