import { BuildError } from './BuildError';
import { builtObjects, containersOf } from './builtObjects';
import type { GitSnapshot } from './GitSnapshot';
import { kustomizationOf } from './kustomization';
import { transformImage } from './transformImages';

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/**
 * The image that a folder gives to a workload: to its container of the same name, or else
 * to its first.
 *
 * @param options.image - what it is where the folder has no such workload
 * @throws BuildError
 */
export function builtImage(
  snapshot: GitSnapshot,
  folder: string,
  options: { workload: string; image: string },
): string {
  const kustomization = kustomizationOf(snapshot, folder);
  if (!kustomization) {
    throw new BuildError(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${folder}'`,
    );
  }
  const { workload } = options;
  const found = builtObjects(snapshot, folder).find(
    ({ kind, metadata }) => WORKLOADS.has(kind) && metadata.name === workload,
  );
  const containers = found ? containersOf(found) : [];
  const container =
    containers.find(({ name }) => name === workload) ?? containers[0];
  return typeof container?.image === 'string'
    ? container.image
    : transformImage(options.image, kustomization, folder);
}
