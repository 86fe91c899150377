import { setImmediate } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import { checkFile, kindOf, Manifest } from '../manifests';
import type { Changes } from '../workspace';
import { findObjects, unreadWords, type FoundObject } from '../yaml';
import { TRAFFIC_KINDS, type RouteObject, type TrafficName } from './kinds';
import type { Route } from './Route';

/** Which routes are meant. */
export type WhichRoutes = {
  traffic: TrafficName;
  /** The folder that they are in. */
  folder: string;
  /** Of the object; of records the host. */
  name: string;
  namespace?: string;
  /** Whether all that have the name are meant, where each is of itself. */
  all: boolean;
};

/**
 * The routes of a repository that are meant.
 *
 * @throws InputError where there are none, or more than may be meant
 */
export async function readRoutes(
  which: WhichRoutes,
  changes: Changes,
): Promise<{ routes: Route[]; notes: string[] }> {
  const { traffic, folder, name, namespace } = which;
  const kind = TRAFFIC_KINDS[traffic];
  const tree = await changes.tree(folder);
  const { found, unread } = await findObjects(
    tree,
    name,
    object =>
      kind.kinds.includes(kindOf(object)) &&
      (kind.byHost || object.name === name) &&
      (!namespace || !object.namespace || object.namespace === namespace),
  );
  const words = kind.kinds.map(each => each.split('.')[0]).join(', ');
  const what = kind.byHost
    ? `weighted record of '${name}' in ${words}`
    : `${words} '${name}'`;
  const objects: RouteObject[] = [];
  for (const each of found) {
    // Others have their turn: parsing takes its time.
    await setImmediate();
    objects.push(objectOf(each, tree.files.get(each.file) ?? ''));
  }
  const isMany = objects.length > 1 && !kind.isOfAll && !which.all;
  if (isMany) {
    throw new InputError(
      `There are ${objects.length} of ${what} below '${folder}': in ${objects
        .slice(0, 10)
        .map(({ file }) => `'${file}'`)
        .join(
          ', ',
        )}. Name the folder or the namespace of the one that is meant, or say 'all' where all are.`,
    );
  }
  const routes = kind.routesOf(objects, name);
  if (routes.length === 0) {
    throw new InputError(
      `There is no ${what} below '${folder}' of what was fetched of the repository. Name the folder that has it, and fetch it in a step before.${unreadWords(
        unread,
      )}`,
    );
  }
  return {
    routes,
    // What is in these may share the traffic as well.
    notes: unread.size > 0 ? [unreadWords(unread).trim()] : [],
  };
}

function objectOf(
  { file, index, object }: FoundObject,
  text: string,
): RouteObject {
  checkFile(file, 'objects');
  const manifest = new Manifest(file, text, index);
  return { file, index, object, value: path => manifest.value(path) };
}
