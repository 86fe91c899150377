import { sha256For } from '../../../../random';
import type { OwnerReference } from '../../../../types';
import type { ObjectStore } from '../../../../store/ObjectStore';
import {
  type AppliedManifestWork,
  type ManifestWork,
  WORK_GROUP,
} from '../types';

const AGENT = 'work-agent';

/** The AppliedManifestWork of a work: `<hash of the hub>-<work>`, as manifestwork_controller.go of OCM names it. */
export function appliedReference(hub: string, work: string) {
  return {
    apiVersion: `${WORK_GROUP}/v1`,
    kind: 'AppliedManifestWork',
    name: `${sha256For(hub)}-${work}`,
  };
}

/**
 * The AppliedManifestWork of a work, which is made before anything is applied, as what its
 * objects have for their owner; nothing where the cluster has no kind for it.
 */
export function ownerOfApplied(
  member: ObjectStore,
  hub: string,
  work: ManifestWork,
): OwnerReference | undefined {
  const { name, labels } = work.metadata;
  const reference = appliedReference(hub, name);
  const { apiVersion, kind } = reference;
  if (!member.registry.findByKind(apiVersion, kind)) return undefined;
  if (!member.get(reference)) {
    const hubHash = sha256For(hub);
    member.create(
      {
        apiVersion,
        kind,
        metadata: {
          name: reference.name,
          ...(labels && { labels }),
          finalizers: [
            `cluster.open-cluster-management.io/applied-manifest-work-cleanup`,
          ],
        },
        spec: { hubHash, agentID: hubHash, manifestWorkName: name },
      },
      { manager: AGENT, operation: 'Update' },
    );
  }
  return {
    apiVersion,
    kind,
    name: reference.name,
    uid: member.get(reference)?.metadata.uid ?? '',
  };
}

/** Writes what a work has brought to a managed cluster, if the cluster has the kind for it. */
export function recordApplied(
  member: ObjectStore,
  hub: string,
  work: ManifestWork,
): void {
  const reference = appliedReference(hub, work.metadata.name);
  if (!member.registry.findByKind(reference.apiVersion, reference.kind)) return;
  const appliedResources = work.spec.workload.manifests.flatMap(manifest => {
    const { metadata } = manifest;
    const type = member.registry.findByKind(manifest.apiVersion, manifest.kind);
    const live = member.get({
      apiVersion: manifest.apiVersion,
      kind: manifest.kind,
      namespace: metadata.namespace,
      name: metadata.name,
    });
    return type && live?.metadata.uid
      ? [
          {
            group: type.group,
            version: type.version,
            resource: type.plural,
            ...(metadata.namespace && { namespace: metadata.namespace }),
            name: metadata.name,
            uid: live.metadata.uid,
          },
        ]
      : [];
  });
  member.update<AppliedManifestWork>(
    reference,
    draft => {
      draft.status = { appliedResources };
    },
    { manager: AGENT, operation: 'Update', subresource: 'status' },
  );
}
