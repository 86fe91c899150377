import { isDigest } from '@fleetview/backstage-plugin-fleet-common';
import { parseImageReference } from '@fleetview/backstage-plugin-fleet-node';

/** What dockershim put before references that can be pulled. Before ids of images it put `docker://`. */
const PULLABLE = 'docker-pullable://';

const DEFAULT_REGISTRY = 'docker.io';

/**
 * The digest of the manifest that a kubelet tells as a container's `imageID`, where that is
 * one of a repository that was asked for. containerd, CRI-O and dockershim tell
 * `repository@digest` of what was pulled: of an image for several platforms the index or
 * the manifest of the platform, as the runtime keeps it. Where they have none, as of what was
 * loaded by hand, they tell the id of the image, which no registry knows it by; and one image
 * with several names is told by any of them.
 *
 * @param asked - references that the container may have been asked for by
 */
export function readDigest(
  imageId: string | undefined,
  asked: readonly (string | undefined)[],
): string | undefined {
  if (!imageId) return undefined;
  const told = imageId.startsWith(PULLABLE)
    ? imageId.slice(PULLABLE.length)
    : imageId;
  const reference = parseImageReference(told);
  if (!isDigest(reference?.digest)) return undefined;
  const repository = fullRepository(told);
  return asked.some(each => each && fullRepository(each) === repository)
    ? reference.digest
    : undefined;
}

/** A repository with the registry that is meant where none is written. */
function fullRepository(reference: string): string | undefined {
  const repository = parseImageReference(reference)?.repository;
  if (repository === undefined) return undefined;
  const [first, ...rest] = repository.split('/');
  const isRegistry = rest.length > 0 && /[.:]|^localhost$/.test(first);
  if (!isRegistry) {
    return [
      DEFAULT_REGISTRY,
      ...(rest.length > 0 ? [] : ['library']),
      repository,
    ].join('/');
  }
  return first === 'index.docker.io'
    ? [DEFAULT_REGISTRY, ...rest].join('/')
    : repository;
}
