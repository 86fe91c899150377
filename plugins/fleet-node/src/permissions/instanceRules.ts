import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { fleetInstancePermissionResourceRef as resourceRef } from './resources';
import { isOneOf, valuesSchema } from './values';

/**
 * The rules that conditions on what runs on clusters are made of. Region and
 * environment are the cluster's.
 *
 * @public
 */
export const fleetInstanceRules = {
  /** It runs on one of these clusters, by id or by the name that an operator gave it. */
  inCluster: createPermissionRule({
    name: 'IN_CLUSTER',
    description:
      'Allow what runs on clusters with one of these ids, or of these names where an operator gave them',
    resourceRef,
    paramsSchema: z.object({ clusters: valuesSchema('Ids or names') }),
    apply: (resource, { clusters }) =>
      resource.cluster.some(name => isOneOf(name, clusters)),
    toQuery: ({ clusters }) => ({ key: 'cluster', values: clusters }),
  }),
  /** It runs on a cluster in one of these regions. */
  inRegion: createPermissionRule({
    name: 'IN_REGION',
    description: 'Allow what runs on clusters in one of these regions',
    resourceRef,
    paramsSchema: z.object({ regions: valuesSchema('Regions') }),
    apply: (resource, { regions }) => isOneOf(resource.region, regions),
    toQuery: ({ regions }) => ({ key: 'region', values: regions }),
  }),
  /** It runs on a cluster of one of these environments. */
  inEnvironment: createPermissionRule({
    name: 'IN_ENVIRONMENT',
    description: 'Allow what runs on clusters of one of these environments',
    resourceRef,
    paramsSchema: z.object({ environments: valuesSchema('Environments') }),
    apply: (resource, { environments }) =>
      isOneOf(resource.environment, environments),
    toQuery: ({ environments }) => ({
      key: 'environment',
      values: environments,
    }),
  }),
  /** It runs in one of these namespaces. */
  inNamespace: createPermissionRule({
    name: 'IN_NAMESPACE',
    description: 'Allow what runs in one of these namespaces of any cluster',
    resourceRef,
    paramsSchema: z.object({ namespaces: valuesSchema('Namespaces') }),
    apply: (resource, { namespaces }) =>
      namespaces.includes(resource.namespace),
    toQuery: ({ namespaces }) => ({ key: 'namespace', values: namespaces }),
  }),
  /** One of these owns the component, or the cluster where it belongs to none. */
  ownedBy: createPermissionRule({
    name: 'OWNED_BY',
    description:
      'Allow components that one of these owns, and what belongs to no component on clusters that one of these owns',
    resourceRef,
    paramsSchema: z.object({ owners: valuesSchema('Entity references') }),
    apply: (resource, { owners }) => isOneOf(resource.owner, owners),
    toQuery: ({ owners }) => ({ key: 'owner', values: owners }),
  }),
  /** The component is part of one of these systems. */
  inSystem: createPermissionRule({
    name: 'IN_SYSTEM',
    description: 'Allow components that are part of one of these systems',
    resourceRef,
    paramsSchema: z.object({ systems: valuesSchema('Entity references') }),
    apply: (resource, { systems }) => isOneOf(resource.system, systems),
    toQuery: ({ systems }) => ({ key: 'system', values: systems }),
  }),
};
