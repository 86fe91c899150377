import type { ComplianceQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { ReadContext } from '../types';

/** What compliance is narrowed by. */
export type ComplianceFilter = Omit<ComplianceQuery, 'rows' | 'columns'>;

/** The columns that a filter is of, in all tables that are placed as sums are. */
export const COMPLIANCE_COLUMNS = {
  owner: 'owner',
  system: 'system',
  component: 'entity_ref',
  cluster: 'cluster_id',
  region: 'region',
  environment: 'environment',
  engine: 'engine',
  policy: 'policy',
  severity: 'severity',
} as const satisfies Record<keyof ComplianceFilter, string>;

/** Of what somebody owns; the rest says what of it. */
const BELONGS = ['owner', 'system', 'component', 'environment'] as const;

/** The sums that pass a filter and that a reader may see. */
export function selectCompliance(
  context: ReadContext,
  filter: ComplianceFilter,
): Knex.QueryBuilder {
  const query = inSight(context);
  for (const [key, column] of Object.entries(COMPLIANCE_COLUMNS)) {
    const values = filter[key as keyof ComplianceFilter];
    if (values?.length) {
      void query.whereIn(`compliance_sum.${column}`, values);
    }
  }
  return query;
}

/** Whether it is asked of what somebody owns alone. */
export function isOfSomebody(filter: ComplianceFilter): boolean {
  return BELONGS.some(key => filter[key]?.length);
}

/** The same, of what is not theirs that a filter is about. */
export function selectOfOthers(
  context: ReadContext,
  filter: ComplianceFilter,
): Knex.QueryBuilder {
  return selectCompliance(context, withoutBelonging(filter)).whereNot(own => {
    for (const key of BELONGS) {
      const values = filter[key];
      if (values?.length) {
        void own.whereIn(`compliance_sum.${COMPLIANCE_COLUMNS[key]}`, values);
      }
    }
  });
}

/** A filter without what it says of whom something belongs to. */
export function withoutBelonging(filter: ComplianceFilter): ComplianceFilter {
  const others = { ...filter };
  for (const key of BELONGS) delete others[key];
  return others;
}

function inSight({ knex, things, view }: ReadContext): Knex.QueryBuilder {
  const all = knex('compliance_sum').whereRaw(
    'exists (select 1 from cluster where cluster.id = compliance_sum.cluster_id and cluster.left_at is null)',
  );
  const limited = things ? things.limitSums(all, 'compliance_sum') : all;
  if (!view?.fleet.limited.includes('clusters')) return limited;
  const ids = [...view.fleet.byId.keys()];
  return limited
    .whereIn('compliance_sum.observer', ids)
    .whereIn('compliance_sum.cluster_id', ids);
}
