import type { ClusterRegistration } from './ClusterRegistration';

/** What is still to be done for the catalog and Fleet to know the cluster's Resource. */
export function entityNotes({
  name,
  clusterId,
  authProvider,
}: Pick<ClusterRegistration, 'name' | 'clusterId' | 'authProvider'>): string[] {
  return [
    `The catalog has to read 'catalog/clusters/${name}.yaml': by a location of this repository with 'catalog/clusters/*.yaml'.`,
    ...(clusterId || authProvider
      ? []
      : [
          "Fleet does not know yet that this Resource is of the cluster, and reads no attributes and no owner from it: when the cluster is seen, write its id into the annotation 'fleet.backstage.io/cluster-id'.",
        ]),
  ];
}
