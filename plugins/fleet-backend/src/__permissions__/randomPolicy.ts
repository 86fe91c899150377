import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  fleetClusterReadPermission,
  fleetInstanceReadPermission,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetClusterConditionalDecision,
  createFleetInstanceConditionalDecision,
  fleetClusterConditions,
  fleetInstanceConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import type { Random } from '../__faults__/random';
import {
  CLUSTERS,
  ENVIRONMENTS,
  NAMESPACES,
  OWNERS,
  REGIONS,
  SYSTEMS,
} from './buildWorld';

/** What a policy decides on the two permissions to read. */
export type Policy = { clusters: PolicyDecision; instances: PolicyDecision };

type Criteria = PermissionCriteria<PermissionCondition<any>>;

/** A policy, the same for the same decisions; most are conditional. */
export function randomPolicy(random: Random): Policy {
  const some = (values: readonly string[]) => {
    const picked = values.filter(() => random.chance(0.4));
    // Also what nobody is called, and what stands for nothing.
    return random.chance(0.1) ? [...picked, 'nobody', 'unassigned'] : picked;
  };
  const names = () =>
    some([...CLUSTERS.slice(0, 3), ...CLUSTERS.map(id => `name-of-${id}`)]);
  const ofClusters = () =>
    random.pick([
      () => fleetClusterConditions.inCluster({ clusters: names() }),
      () => fleetClusterConditions.inRegion({ regions: some(REGIONS) }),
      () =>
        fleetClusterConditions.inEnvironment({
          environments: some(ENVIRONMENTS),
        }),
      () => fleetClusterConditions.ownedBy({ owners: some(OWNERS) }),
    ])();
  const ofInstances = () =>
    random.pick([
      () => fleetInstanceConditions.inCluster({ clusters: names() }),
      () => fleetInstanceConditions.inRegion({ regions: some(REGIONS) }),
      () =>
        fleetInstanceConditions.inEnvironment({
          environments: some(ENVIRONMENTS),
        }),
      () =>
        fleetInstanceConditions.inNamespace({ namespaces: some(NAMESPACES) }),
      () => fleetInstanceConditions.ownedBy({ owners: some(OWNERS) }),
      () => fleetInstanceConditions.ownedBy({ owners: some(OWNERS) }),
      () => fleetInstanceConditions.inSystem({ systems: some(SYSTEMS) }),
    ])();
  const criteria = (leaf: () => Criteria, depth: number): Criteria => {
    const kind = random.integer(0, depth > 0 ? 5 : 1);
    if (kind <= 2) return leaf();
    if (kind === 3) return { not: criteria(leaf, depth - 1) };
    const parts: [Criteria, Criteria] = [
      criteria(leaf, depth - 1),
      criteria(leaf, depth - 1),
    ];
    return kind === 4 ? { allOf: parts } : { anyOf: parts };
  };
  const decide = (conditional: () => PolicyDecision): PolicyDecision => {
    if (random.chance(0.2)) return { result: AuthorizeResult.ALLOW };
    if (random.chance(0.1)) return { result: AuthorizeResult.DENY };
    return conditional();
  };
  return {
    clusters: decide(() =>
      createFleetClusterConditionalDecision(
        fleetClusterReadPermission,
        criteria(ofClusters, 2),
      ),
    ),
    instances: decide(() =>
      createFleetInstanceConditionalDecision(
        fleetInstanceReadPermission,
        criteria(ofInstances, 2),
      ),
    ),
  };
}
