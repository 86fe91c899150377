import { boundedName } from '@fleetview/backstage-plugin-fleet-common';

/**
 * What brought an object, by the marks that engines leave on it, as the end of a
 * sentence: "Argo CD's Application 'cart'". `undefined` where nothing says so.
 *
 * @public
 */
export function deliveredBy(metadata: {
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}): string | undefined {
  const { labels, annotations } = metadata;
  const named = (what: string, name: string) =>
    `${what} '${boundedName(name)}'`;
  const tracked =
    annotations['argocd.argoproj.io/tracking-id']?.split(':')[0] ||
    labels['argocd.argoproj.io/instance'];
  if (tracked) return named("Argo CD's Application", tracked);
  // A HelmRelease of Flux leaves Helm's own marks too: it is looked for first.
  const release = labels['helm.toolkit.fluxcd.io/name'];
  if (release) return named("Flux's HelmRelease", release);
  const kustomization = labels['kustomize.toolkit.fluxcd.io/name'];
  if (kustomization) return named("Flux's Kustomization", kustomization);
  const helm = annotations['meta.helm.sh/release-name'];
  if (helm) return named('the Helm release', helm);
  return labels['app.kubernetes.io/managed-by'] === 'Helm'
    ? 'a Helm release'
    : undefined;
}

/**
 * What takes a change of a field back, where an engine brought the object and the
 * engine's source states the field. Made for an action's `revertedBy`.
 *
 * @param field - as one would write it: `spec.paused`
 * @public
 */
export function revertedWhereStated(
  metadata: Parameters<typeof deliveredBy>[0],
  field: string,
): { revertedBy?: string } {
  const by = deliveredBy(metadata);
  return by
    ? { revertedBy: `${by}, at its next run, if its source states ${field}` }
    : {};
}
