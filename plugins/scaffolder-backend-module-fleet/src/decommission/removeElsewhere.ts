import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isError } from '@backstage/errors';
import type { Changes } from '../workspace';
import {
  editFile,
  isKustomization,
  objectOf,
  unlist,
  unlistInKustomization,
} from '../yaml';
import { deletesMachines, isOfCluster } from './isOfCluster';
import { isAt, namesCluster } from './references';
import type { Removal } from './Removal';
import { removePlaces, type Named } from './removePlaces';

type Context = {
  folder: string;
  /** The folder of the cluster. */
  own: string;
  /** The file of its Resource. */
  resource: string;
  cluster: Named;
};

/** What was found of the cluster in files of others. */
type Found = Pick<Removal, 'removed' | 'left' | 'machines'> & {
  objects: number;
  places: number;
};

/** Takes a cluster out of files that have other things as well. */
export async function removeElsewhere(
  changes: Changes,
  context: Context,
  outside: readonly (readonly [file: string, text: string])[],
  removal: Removal,
): Promise<void> {
  const { name, server } = context.cluster;
  let [objects, places] = [0, 0];
  for (const [file, text] of outside) {
    const isNamed =
      text.includes(name) || (server !== undefined && text.includes(server));
    if (!isNamed) continue;
    await setImmediate();
    try {
      const found = await removeIn(changes, file, context);
      removal.removed.push(...found.removed);
      removal.left.push(...found.left);
      removal.machines.push(...found.machines);
      objects += found.objects;
      places += found.places;
    } catch (error) {
      if (!isError(error) || error.name !== 'InputError') throw error;
      if (!namesCluster(text, context.cluster)) continue;
      removal.left.push(
        `'${file}' may name the cluster, and stays: ${error.message}`,
      );
    }
  }
  if (objects === 0) {
    removal.missing.push(
      'No object that registers it in another file of the folders of clusters and of the catalog.',
    );
  }
  if (places === 0) {
    removal.missing.push(
      'No element of an ApplicationSet, target of Rancher Fleet, or name in a policy of Karmada or a placement of Open Cluster Management.',
    );
  }
}

async function removeIn(
  changes: Changes,
  file: string,
  { folder, own, resource, cluster }: Context,
): Promise<Found> {
  const found: Found = {
    ...{ removed: [], left: [], machines: [] },
    ...{ objects: 0, places: 0 },
  };
  const text = await changes.read(file);
  if (text === undefined) return found;
  const isRegistry = ['clusters', 'catalog'].some(part =>
    isAt(file, path.posix.join(folder, part)),
  );
  const edited = editFile(file, text, document => {
    const object = objectOf(document);
    if (object && isRegistry && isOfCluster(object, document, cluster.name)) {
      found.objects++;
      found.removed.push(`The ${object.kind} '${object.name}' in '${file}'.`);
      if (deletesMachines(object, document)) {
        found.machines.push(`${object.kind} ${object.name}`);
      }
      return 'drop';
    }
    const { removed, left } = removePlaces(file, document, cluster, resource);
    found.places += removed.length + left.length;
    found.removed.push(...removed);
    found.left.push(...left);
    return removed.length > 0 ? 'changed' : 'keep';
  });
  if (edited === undefined) {
    changes.delete(file, text);
    await unlistInKustomization(changes, file);
    return found;
  }
  const listed = isKustomization(file)
    ? unlist(file, edited, entry => isLine(file, entry, { own, resource }))
    : undefined;
  if (listed !== undefined) found.removed.push(`Its line in '${file}'.`);
  const now = listed ?? edited;
  if (now !== text) changes.write(file, now);
  return found;
}

/** Whether a line applies the cluster's folder or its Resource; of the folder above, or what is in it. */
function isLine(
  file: string,
  entry: string,
  { own, resource }: Pick<Context, 'own' | 'resource'>,
): boolean {
  if (entry === '') return false;
  const folder = path.posix.dirname(file);
  const to = path.posix.join(folder, entry).replace(/\/$/, '');
  return folder === path.posix.dirname(own)
    ? isAt(to, own)
    : to === own || to === resource;
}
