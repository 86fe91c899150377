import type {
  ListClusterStatementsQuery,
  StatementRole,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { isPostgres } from '../../derive/statements';
import { contains } from '../unbound/selectUnbound';
import { ofFamily, type StatementFamily } from './families';
import { limitPolicies, type PolicyFilter } from './limitPolicies';

/** Types that speak of a cluster as a whole, also where it is the cluster that says them. */
export const OF_CLUSTERS = ['cluster', 'pool', 'agent'];

/** What hubs say of clusters, as they call them; worded as the indexes are that hold nothing else. */
export function hubWords(knex: Knex): Knex.QueryBuilder {
  return knex('fact').whereRaw("type = 'cluster'");
}

/** Those of {@link hubWords} that judge a cluster, and do not hold its claims alone. */
export function judgingWords(knex: Knex): Knex.QueryBuilder {
  // Within a text of JSON its quotation marks would be escaped.
  const mark = '"claimsOnly":true';
  return hubWords(knex).whereRaw(
    isPostgres(knex) ? 'position(? in data) = 0' : 'instr(data, ?) = 0',
    [mark],
  );
}

/**
 * By type, namespace, name and kind, in the words of the indexes
 * `fact_subject_page_index` and `fact_observer_page_index`.
 */
export const STATEMENT_ORDER =
  "(substr(type || '/' || namespace || '/' || name || '/' || kind, 1, 400))";

/** What statements are narrowed by; what policies are alone, by more. */
export type StatementFilter = Pick<
  ListClusterStatementsQuery,
  'role' | 'type' | 'text'
> &
  PolicyFilter;

const ROLES: readonly StatementRole[] = ['about', 'on'];

/** A query for each role that is asked for; none has a row in common with another. */
export function selectStatements(
  knex: Knex,
  clusterId: string,
  family: StatementFamily,
  filter: StatementFilter = {},
): { role: StatementRole; query: Knex.QueryBuilder }[] {
  const { role, type, text } = filter;
  return ROLES.filter(each => !role?.length || role.includes(each)).map(
    each => {
      const query = ofFamily(ofRole(knex, each, clusterId), family);
      if (type?.length) void query.whereIn('type', type);
      if (text?.trim()) {
        void query.whereRaw(
          ...contains(
            knex,
            "lower(kind || ' ' || namespace || '/' || name)",
            text.trim(),
          ),
        );
      }
      limitPolicies(knex, query, filter);
      return { role: each, query };
    },
  );
}

function ofRole(
  knex: Knex,
  role: StatementRole,
  clusterId: string,
): Knex.QueryBuilder {
  const query =
    role === 'about'
      ? knex('fact')
          .where({ subject: clusterId })
          .where(any =>
            any
              .whereRaw('observer <> ?', [clusterId])
              .orWhereIn('type', OF_CLUSTERS),
          )
      : knex('fact')
          .where({ observer: clusterId })
          .where(any =>
            any
              .whereNull('subject')
              .orWhereRaw('subject <> ?', [clusterId])
              .orWhereNotIn('type', OF_CLUSTERS),
          );
  // They are shown with what they are of, to who may see that.
  return query.whereRaw(
    "type not in ('diagnosis', 'difference', 'running', 'comparison')",
  );
}

/** Whether a row speaks of the cluster itself, or was read on it. */
export function roleOf(
  row: { observer: string; subject: string | null; type: string },
  clusterId: string,
): StatementRole {
  const isAbout =
    row.subject === clusterId &&
    (row.observer !== clusterId || OF_CLUSTERS.includes(row.type));
  return isAbout ? 'about' : 'on';
}
