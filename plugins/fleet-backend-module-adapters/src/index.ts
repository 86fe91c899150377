/**
 * How Fleet reads Kubernetes, Argo CD, Argo Rollouts, Flux, Open Cluster Management,
 * Cluster API and the SIG Multicluster APIs.
 *
 * @packageDocumentation
 */
export { fleetModuleAdapters as default } from './module';
