import path from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import type { Changes, Tree } from '../workspace';
import { findObjects, unreadWords } from '../yaml';
import type { ClusterFile, ClusterRegistration } from './ClusterRegistration';

const API_SERVER = 'kubernetes.io/api-server';

/**
 * One cluster that is registered twice is two clusters to engines, and one object in two files is
 * applied by turns.
 *
 * @returns what could not be looked at, in words
 * @throws ConflictError where another file has an object of these, or the same address
 */
export async function checkNotRegistered(
  { name, server }: Pick<ClusterRegistration, 'name' | 'server'>,
  changes: Changes,
  folder: string,
  files: readonly ClusterFile[],
): Promise<string[]> {
  const notes: string[] = [];
  const treeOf = async (own: string): Promise<Tree> => {
    const at = path.posix.join(folder, own);
    try {
      return await changes.tree(at);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      notes.push(
        `Below '${at}' is more than is looked at: whether the cluster is registered there otherwise is not known.`,
      );
      return { files: new Map(), unread: new Map() };
    }
  };
  const clusters = await treeOf('clusters');
  const catalog = await treeOf('catalog');
  const unread = new Map([...clusters.unread, ...catalog.unread]);
  const told = () => [...notes, unreadWords(unread).trim()].filter(Boolean);
  for (const { path: file, documents } of files) {
    for (const { apiVersion, kind, metadata } of documents) {
      if (!metadata) continue;
      // Each cluster that has its own Flux has these.
      const isOfEach =
        kind === 'Kustomization' &&
        ['infrastructure', 'apps'].includes(metadata.name);
      if (isOfEach) continue;
      const group = apiVersion.split('/')[0];
      const looked = await findObjects(
        kind === 'Resource' ? catalog : clusters,
        metadata.name,
        object =>
          object.kind === kind &&
          object.apiVersion.split('/')[0] === group &&
          object.name === metadata.name &&
          (object.namespace ?? metadata.namespace) === metadata.namespace,
      );
      for (const [own, because] of looked.unread) unread.set(own, because);
      const other = looked.found.find(each => each.file !== file);
      if (other) {
        throw new ConflictError(
          `'${other.file}' has the ${kind} '${metadata.name}' already, and '${file}' would have it a second time. Take it out there first, or register the cluster under another name.`,
        );
      }
    }
  }
  if (server === undefined) return told();
  const looked = await findObjects(
    catalog,
    API_SERVER,
    ({ kind, name: own }, document) =>
      kind === 'Resource' &&
      own !== name &&
      sameAddress(
        document.getIn(['metadata', 'annotations', API_SERVER]),
        server,
      ),
  );
  for (const [own, because] of looked.unread) unread.set(own, because);
  const [other] = looked.found;
  if (other) {
    throw new ConflictError(
      `The cluster at '${server}' is registered already, as '${other.object.name}' in '${other.file}'. One cluster is registered once.`,
    );
  }
  return told();
}

function sameAddress(text: unknown, server: string): boolean {
  return (
    typeof text === 'string' &&
    URL.canParse(text) &&
    new URL(text).href.replace(/\/+$/, '') === server
  );
}
