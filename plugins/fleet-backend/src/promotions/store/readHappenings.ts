import type { Knex } from 'knex';
import type { Row } from '../../read/types';

/** A page shows so many. */
const SHOWN = 200;

/** What happened to a promotion, the newest first. */
export async function readHappenings(knex: Knex, id: string): Promise<Row[]> {
  return knex('promotion_happening')
    .where({ promotion_id: id })
    .orderBy('id', 'desc')
    .limit(SHOWN);
}
