import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import type { ActionTarget } from './types';

/** What a tracking ID has to end in; a copied object still has that of the one that it was copied from. */
function trackedAs({ group, kind, namespace = '', name }: ActionTarget) {
  return `:${group}/${kind}:${namespace}/${name}`;
}

/**
 * What brought an object, by the marks that engines leave on it, as the end of a
 * sentence: "Argo CD's Application 'cart'". `undefined` where nothing says so.
 *
 * @param target - the object itself, where it may be marked by itself, as the first
 *   Kustomization of a cluster is, or by a mark that was copied
 * @public
 */
export function deliveredBy(
  metadata: {
    labels: Readonly<Record<string, string>>;
    annotations: Readonly<Record<string, string>>;
  },
  target?: ActionTarget,
): string | undefined {
  const { labels, annotations } = metadata;
  const isItself = (kind: string, prefix: string) =>
    kind === target?.kind &&
    labels[`${prefix}/name`] === target.name &&
    labels[`${prefix}/namespace`] === target.namespace;
  const named = (what: string, name: string) =>
    `${what} '${boundedName(name)}'`;
  const trackingId = annotations['argocd.argoproj.io/tracking-id'];
  const isCopied = target && !trackingId?.endsWith(trackedAs(target));
  const tracked =
    (isCopied ? undefined : trackingId?.split(':')[0]) ||
    labels['argocd.argoproj.io/instance'];
  if (tracked) return named("Argo CD's Application", tracked);
  // A HelmRelease of Flux leaves Helm's own marks too: it is looked for first.
  const release = labels['helm.toolkit.fluxcd.io/name'];
  if (release) return named("Flux's HelmRelease", release);
  const kustomization = labels['kustomize.toolkit.fluxcd.io/name'];
  const isLeftAlone =
    annotations['kustomize.toolkit.fluxcd.io/reconcile'] === 'disabled' ||
    isItself('Kustomization', 'kustomize.toolkit.fluxcd.io');
  if (kustomization && !isLeftAlone)
    return named("Flux's Kustomization", kustomization);
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
 * @param target - as {@link deliveredBy} takes it
 * @public
 */
export function revertedWhereStated(
  metadata: Parameters<typeof deliveredBy>[0],
  field: string,
  target?: ActionTarget,
): { revertedBy?: string } {
  const by = deliveredBy(metadata, target);
  return by
    ? { revertedBy: `${by}, at its next run, if its source states ${field}` }
    : {};
}
