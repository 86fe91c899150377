import type { WorldSystemDefinition } from '../WorldSystem';
import { Hub } from './Hub';
import { Member } from './Member';
import { OCM_TYPES } from './types';

/**
 * Open Cluster Management: on a management cluster a hub, on any other the agent's
 * side. A hub manages the clusters that it delivers to, whether or not the
 * scenario lets the system run on them too.
 */
export const openClusterManagementSystem: WorldSystemDefinition = {
  id: 'open-cluster-management',
  types: OCM_TYPES,
  namespaces: [],
  create: context =>
    context.spec.environment === 'management'
      ? new Hub(context)
      : new Member(context),
};
