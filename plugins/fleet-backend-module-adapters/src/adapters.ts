import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { argoRolloutsAdapter } from './argo-rollouts';
import { argocdAdapter } from './argocd';
import { fluxAdapter } from './flux';
import { kubernetesAdapter } from './kubernetes';

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
];
