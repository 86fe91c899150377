import {
  boundedName,
  type BroughtResource,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type Condition,
  conditionOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readFeedback, readResourceHealth } from './readFeedback';
import { nameIn } from './readObject';
import type { Manifest, ManifestStatus, ManifestWorkObject } from './schema';

const MAX_IMAGES = 100;
const MAX_GROUP_LENGTH = 253;

function groupOf(manifest: Manifest | undefined): string {
  const [group, version] = (manifest?.apiVersion ?? '').split('/');
  return version === undefined ? '' : group;
}

function syncOf(conditions: readonly Condition[]): BroughtResource['sync'] {
  switch (conditionOf(conditions, 'Applied')?.status) {
    case 'True':
      return 'synced';
    case 'False':
      return 'out-of-sync';
    default:
      return undefined;
  }
}

function fromStatus(
  status: ManifestStatus,
  manifest: Manifest | undefined,
): BroughtResource {
  const { resourceMeta: meta, conditions } = status;
  const group = (meta.group ?? groupOf(manifest)).slice(0, MAX_GROUP_LENGTH);
  const kind = meta.kind || manifest?.kind || meta.resource || '';
  return withoutUndefined({
    group: boundedName(group),
    kind: boundedName(kind),
    namespace: nameIn(meta.namespace ?? manifest?.metadata?.namespace),
    name: boundedName(meta.name ?? manifest?.metadata?.name ?? ''),
    sync: syncOf(conditions),
    health: readResourceHealth(`${group}/${kind}`, manifest, status),
    feedback: readFeedback(status),
  });
}

function fromManifest(manifest: Manifest): BroughtResource {
  return withoutUndefined({
    group: boundedName(groupOf(manifest).slice(0, MAX_GROUP_LENGTH)),
    kind: boundedName(manifest.kind ?? ''),
    namespace: nameIn(manifest.metadata?.namespace),
    name: boundedName(manifest.metadata?.name ?? ''),
  });
}

/** What a work brings: as the agent tells it, and before that as it is written. */
export function readBrought({
  spec,
  status,
}: ManifestWorkObject): DeliveryFact['brings'] {
  const written = spec?.workload?.manifests;
  const told = status?.resourceStatus?.manifests;
  const total = Math.max(written?.total ?? 0, told?.total ?? 0);
  if (!told?.items.length) {
    return { resources: (written?.items ?? []).map(fromManifest), total };
  }
  // An ordinal is only good while no manifest was unreadable and left out.
  const manifests =
    written && written.items.length === written.total ? written.items : [];
  return {
    resources: told.items.map(entry => {
      const { ordinal, name } = entry.resourceMeta;
      const manifest =
        ordinal === undefined ? undefined : manifests.at(ordinal);
      const isSame = manifest?.metadata?.name === name;
      return fromStatus(entry, isSame ? manifest : undefined);
    }),
    total,
  };
}

const WORST_FIRST = ['degraded', 'missing', 'progressing'] as const;

/** The verdict on all that a work brings: good only when something proves it of each. */
export function readBroughtHealth({
  resources,
  total,
}: DeliveryFact['brings']): Verdict {
  for (const health of WORST_FIRST) {
    const found = resources.filter(resource => resource.health === health);
    if (found.length) {
      return {
        health,
        message: `${found.length} of ${total} objects: ${health}, the first ${found[0].kind} ${found[0].name}`,
      };
    }
  }
  const healthy = resources.filter(({ health }) => health === 'healthy');
  return healthy.length > 0 && healthy.length === total
    ? { health: 'healthy' }
    : {
        health: 'unknown',
        message: `nothing tells how ${
          total - healthy.length
        } of ${total} objects are`,
      };
}

/** The images of all pods that a work brings, each once. */
export function readImages({ spec }: ManifestWorkObject): string[] {
  const images = new Set<string>();
  for (const { spec: object } of spec?.workload?.manifests.items ?? []) {
    const containers = [
      ...(object?.containers ?? []),
      ...(object?.template?.spec?.containers ?? []),
      ...(object?.jobTemplate?.spec?.template?.spec?.containers ?? []),
    ];
    for (const { image } of containers) {
      if (image) images.add(boundedName(image));
      if (images.size >= MAX_IMAGES) return [...images];
    }
  }
  return [...images];
}
