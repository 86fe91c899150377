import path from 'node:path';
import { InputError } from '@backstage/errors';
import { isMap } from 'yaml';
import type { Changes } from '../../workspace';
import { kustomizationOf, textsOf, type Json } from '../../yaml';
import { documentsIn } from '../places';

/** A kustomization, of those that a folder is built from. */
export type Layer = {
  file: string;
  folder: string;
  /** It is in the folder of the delivery, and so of nobody else. */
  isOwn: boolean;
  said: { [key: string]: Json };
  /** The files of objects that it lists. */
  files: string[];
  /** What it lists, and nobody could read: it may have any object. */
  unread: string[];
};

const MOST = 50;
const REMOTE = /:\/\/|^git@|\?|^(?:github\.com|gitlab\.com|bitbucket\.org)\//;
const YAML = /\.ya?ml$|\.json$/;

/**
 * The kustomizations that a folder is built from: the one that is applied last comes first.
 *
 * @returns nothing where the folder has none
 */
export async function layersOf(
  changes: Changes,
  folder: string,
): Promise<Layer[] | undefined> {
  const own = path.posix.normalize(folder).replace(/\/$/, '');
  const layers: Layer[] = [];
  const seen = new Set<string>();

  async function add(at: string): Promise<boolean> {
    const found = await readKustomization(changes, at);
    if (!found) return false;
    if (seen.has(found.file)) return true;
    seen.add(found.file);
    if (seen.size > MOST) {
      throw new InputError(
        `More than ${MOST} kustomizations make up '${folder}'. Edit it by hand.`,
      );
    }
    const { file, said } = found;
    const layer: Layer = {
      file,
      folder: at,
      isOwn: own === '.' || at === own || at.startsWith(`${own}/`),
      said,
      files: [],
      unread: [],
    };
    layers.push(layer);
    for (const each of textsOf(said.components).reverse()) {
      await addFolder(layer, each);
    }
    for (const key of ['resources', 'bases']) {
      for (const each of textsOf(said[key])) {
        const target = inRepository(at, each);
        if (target !== undefined && YAML.test(each)) layer.files.push(target);
        else await addFolder(layer, each);
      }
    }
    if (said.helmCharts !== undefined) layer.unread.push('helmCharts');
    return true;
  }

  async function addFolder(layer: Layer, entry: string): Promise<void> {
    const target = inRepository(layer.folder, entry);
    if (target === undefined || !(await add(target))) layer.unread.push(entry);
  }

  return (await add(own)) ? layers : undefined;
}

/** Where an entry of a kustomization leads; nothing where that is not in the repository. */
export function inRepository(
  folder: string,
  entry: string,
): string | undefined {
  if (REMOTE.test(entry) || path.posix.isAbsolute(entry)) return undefined;
  const target = path.posix.join(folder, entry).replace(/\/$/, '');
  return target === '..' || target.startsWith('../') ? undefined : target;
}

async function readKustomization(
  changes: Changes,
  folder: string,
): Promise<{ file: string; said: { [key: string]: Json } } | undefined> {
  const found = await kustomizationOf(changes, folder);
  if (!found) return undefined;
  const { file, text } = found;
  const documents = documentsIn(file, text);
  const [first] = documents;
  if (documents.length !== 1 || !isMap(first.document.contents)) {
    throw new InputError(`'${file}' is no kustomization of one document.`);
  }
  return { file, said: first.document.toJS() };
}
