import type { Knex } from 'knex';
import { databaseTime } from '../../leases/databaseTime';
import type { AuditFilters } from './auditFilters';

/** What goes on for longer is not waited for any more. */
const LONGEST_MS = 60 * 60_000;

/**
 * The entries that filters let through, in no order: where something began with
 * how it ended, and what was recorded as a whole. `sort_at` and `sort_id` order
 * them.
 */
export function auditQuery(knex: Knex, filters: AuditFilters) {
  const now = databaseTime(knex);
  const listed = knex('audit_entry as entry')
    .leftJoin('audit_entry as ending', join =>
      join
        .on('ending.operation_id', 'entry.operation_id')
        .andOnVal('ending.phase', 'ended'),
    )
    .whereIn('entry.phase', ['begun', 'whole'])
    .select({
      sort_at: 'entry.at',
      sort_id: 'entry.id',
      operation_id: 'entry.operation_id',
      at: 'entry.at',
      ended_at: 'ending.at',
      event: 'entry.event',
      actor_type: 'entry.actor_type',
      actor_id: 'entry.actor_id',
      target_type: 'entry.target_type',
      target_id: 'entry.target_id',
      target_name: 'entry.target_name',
      before: 'entry.before',
      chain: 'entry.chain',
      number: 'entry.number',
      hash: 'entry.hash',
    })
    .select(
      knex.raw('coalesce(ending.after, entry.after) as after'),
      knex.raw('coalesce(ending.reason, entry.reason) as reason'),
      knex.raw('coalesce(ending.error, entry.error) as error'),
      knex.raw(
        `case when entry.phase = 'whole' then entry.result
           when ending.id is not null then ending.result
           when entry.at > ${now} - ${LONGEST_MS} and exists (
             select 1 from replica where replica.id = entry.chain
               and replica.expires_at > ${now}
           ) then 'initiated'
           else 'unfinished' end as result`,
      ),
      knex.raw(
        `case when entry.target_type = 'cluster' and exists (
           select 1 from cluster where cluster.id = entry.target_id
         ) then 1 else 0 end as target_exists`,
      ),
    );
  const { actor, event, target, result, from, to } = filters;
  if (from !== undefined) listed.where('entry.at', '>=', from);
  if (to !== undefined) listed.where('entry.at', '<', to);
  if (event) listed.whereIn('entry.event', event);
  if (actor) contains(listed, ['entry.actor_id'], actor);
  if (target) {
    contains(listed, ['entry.target_id', 'entry.target_name'], target);
  }
  const entries = knex.from(listed.as('listed'));
  if (result) entries.whereIn('result', result);
  return entries;
}

/** Any of the columns holds the text, whatever the case; of the text nothing is a wildcard. */
function contains(query: Knex.QueryBuilder, columns: string[], text: string) {
  const pattern = `%${text
    .toLowerCase()
    .replace(/[!%_]/g, character => `!${character}`)}%`;
  query.where(either => {
    for (const column of columns) {
      either.orWhereRaw(`lower(??) like ? escape '!'`, [column, pattern]);
    }
  });
}
