import { InputError } from '@backstage/errors';
import type {
  AuditPage,
  Facet,
  ListAuditQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from '../cursor';
import { defined, type ReadContext, type Row } from '../types';
import { auditFilters, type AuditFilters } from './auditFilters';
import { auditQuery } from './auditQuery';
import { toAuditEntry } from './toAuditEntry';

const SORT = 'audit';
/** Entries that are counted. */
const MOST_COUNTED = 10_000;

/** A page of entries, newest first, and how many there are by result. */
export async function listAudit(
  { knex, now, cursorKey }: ReadContext,
  keepDays: number,
  query: ListAuditQuery,
): Promise<AuditPage> {
  const filters = auditFilters(query);
  const limit = query.limit ?? 100;
  const after = decodeCursor(query.cursor, SORT, 'number', cursorKey);
  const rows: Row[] = await auditPage(knex, filters, limit + 1, {
    ...(after ? { at: after.value, id: toId(after.id) } : {}),
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return defined({
    asOf: new Date(now).toISOString(),
    items: shown.map(toAuditEntry),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor(
            {
              sort: SORT,
              value: Number(last.sort_at),
              id: String(last.sort_id),
            },
            cursorKey,
          )
        : undefined,
    totals: await countAudit(knex, filters),
    facets: {
      event: await facetOf(knex, { ...filters, event: undefined }, 'event'),
      result: await facetOf(knex, { ...filters, result: undefined }, 'result'),
    },
    keepDays,
  });
}

/** So many entries, newest first, after one of them. */
export function auditPage(
  knex: Knex,
  filters: AuditFilters,
  limit: number,
  after: { at?: number; id?: number } = {},
): Knex.QueryBuilder {
  const page = auditQuery(knex, filters)
    .orderBy([
      { column: 'sort_at', order: 'desc' },
      { column: 'sort_id', order: 'desc' },
    ])
    .limit(limit)
    .select('*');
  return after.at === undefined || after.id === undefined
    ? page
    : page.whereRaw('(sort_at, sort_id) < (?, ?)', [after.at, after.id]);
}

async function countAudit(
  knex: Knex,
  filters: AuditFilters,
): Promise<AuditPage['totals']> {
  const counted = await countBy(knex, filters, 'result', MOST_COUNTED + 1);
  const entries = counted.reduce((sum, { count }) => sum + count, 0);
  return {
    entries: Math.min(entries, MOST_COUNTED),
    atLeast: entries > MOST_COUNTED,
    results: Object.fromEntries(
      counted.map(({ value, count }) => [value, count]),
    ),
  };
}

async function facetOf(
  knex: Knex,
  filters: AuditFilters,
  column: 'event' | 'result',
): Promise<Facet> {
  return { values: await countBy(knex, filters, column, MOST_COUNTED) };
}

/** How many of the newest entries have each value. */
async function countBy(
  knex: Knex,
  filters: AuditFilters,
  column: 'event' | 'result',
  limit: number,
): Promise<{ value: string; count: number }[]> {
  const rows: Row[] = await knex
    .from(auditPage(knex, filters, limit).as('counted'))
    .groupBy(column)
    .orderBy(column)
    .select({ value: column })
    .count({ entries: '*' });
  return rows.map(row => ({ value: row.value, count: Number(row.entries) }));
}

function toId(text: string): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id)) {
    throw new InputError(
      "The parameter 'cursor' does not belong to this list. Start again without it.",
    );
  }
  return id;
}
