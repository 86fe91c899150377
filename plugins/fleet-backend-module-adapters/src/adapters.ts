import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { admissionPoliciesAdapter } from './admission-policies';
import { argoRolloutsAdapter } from './argo-rollouts';
import { argocdAdapter } from './argocd';
import { clusterApiAdapter } from './cluster-api';
import { fluxAdapter } from './flux';
import { gatekeeperAdapter } from './gatekeeper';
import { kubeBenchAdapter } from './kube-bench';
import { kubecostAdapter } from './kubecost';
import { kubernetesAdapter } from './kubernetes';
import { kyvernoAdapter } from './kyverno';
import { ocmPolicyAdapter } from './ocm-policy';
import { openClusterManagementAdapter } from './open-cluster-management';
import { opencostAdapter } from './opencost';
import { policyReportsAdapter } from './policy-reports';
import { prometheusAdapter } from './prometheus';
import { sigMulticlusterAdapter } from './sig-multicluster';
import { trivyAdapter } from './trivy';

/**
 * The adapters of this package. Worker threads load them from here.
 *
 * @public
 */
export const adapters: FleetAdapter[] = [
  kubernetesAdapter,
  argocdAdapter,
  argoRolloutsAdapter,
  fluxAdapter,
  openClusterManagementAdapter,
  sigMulticlusterAdapter,
  clusterApiAdapter,
  policyReportsAdapter,
  kyvernoAdapter,
  gatekeeperAdapter,
  opencostAdapter,
  kubecostAdapter,
  prometheusAdapter,
  ocmPolicyAdapter,
  admissionPoliciesAdapter,
  trivyAdapter,
  kubeBenchAdapter,
];
