import type { Knex } from 'knex';
import { joinColumn, unnestColumns } from './columnArrays';

/**
 * Keeps the keys of labels that deliveries bring things by. The last of all that
 * a transaction writes, and in one order: whoever puts in the same key waits.
 */
export async function addLabels(options: {
  trx: Knex.Transaction;
  keys: string[];
}): Promise<void> {
  const { trx, keys } = options;
  if (keys.length === 0) return;
  const { from, where } = unnestColumns('fresh', ['key']);
  await trx.raw(
    `insert into delivery_label (key) select fresh.key from ${from} where ${where}
    on conflict (key) do nothing`,
    [joinColumn([...keys].sort())],
  );
}
