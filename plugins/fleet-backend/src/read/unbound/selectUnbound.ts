import type { ListUnboundQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { isPostgres } from '../../derive/statements';
import { isPresent } from '../presentClusters';

/** What is bound to nothing and passes a filter, of all clusters that there are. */
export function selectUnbound(
  knex: Knex,
  filter: Pick<
    ListUnboundQuery,
    'problem' | 'cluster' | 'namespace' | 'engine' | 'text'
  > = {},
): Knex.QueryBuilder {
  const { problem, cluster, namespace, engine, text } = filter;
  const query = knex('unbound').whereExists(isPresent('unbound.cluster_id'));
  if (problem?.length) void query.whereIn('unbound.problem', problem);
  if (cluster !== undefined) void query.where('unbound.cluster_id', cluster);
  if (namespace !== undefined) void query.where('unbound.namespace', namespace);
  if (engine !== undefined) void query.where('unbound.engine', engine);
  if (text?.trim()) {
    void query.whereRaw(...contains(knex, 'unbound.words', text.trim()));
  }
  return query;
}

/** Whether a column holds a text, in whatever case: as it stands, without signs for anything else. */
export function contains(
  knex: Knex,
  column: string,
  text: string,
): [sql: string, bindings: string[]] {
  return isPostgres(knex)
    ? [`position(? in ${column}) > 0`, [text.toLowerCase()]]
    : [`instr(${column}, ?) > 0`, [text.toLowerCase()]];
}
