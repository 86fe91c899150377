import path from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import type { Changes } from '../workspace';
import { findObjects, groupOf } from '../yaml';

/** What the usual layout of a repository has overlays of. */
export type LayoutPart = 'infrastructure' | 'apps';

/**
 * Checks that an overlay is that of one cluster alone, as far as the repository says which it
 * gets: what is written into one that others have as well would come to all of these.
 *
 * @param folder - the one that has `clusters` and the others, from the root of the repository
 * @returns the overlay's folder, and what is not certain of it, in words
 * @throws ConflictError where the cluster gets another
 */
export async function checkOverlay(
  changes: Changes,
  folder: string,
  cluster: string,
  part: LayoutPart,
): Promise<{ overlay: string; notes: string[] }> {
  const overlay = path.posix.join(folder, part, 'overlays', cluster);
  const own = path.posix.join(folder, 'clusters', cluster);
  const paths = await appliedPaths(
    changes,
    path.posix.join(folder, 'clusters'),
  );
  if (!paths) {
    return {
      overlay,
      notes: [
        `Below '${folder}' is more than is looked at: whether '${overlay}' is applied on '${cluster}' is not known.`,
      ],
    };
  }
  const ofPart = paths.filter(({ applied }) =>
    `${applied}/`.startsWith(`${path.posix.join(folder, part, 'overlays')}/`),
  );
  const ofCluster = ofPart.filter(({ file }) => file.startsWith(`${own}/`));
  const other = ofCluster.find(({ applied }) => applied !== overlay);
  if (other && !ofCluster.some(({ applied }) => applied === overlay)) {
    throw new ConflictError(
      `'${other.file}' has '${cluster}' get '${other.applied}', and not '${overlay}'. Give the cluster an overlay of its own there first, or write it elsewhere.`,
    );
  }
  const shared = ofPart.find(
    ({ file, applied }) => applied === overlay && !file.startsWith(`${own}/`),
  );
  if (shared) {
    throw new ConflictError(
      `'${shared.file}' gets '${overlay}' as well, so that it is not of '${cluster}' alone. Give it an overlay of its own there first.`,
    );
  }
  return {
    overlay,
    notes:
      ofCluster.length > 0
        ? []
        : [
            `Nothing below '${own}' says that '${overlay}' is applied on '${cluster}': check what does.`,
          ],
  };
}

/** The folders that Kustomizations of Flux apply; nothing where there are too many files. */
async function appliedPaths(changes: Changes, clusters: string) {
  const tree = await changes.tree(clusters).catch(error => {
    if (error instanceof InputError) return undefined;
    throw error;
  });
  if (!tree) return undefined;
  const { found } = await findObjects(
    tree,
    'overlays/',
    ({ apiVersion, kind }) =>
      kind === 'Kustomization' &&
      groupOf(apiVersion) === 'kustomize.toolkit.fluxcd.io',
  );
  return found.flatMap(({ file, document }) => {
    const applied = document.getIn(['spec', 'path']);
    return typeof applied === 'string'
      ? [{ file, applied: path.posix.join('.', applied).replace(/\/$/, '') }]
      : [];
  });
}
