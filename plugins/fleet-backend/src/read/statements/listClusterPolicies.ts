import type {
  ListClusterPoliciesQuery,
  PolicyPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext } from '../types';
import { listClusterStatements } from './listClusterStatements';
import { readPolicyFacets } from './readPolicyFacets';

/** The policies of a cluster and what is exempt from them, and what they can be narrowed by. */
export async function listClusterPolicies(
  context: ReadContext,
  clusterId: string,
  query: ListClusterPoliciesQuery,
): Promise<PolicyPage> {
  const page = await listClusterStatements(
    context,
    clusterId,
    query,
    'policies',
  );
  const facets = await readPolicyFacets(context, clusterId, query);
  return { ...page, totals: { ...page.totals, ...facets } };
}
