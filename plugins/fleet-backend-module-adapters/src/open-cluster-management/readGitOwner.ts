import {
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ObjectMetadata } from '@fleetview/backstage-plugin-fleet-node';

const FLUX_LABELS = [
  ['kustomize.toolkit.fluxcd.io/name', 'Flux Kustomization'],
  ['helm.toolkit.fluxcd.io/name', 'Flux HelmRelease'],
] as const;

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
  for (const [label, kind] of FLUX_LABELS) {
    const name = labels[label];
    if (name) return boundedText(`${kind} ${boundedName(name)}`);
  }
  return undefined;
}
