import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { fleetClusterPermissionResourceRef as resourceRef } from './resources';
import { isOneOf, valuesSchema } from './values';

/**
 * The rules that conditions on clusters are made of.
 *
 * @public
 */
export const fleetClusterRules = {
  /** The cluster is one of these, by id or by the name that an operator gave it. */
  inCluster: createPermissionRule({
    name: 'IN_CLUSTER',
    description:
      'Allow clusters with one of these ids, or of these names where an operator gave them',
    resourceRef,
    paramsSchema: z.object({ clusters: valuesSchema('Ids or names') }),
    apply: (resource, { clusters }) =>
      resource.cluster.some(name => isOneOf(name, clusters)),
    toQuery: ({ clusters }) => ({ key: 'cluster', values: clusters }),
  }),
  /** The cluster is in one of these regions. */
  inRegion: createPermissionRule({
    name: 'IN_REGION',
    description: 'Allow clusters in one of these regions',
    resourceRef,
    paramsSchema: z.object({ regions: valuesSchema('Regions') }),
    apply: (resource, { regions }) => isOneOf(resource.region, regions),
    toQuery: ({ regions }) => ({ key: 'region', values: regions }),
  }),
  /** The cluster belongs to one of these environments. */
  inEnvironment: createPermissionRule({
    name: 'IN_ENVIRONMENT',
    description: 'Allow clusters of one of these environments',
    resourceRef,
    paramsSchema: z.object({ environments: valuesSchema('Environments') }),
    apply: (resource, { environments }) =>
      isOneOf(resource.environment, environments),
    toQuery: ({ environments }) => ({
      key: 'environment',
      values: environments,
    }),
  }),
  /** The cluster is owned by one of these. */
  ownedBy: createPermissionRule({
    name: 'OWNED_BY',
    description: 'Allow clusters that one of these owns',
    resourceRef,
    paramsSchema: z.object({ owners: valuesSchema('Entity references') }),
    apply: (resource, { owners }) => isOneOf(resource.owner, owners),
    toQuery: ({ owners }) => ({ key: 'owner', values: owners }),
  }),
};
