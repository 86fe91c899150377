import type { Knex } from 'knex';
import { saysAbsent, type DayRow } from './dayStates';

/** Rows that are looked at in one statement. */
const AT_ONCE = 1_000;

/**
 * Drops what was before a day. The last row of each instance until then stays: it
 * says what it was since; unless it says that it was not there.
 *
 * @returns how many rows were dropped
 */
export async function dropOldDays(options: {
  knex: Knex;
  firstDay: number;
}): Promise<number> {
  const { knex, firstDay } = options;
  let dropped = 0;
  let after: Pick<DayRow, 'instance_id' | 'day'> = { instance_id: '', day: -1 };
  for (;;) {
    const { instance_id: id, day } = after;
    const rows: (DayRow & { next_day: number | null })[] = await knex(
      'instance_day',
    )
      .where('day', '<', firstDay)
      .whereRaw('(day, instance_id) > (?, ?)', [day, id])
      .orderBy(['day', 'instance_id'])
      .limit(AT_ONCE)
      .select('instance_id', 'day', 'state', {
        next_day: knex('instance_day as next')
          .whereRaw('next.instance_id = instance_day.instance_id')
          .whereRaw('next.day > instance_day.day')
          .min('next.day'),
      });
    const gone = rows.filter(
      row =>
        (row.next_day !== null && row.next_day <= firstDay) || saysAbsent(row),
    );
    for (let start = 0; start < gone.length; start += 200) {
      await knex('instance_day')
        .whereIn(
          ['instance_id', 'day'],
          gone.slice(start, start + 200).map(row => [row.instance_id, row.day]),
        )
        .delete();
    }
    dropped += gone.length;
    const last = rows.at(-1);
    if (rows.length < AT_ONCE || !last) return dropped;
    after = last;
  }
}
