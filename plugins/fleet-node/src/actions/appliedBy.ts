import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import type { ActionTarget } from './types';

const FLUX_LABELS = [
  ['kustomize.toolkit.fluxcd.io', 'Kustomization'],
  ['helm.toolkit.fluxcd.io', 'HelmRelease'],
] as const;

const RECONCILE = 'kustomize.toolkit.fluxcd.io/reconcile';
const TRACKING_ID = 'argocd.argoproj.io/tracking-id';

/** What an engine writes on what it applies. */
type Marks = {
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
};

function fluxOwner(
  { labels, annotations }: Marks,
  target: ActionTarget,
): string | undefined {
  if (annotations[RECONCILE] === 'disabled') return undefined;
  for (const [prefix, kind] of FLUX_LABELS) {
    const name = labels[`${prefix}/name`];
    const namespace = labels[`${prefix}/namespace`];
    // The first Kustomization of a cluster applies itself.
    const isItself =
      kind === target.kind &&
      name === target.name &&
      namespace === target.namespace;
    if (name && !isItself) {
      return boundedName(
        `the Flux ${kind} '${namespace ? `${namespace}/` : ''}${name}'`,
      );
    }
  }
  return undefined;
}

function argoOwner(
  { annotations }: Marks,
  { group, kind, namespace = '', name }: ActionTarget,
): string | undefined {
  const [application, ...rest] = (annotations[TRACKING_ID] ?? '').split(':');
  // A copied object still carries the annotation of the one that it was copied from.
  return application &&
    rest.join(':') === `${group}/${kind}:${namespace}/${name}`
    ? boundedName(`the Argo CD Application '${application.replace('_', '/')}'`)
    : undefined;
}

/**
 * What applies an object from Git, by the marks that Argo CD and Flux leave on
 * it, in words for {@link ActionPlan.revertedBy}; `undefined` where there are none.
 *
 * @public
 */
export function appliedBy(
  marks: Marks,
  target: ActionTarget,
): string | undefined {
  return fluxOwner(marks, target) ?? argoOwner(marks, target);
}
