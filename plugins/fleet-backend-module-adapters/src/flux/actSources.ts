import type {
  ActionPatch,
  ActionTarget,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  type ActedObject,
  type ActedReference,
  type FluxKind,
  SOURCE_KINDS,
} from './actObject';

const KINDS: Record<string, FluxKind> = SOURCE_KINDS;

function referencesOf({ spec, status }: ActedObject): ActedReference[] {
  const [namespace, name] = status?.helmChart?.split('/') ?? [];
  const chart =
    namespace && name
      ? { apiVersion: undefined, kind: 'HelmChart', name, namespace }
      : undefined;
  return [
    spec?.sourceRef,
    spec?.chartRef,
    spec?.chart?.spec?.sourceRef,
    chart,
  ].filter(reference => reference !== undefined);
}

/** The version that a reference names, else the one that Flux has had since 2.0 for most. */
function versionOf({ apiVersion = '' }: ActedReference): string {
  const [group, version] = apiVersion.split('/');
  return group === SOURCE_KINDS.Bucket.group && version ? version : 'v1';
}

/**
 * Patches that let Flux fetch what a delivery is made from, the farthest source
 * first. They carry no `resourceVersion`: only the delivery was read, and an
 * annotation takes nothing from anybody.
 */
export function fetchSources(
  object: ActedObject,
  annotations: Record<string, string>,
  target: ActionTarget,
): ActionPatch[] {
  return referencesOf(object).flatMap((reference): ActionPatch[] => {
    const kind = Object.hasOwn(KINDS, reference.kind)
      ? KINDS[reference.kind]
      : undefined;
    if (!kind) return [];
    return [
      {
        target: {
          ...kind,
          version: versionOf(reference),
          namespace: reference.namespace ?? target.namespace,
          name: reference.name,
        },
        contentType: 'application/merge-patch+json',
        body: { metadata: { annotations } },
      },
    ];
  });
}
