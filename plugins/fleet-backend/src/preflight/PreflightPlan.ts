import type { PreflightRequest } from '@fleetview/backstage-plugin-fleet-common';
import type { Had } from '../verify';
import type { Kind, Manifest } from './manifests/Manifest';
import { broughtBy, type Brought } from './manifests/broughtBy';
import { podsOf } from './manifests/podsOf';
import {
  checkNamespace,
  checkReference,
  readManifests,
} from './manifests/readManifests';
import {
  referenceKey,
  referencesOf,
  type Reference,
} from './manifests/referencesOf';

/** So many are asked for, and no more. */
export const MOST_REFERENCES = 100;
export const MOST_NAMESPACES = 20;
export const MOST_EXISTING = 50;

/** What is to be looked at, the same on all targets. */
export type PreflightPlan = {
  manifests: Manifest[];
  /** All kinds at all versions, each once; those of the manifests among them. */
  kinds: Kind[];
  references: Reference[];
  brought: Brought;
  /** Whether there are whole objects, in which references and images are seen. */
  hasObjects: boolean;
  namespaceOf: (manifest: Manifest) => string;
  /** Where what is wanted takes of quotas. */
  quotaNamespaces: string[];
};

/** @throws InputError */
export function planPreflight(request: PreflightRequest): PreflightPlan {
  const { manifests, kinds } = readManifests(request);
  const usual = request.namespace ?? 'default';
  checkNamespace(usual);
  const namespaceOf = ({ namespace }: Manifest) => namespace ?? usual;
  const all = new Map(
    [...manifests, ...kinds].map(({ group, version, kind }) => [
      `${group}/${version}/${kind}`,
      { group, version, kind },
    ]),
  );
  const references = new Map(
    [
      ...referencesOf(manifests, namespaceOf),
      ...(request.references ?? []),
    ].map(reference => [referenceKey(reference), reference]),
  );
  for (const reference of references.values()) checkReference(reference);
  return {
    manifests,
    kinds: [...all.values()],
    references: [...references.values()],
    brought: broughtBy(manifests, namespaceOf),
    hasObjects: manifests.length > 0,
    namespaceOf,
    quotaNamespaces: [
      ...new Set(manifests.filter(takesOfQuotas).map(namespaceOf)),
    ],
  };
}

/** What a cluster counts for quotas that people write. */
export function takesOfQuotas(manifest: Manifest): boolean {
  return (
    podsOf(manifest, manifest.object) !== undefined ||
    (manifest.group === '' &&
      ['PersistentVolumeClaim', 'Service', 'Secret', 'ConfigMap'].includes(
        manifest.kind,
      ))
  );
}

export function existingKey(
  { group, kind, name }: Manifest,
  namespace: string,
): string {
  return `${namespace}/${kind}.${group}/${name ?? ''}`;
}

/** What is not looked at, as the reader may not see what is there. */
export const HIDDEN: Had<never> = {
  cause: 'hidden',
  reason: 'you may see nothing of that namespace',
};
