import { admissionPoliciesSystem } from './admission-policies';
import { argoRolloutsSystem } from './argo-rollouts';
import { clusterApiSystem } from './cluster-api';
import { kubeBenchSystem } from './kube-bench';
import { kubecostSystem } from './kubecost';
import { opencostSystem } from './opencost';
import { gatekeeperSystem } from './gatekeeper';
import { kyvernoSystem } from './kyverno';
import { ocmPolicySystem } from './ocm-policy';
import { openClusterManagementSystem } from './open-cluster-management';
import { prometheusSystem } from './prometheus';
import { sigMulticlusterSystem } from './sig-multicluster';
import { trivySystem } from './trivy';
import { externalSecretsSystem } from './external-secrets';
import { fluxSystem } from './flux';
import type { WorldSystemDefinition } from './WorldSystem';

export type {
  SystemExtension,
  SystemPoll,
  WorldSystem,
  WorldSystemContext,
  WorldSystemDefinition,
} from './WorldSystem';

/** The systems that a scenario may name, besides the engines that deliver its components. */
export const WORLD_SYSTEMS: readonly WorldSystemDefinition[] = [
  admissionPoliciesSystem,
  argoRolloutsSystem,
  clusterApiSystem,
  externalSecretsSystem,
  fluxSystem,
  kubeBenchSystem,
  kubecostSystem,
  opencostSystem,
  gatekeeperSystem,
  kyvernoSystem,
  ocmPolicySystem,
  openClusterManagementSystem,
  prometheusSystem,
  sigMulticlusterSystem,
  trivySystem,
];

/** @throws Error when no system has the id */
export function worldSystem(id: string): WorldSystemDefinition {
  const found = WORLD_SYSTEMS.find(system => system.id === id);
  if (!found) {
    throw new Error(
      `There is no system '${id}' to simulate. There are: ${
        WORLD_SYSTEMS.map(system => system.id).join(', ') || 'none'
      }.`,
    );
  }
  return found;
}
