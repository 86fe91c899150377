import type { WorldSystemDefinition } from '../WorldSystem';
import { OCM_POLICY_TYPES } from './types';
import { PolicyHub } from './PolicyHub';
import { PolicyMember } from './PolicyMember';

/**
 * The policy framework of Open Cluster Management: on a management cluster the hub's
 * side, which needs the placement that `open-cluster-management` makes there, on any
 * other the cluster's own.
 */
export const ocmPolicySystem: WorldSystemDefinition = {
  id: 'ocm-policy',
  types: OCM_POLICY_TYPES,
  namespaces: [],
  create: context =>
    context.spec.environment === 'management'
      ? new PolicyHub(context)
      : new PolicyMember(context),
};
