import {
  boundedName,
  type SubjectReference,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type MapContext,
  type ObjectMetadata,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';

const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';

function ownerIn(group: RegExp, metadata: ObjectMetadata) {
  return metadata.ownerReferences.find(({ apiVersion }) =>
    group.test(apiVersion),
  );
}

/** The cluster that machines belong to, by what the hub calls it: names are unique in a namespace. */
export function readSubject(
  metadata: ObjectMetadata,
  clusterName: string | undefined,
  context: MapContext,
): SubjectReference {
  const owner = ownerIn(/^cluster\.x-k8s\.io\//, metadata);
  const name =
    clusterName ||
    metadata.labels[CLUSTER_NAME_LABEL] ||
    (owner?.kind === 'Cluster' ? owner.name : undefined);
  if (!name) return { type: 'none' };
  return withoutUndefined({
    type: 'reference' as const,
    name: boundedName(name),
    namespace: context.source.namespace,
  });
}

/** The object of Cluster API that this one is part of. */
export function readParent(metadata: ObjectMetadata, context: MapContext) {
  const owner = ownerIn(/^(?:[\w-]+\.)*cluster\.x-k8s\.io\//, metadata);
  return owner
    ? withoutUndefined({
        kind: boundedName(owner.kind),
        namespace: context.source.namespace,
        name: boundedName(owner.name),
      })
    : undefined;
}
