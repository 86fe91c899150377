/**
 * Hands the fleet's clusters to the Kubernetes plugin, and lets it ask only those
 * on which a component runs.
 *
 * @packageDocumentation
 */
export { kubernetesModuleFleet as default } from './module';
