import {
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ObjectMetadata } from '@fleetview/backstage-plugin-fleet-node';

/**
 * What brings an object from Git, by the marks that it left: it takes back what it
 * finds changed.
 */
export function readGitOwner({
  labels,
  annotations,
}: ObjectMetadata): string | undefined {
  const application =
    annotations['argocd.argoproj.io/tracking-id']?.split(':')[0] ||
    labels['argocd.argoproj.io/instance'];
  if (application) {
    return boundedText(`Argo CD Application ${boundedName(application)}`);
  }
  for (const [prefix, kind] of [
    ['kustomize.toolkit.fluxcd.io', 'Flux Kustomization'],
    ['helm.toolkit.fluxcd.io', 'Flux HelmRelease'],
  ]) {
    const name = labels[`${prefix}/name`];
    if (name) return boundedText(`${kind} ${boundedName(name)}`);
  }
  return undefined;
}
