import type { Knex } from 'knex';
import { runStatement, tableOfRows } from '../../derive/statements';
import type { Row } from '../../read/types';

/**
 * Says that news were sent; what they said is not needed any more. One that more came to
 * since it was read said less than there is, and is told again.
 *
 * @param rows - as they were read and sent
 */
export async function markSent(
  knex: Knex,
  rows: readonly Row[],
  sent: { now: number; as: 'at-once' | 'digest'; day: string },
): Promise<void> {
  const { now, as, day } = sent;
  const read = tableOfRows(
    knex,
    'sent',
    { read_id: 'bigint', read_data: 'text' },
    rows.map(({ id, data }) => ({ read_id: id, read_data: data })),
  );
  await runStatement(knex, {
    sql: `update notification_told
      set sent_at = ?, sent_as = ?, sent_day = ?, data = null
      where sent_at is null
      and (id, data) in (select read_id, read_data from ${read.sql})`,
    bindings: [now, as, day, ...read.bindings],
  });
}
