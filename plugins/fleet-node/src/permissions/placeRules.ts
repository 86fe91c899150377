import type {
  PermissionResourceRef,
  PermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import type {
  FleetClusterResource,
  FleetFilter,
  FleetInstanceResource,
} from './resources';
import { isOneOf, valuesSchema } from './values';

type Ref<R, T extends string> = PermissionResourceRef<R, FleetFilter, T>;

type Rule<
  R,
  T extends string,
  P extends Record<string, string[]>,
> = PermissionRule<R, FleetFilter, T, P>;

/**
 * The rules about the cluster that something is on.
 *
 * @param resourceRef - of which resources
 * @param what - they are, in words that `on which clusters` can follow
 */
export function clusterRulesOf<
  R extends FleetClusterResource,
  T extends string,
>({ resourceType }: Ref<R, T>, what: string) {
  const inCluster: Rule<R, T, { clusters: string[] }> = {
    name: 'IN_CLUSTER',
    description: `Allow ${what} with one of these ids, or of these names where an operator gave them`,
    resourceType,
    paramsSchema: z.object({ clusters: valuesSchema('Ids or names') }),
    apply: ({ cluster }, { clusters }) =>
      cluster.some(name => isOneOf(name, clusters)),
    toQuery: ({ clusters }) => ({ key: 'cluster', values: clusters }),
  };
  const inRegion: Rule<R, T, { regions: string[] }> = {
    name: 'IN_REGION',
    description: `Allow ${what} in one of these regions`,
    resourceType,
    paramsSchema: z.object({ regions: valuesSchema('Regions') }),
    apply: ({ region }, { regions }) => isOneOf(region, regions),
    toQuery: ({ regions }) => ({ key: 'region', values: regions }),
  };
  const inEnvironment: Rule<R, T, { environments: string[] }> = {
    name: 'IN_ENVIRONMENT',
    description: `Allow ${what} of one of these environments`,
    resourceType,
    paramsSchema: z.object({ environments: valuesSchema('Environments') }),
    apply: ({ environment }, { environments }) =>
      isOneOf(environment, environments),
    toQuery: ({ environments }) => ({
      key: 'environment',
      values: environments,
    }),
  };
  return { inCluster, inRegion, inEnvironment };
}

/**
 * The rule about who owns something.
 *
 * @param resourceRef - of which resources
 * @param what - is allowed, in words
 */
export function ownerRuleOf<R extends FleetClusterResource, T extends string>(
  { resourceType }: Ref<R, T>,
  what: string,
): Rule<R, T, { owners: string[] }> {
  return {
    name: 'OWNED_BY',
    description: `Allow ${what}`,
    resourceType,
    paramsSchema: z.object({ owners: valuesSchema('Entity references') }),
    apply: ({ owner }, { owners }) => isOneOf(owner, owners),
    toQuery: ({ owners }) => ({ key: 'owner', values: owners }),
  };
}

/**
 * The rules about what belongs to a cell: one component, or none, in one namespace
 * of one cluster.
 *
 * @param resourceRef - of which resources
 * @param what - they are, in words that `of which components` can follow
 */
export function cellRulesOf<R extends FleetInstanceResource, T extends string>(
  resourceRef: Ref<R, T>,
  what: string,
) {
  const { resourceType } = resourceRef;
  const inNamespace: Rule<R, T, { namespaces: string[] }> = {
    name: 'IN_NAMESPACE',
    description: `Allow ${what} in one of these namespaces of any cluster`,
    resourceType,
    paramsSchema: z.object({ namespaces: valuesSchema('Namespaces') }),
    apply: ({ namespace }, { namespaces }) => isOneOf(namespace, namespaces),
    toQuery: ({ namespaces }) => ({ key: 'namespace', values: namespaces }),
  };
  const inSystem: Rule<R, T, { systems: string[] }> = {
    name: 'IN_SYSTEM',
    description: `Allow ${what} of components that are part of one of these systems`,
    resourceType,
    paramsSchema: z.object({ systems: valuesSchema('Entity references') }),
    apply: ({ system }, { systems }) => isOneOf(system, systems),
    toQuery: ({ systems }) => ({ key: 'system', values: systems }),
  };
  return {
    ...clusterRulesOf(resourceRef, `${what} on clusters`),
    inNamespace,
    ownedBy: ownerRuleOf(
      resourceRef,
      `${what} of components that one of these owns, and of no component on clusters that one of these owns`,
    ),
    inSystem,
  };
}
