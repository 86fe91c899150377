/**
 * Brings the clusters of the Kubernetes plugin's configuration into the fleet.
 *
 * @packageDocumentation
 */
export { fleetModuleKubernetes as default } from './module';
