import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import type { ObjectMetadata } from '@fleetview/backstage-plugin-fleet-node';

/** What brings an object from Git, by the marks that it leaves. */
function delivererOf({
  labels,
  annotations,
}: ObjectMetadata): string | undefined {
  const application =
    annotations['argocd.argoproj.io/tracking-id']?.split(':')[0] ||
    labels['argocd.argoproj.io/instance'];
  if (application) return `Argo CD's Application '${boundedName(application)}'`;
  const release = labels['helm.toolkit.fluxcd.io/name'];
  if (release) return `Flux's HelmRelease '${boundedName(release)}'`;
  const kustomization = labels['kustomize.toolkit.fluxcd.io/name'];
  return kustomization
    ? `Flux's Kustomization '${boundedName(kustomization)}'`
    : undefined;
}

/** What takes a change of a field back: for an action's `revertedBy`. */
export function revertedBy(
  metadata: ObjectMetadata,
  field: string,
): { revertedBy?: string } {
  const deliverer = delivererOf(metadata);
  return deliverer
    ? {
        revertedBy: `${deliverer}, at its next run, if its source states ${field}`,
      }
    : {};
}
