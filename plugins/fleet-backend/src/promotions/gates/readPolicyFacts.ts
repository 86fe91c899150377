import {
  complianceResultOf,
  type ComplianceSeverity,
  type FindingResult,
  type GateFact,
  type PolicyGateFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import type { Row } from '../../read/types';
import { confirmedAtOf, factsOf, type GateContext } from './factsOf';

/** What policies found of the component on each cluster; what is stale is no pass. */
export async function readPolicyFacts(
  knex: Knex,
  context: GateContext,
): Promise<ReadonlyMap<string, GateFact<PolicyGateFact>>> {
  const rows: Row[] = [];
  for (let start = 0; start < context.targets.length; start += 500) {
    rows.push(
      ...(await knex('compliance_sum')
        .where({ entity_ref: context.entityRef })
        .whereIn('cluster_id', context.targets.slice(start, start + 500))
        .select('*')),
    );
  }
  const coverage = await readCoverageIndex(
    { knex, now: context.now },
    rows.map(row => ({ ...row, subject: row.cluster_id })),
  );
  return factsOf<PolicyGateFact>(context, (instances, cluster) => ({
    known: {
      expected: [],
      results: rows
        .filter(row => row.cluster_id === cluster)
        .map(row => ({
          engine: row.engine as string,
          policy: row.policy as string,
          result: complianceResultOf(row.result as FindingResult, {
            stale: !currencyOf({ ...row, subject: row.cluster_id }, coverage)
              .current,
          }),
          severity: (row.severity || 'unknown') as ComplianceSeverity,
          ...(row.failing_since === null
            ? {}
            : { since: Number(row.failing_since) }),
        })),
    },
    confirmedAt: confirmedAtOf(instances, context.now),
  }));
}
