import type { ListClusterFindingsQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { among } from '../../permissions/fragment';
import { textOfFact } from '../../store/textOfFact';
import { contains } from '../unbound/selectUnbound';

/** What findings are narrowed by, and counted by. */
export type FindingFilter = Pick<
  ListClusterFindingsQuery,
  'result' | 'severity' | 'engine' | 'policy' | 'namespace' | 'text'
>;

/** In the words of the index `finding_page_index`. */
export const FINDING_ORDER =
  "(substr(urgency || '/' || policy || '/' || home_namespace || '/' || name, 1, 400))";

const COLUMNS = {
  result: 'finding.result',
  severity: 'finding.severity',
  engine: 'finding.engine',
  policy: 'finding.policy',
  namespace: 'finding.home_namespace',
} as const;

/**
 * The findings of a cluster.
 *
 * @param repeated - ids of those that are left out
 */
export function selectFindings(
  knex: Knex,
  clusterId: string,
  filter: FindingFilter = {},
  repeated: readonly string[] = [],
): Knex.QueryBuilder {
  const query = knex('finding').where('finding.subject', clusterId);
  if (repeated.length > 0) {
    const { sql, bindings } = among(knex, 'finding.id', repeated);
    void query.whereRaw(`not (${sql})`, bindings);
  }
  for (const [key, column] of Object.entries(COLUMNS)) {
    const values = filter[key as keyof typeof COLUMNS];
    if (values?.length) void query.whereIn(column, values);
  }
  const text = filter.text?.trim();
  if (text) {
    void query.whereRaw(
      ...contains(
        knex,
        `lower(finding.policy || ' ' || ${thingOf(
          knex,
        )} || ' ' || finding.kind || ' ' || finding.home_namespace || '/' || finding.name)`,
        text,
      ),
    );
  }
  return query;
}

/** What was looked at: reports are often called by its UID, and people do not know that. */
function thingOf(knex: Knex): string {
  const [kind, namespace, name] = ['kind', 'namespace', 'name'].map(
    key => `coalesce(${textOfFact(knex, 'finding', 'resource', key)}, '')`,
  );
  return `${kind} || ' ' || ${namespace} || '/' || ${name}`;
}
