import path from 'node:path';
import { ANNOTATION_CLUSTER_ID } from '@fleetview/backstage-plugin-fleet-common';
import type { Changes, Tree } from '../workspace';
import { parseDocuments } from '../yaml';
import { checkOfOne } from './checkOfOne';
import { machinesOf } from './machinesOf';
import { nameWhatIsLeft } from './nameWhatIsLeft';
import { otherOverlays, overlaysOf } from './overlaysOf';
import { isAt } from './references';
import type { Removal } from './Removal';
import { removeElsewhere } from './removeElsewhere';
import { removeFolder } from './removeFolder';
import { removeResource } from './removeResource';
import { sharedOf } from './sharedOf';

const API_SERVER = 'kubernetes.io/api-server';

/**
 * Takes a cluster out of what was fetched of a repository: its folder, its overlays, its Resource,
 * what registers it elsewhere, and its places. What something else leads to stays.
 *
 * @param folder - of the repository, as `checkFolder` returns it
 * @throws InputError where there is more than can be looked at: that may have places; ConflictError
 *   where its folder is of other clusters as well
 */
export async function removeCluster(
  changes: Changes,
  folder: string,
  name: string,
): Promise<Removal> {
  const tree = await changes.tree(folder);
  const own = path.posix.join(folder, 'clusters', name);
  const resource = path.posix.join(
    folder,
    'catalog',
    'clusters',
    `${name}.yaml`,
  );
  checkOfOne(tree, own, name);
  const overlays = overlaysOf(
    [...tree.files.keys(), ...tree.unread.keys()],
    name,
  );
  const gone = [own, ...overlays, resource];
  const outside = [...tree.files].filter(
    ([file]) => !gone.some(place => isAt(file, place)),
  );
  const removal: Removal = {
    removed: [],
    missing: [],
    left: otherOverlays(tree, own, name),
    machines: machinesOf(tree, [own, ...overlays]),
    ...resourceOf(tree.files.get(resource)),
  };
  const shared = await sharedOf(tree, outside, [own, ...overlays], own);
  for (const place of [own, ...overlays]) {
    await removeFolder(changes, place, shared, removal);
  }
  if (overlays.length === 0) {
    removal.missing.push(`No folder 'overlays/${name}'.`);
  }
  await removeResource(changes, resource, name, removal);
  await removeElsewhere(
    changes,
    { folder, own, resource, cluster: { name, server: removal.server } },
    outside,
    removal,
  );
  await nameWhatIsLeft(changes, folder, name, removal);
  addUnread(tree, gone, removal);
  return removal;
}

/** What the Resource says of its cluster, where it is there. */
function resourceOf(
  text: string | undefined,
): Pick<Removal, 'clusterId' | 'server'> {
  const documents = parseDocuments(text ?? '', { onlyToSearch: true });
  if ('because' in documents) return {};
  const annotation = (key: string) => {
    const value = documents[0]?.document.getIn([
      'metadata',
      'annotations',
      key,
    ]);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    clusterId: annotation(ANNOTATION_CLUSTER_ID),
    server: annotation(API_SERVER)?.replace(/\/+$/, ''),
  };
}

/** What was not read may have places. */
function addUnread(
  { unread }: Tree,
  gone: readonly string[],
  { left }: Removal,
): void {
  for (const [file, because] of unread) {
    if (gone.some(place => isAt(file, place))) continue;
    left.push(
      `'${file}' was not looked at (${because}): whether it names the cluster is not known.`,
    );
  }
}
