/**
 * How Fleet reads Kubernetes workloads, Argo CD and Flux.
 *
 * @packageDocumentation
 */
export { fleetModuleAdapters as default } from './module';
