import type { WorldSystemDefinition } from '../WorldSystem';
import { Inventory } from './Inventory';
import { SetMember } from './SetMember';
import { SIG_MULTICLUSTER_TYPES } from './types';

/**
 * What SIG Multicluster defines: on a management cluster an inventory of
 * ClusterProfiles, on any other a member of a cluster set, which states its
 * properties and exports services.
 */
export const sigMulticlusterSystem: WorldSystemDefinition = {
  id: 'sig-multicluster',
  types: SIG_MULTICLUSTER_TYPES,
  namespaces: [],
  create: context =>
    context.spec.environment === 'management'
      ? new Inventory(context)
      : new SetMember(context),
};
