import type { Instance } from '../Instance';
import type { DriftOptions } from './driftSchema';

/** Why a drift cannot be on an instance, if it cannot. */
export function whyNot(
  { component, cluster, binding }: Instance,
  options: DriftOptions,
): string | undefined {
  const { engine } = cluster.delivery;
  const where = `'${component.name}' on '${cluster.name}'`;
  const isHelmOfFlux = engine === 'flux' && component.packaging === 'helm';
  if (options.holdsDelivery && (engine === 'ocm' || engine === 'none')) {
    return `nothing can hold the delivery of ${where}`;
  }
  if (options.holdsDelivery && isHelmOfFlux) {
    return `the HelmRelease of ${where} cannot be suspended here`;
  }
  if (binding && (options.type === 'failed-apply' || hasVersion(options))) {
    return `Git says which version is delivered to ${where}`;
  }
  switch (options.type) {
    case 'delete-configuration':
      return component.configuration
        ? undefined
        : `${where} brings no ConfigMap: it has no 'configuration'`;
    case 'autoscale':
      return component.kind !== 'Deployment' || component.autoscaled
        ? `the delivery of ${where} gives no number of replicas of a Deployment`
        : undefined;
    case 'failed-apply':
      return engine === 'none' || isHelmOfFlux
        ? `no version is delivered to ${where} by itself`
        : undefined;
    case 'inject-sidecar':
      return engine === 'none' || isHelmOfFlux
        ? `nothing writes the workload of ${where} by itself`
        : undefined;
    default:
      return undefined;
  }
}

/** Whether another version is to be delivered for it. */
function hasVersion(options: DriftOptions): boolean {
  return options.type === 'inject-sidecar' && options.version !== undefined;
}
