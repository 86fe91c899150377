import path from 'node:path';
import {
  catalogEntity,
  fluxLayout,
  labelsOf,
  said,
  type ClusterFile,
  type Manifest,
} from '../clusters';
import { clusterObjects } from './clusterObjects';
import type { ClusterProvision } from './ClusterProvision';

/** Where the Flux of the management cluster knows the repository. */
const FLUX_NAMESPACE = 'flux-system';

/**
 * The files that make a cluster, in the layout of those that register one.
 *
 * @param folder - from the root of the repository; a `.` where it is that
 * @returns with paths from the root of the repository
 */
export function provisionFiles(
  provision: ClusterProvision,
  folder: string,
): ClusterFile[] {
  const { name, namespace, delivery } = provision;
  const files: ClusterFile[] = [
    {
      path: `clusters/${name}/cluster-api.yaml`,
      mode: 'own',
      documents: clusterObjects(provision),
    },
    ...(delivery === 'flux'
      ? fluxLayout(
          {
            name,
            namespace,
            overlay: name,
            labels: labelsOf(provision),
            // Cluster API makes the Secret that a hub's Flux signs in by.
            isOfHub: true,
            sourceNamespace:
              namespace === FLUX_NAMESPACE ? undefined : FLUX_NAMESPACE,
          },
          folder,
        )
      : []),
    {
      path: `catalog/clusters/${name}.yaml`,
      mode: 'own',
      documents: [catalogEntity(provision)],
    },
  ];
  return files.map(file => ({
    ...file,
    path: path.posix.join(folder, file.path),
    documents: file.documents.map(each => said(each) as Manifest),
  }));
}
