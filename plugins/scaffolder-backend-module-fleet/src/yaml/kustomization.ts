import path from 'node:path';
import { isCollection, isMap, isScalar, isSeq, YAMLSeq } from 'yaml';
import type { Document } from 'yaml';
import type { Changes } from '../workspace';
import { editFile } from './editFile';
import { refuseAnchors } from './refuseAnchors';

/** The names that kustomize looks for. */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * Lists a file in the kustomization of its folder: what is not listed there is not applied.
 *
 * @param key - `resources` are objects, `patches` change them
 * @returns the kustomization; nothing where the folder has none
 */
export async function listInKustomization(
  changes: Changes,
  key: 'resources' | 'patches',
  file: string,
): Promise<string | undefined> {
  return editKustomization(changes, file, (document, name) => {
    refuseAnchors(document, [key], 'the kustomization');
    const there = document.get(key);
    const list = isSeq(there) ? there : new YAMLSeq();
    if (namesOf(list).includes(name)) return 'keep';
    if (list.items.length === 0) list.flow = false;
    if (key === 'resources') list.add(document.createNode(name));
    else list.add(document.createNode({ path: name }));
    if (!isSeq(there)) document.set(key, list);
    return 'changed';
  });
}

/**
 * Takes a file out of the kustomization of its folder: one that is not there fails the whole. Where
 * nothing is left in a kustomization, kustomize calls it empty and fails to build it: so it is
 * given what changes nothing.
 *
 * @returns the kustomization; nothing where none there lists the file
 */
export async function unlistInKustomization(
  changes: Changes,
  file: string,
): Promise<string | undefined> {
  const name = path.posix.basename(file);
  const found = await kustomizationOf(changes, path.posix.dirname(file));
  if (!found) return undefined;
  const edited = unlist(found.file, found.text, entry => entry === name);
  if (edited === undefined) return undefined;
  changes.write(found.file, edited);
  return found.file;
}

/**
 * Takes entries out of the `resources` of a kustomization.
 *
 * @param isUnlisted - of an entry, without the `./` before it
 * @returns its text; nothing where it has no such entry
 */
export function unlist(
  file: string,
  text: string,
  isUnlisted: (entry: string) => boolean,
): string | undefined {
  let isListed = false;
  const edited = editFile(file, text, (document, index) => {
    if (index !== 0 || !isMap(document.contents)) return 'keep';
    const list = document.get('resources');
    const isOne = (item: unknown) => isUnlisted(nameOf(item) ?? '');
    if (!isSeq(list) || !list.items.some(isOne)) return 'keep';
    refuseAnchors(document, ['resources'], 'the kustomization');
    list.items = list.items.filter(item => !isOne(item));
    isListed = true;
    if (list.items.length === 0) {
      list.flow = true;
      if (isBare(document)) {
        document.set(
          'buildMetadata',
          document.createNode(['originAnnotations'], { flow: true }),
        );
      }
    }
    return 'changed';
  });
  return isListed ? edited : undefined;
}

/** Whether a kustomization says nothing but what it is. */
function isBare({ contents }: Document.Parsed): boolean {
  return (
    isMap(contents) &&
    contents.items.every(({ key, value }) => {
      const isEmpty = isCollection(value)
        ? value.items.length === 0
        : isScalar(value) && value.value === null;
      return (
        isEmpty ||
        (isScalar(key) &&
          ['apiVersion', 'kind', 'metadata'].includes(String(key.value)))
      );
    })
  );
}

/** Whether a file is the kustomization of its folder, by its name. */
export function isKustomization(file: string): boolean {
  return NAMES.includes(path.posix.basename(file));
}

/** The kustomization of a folder; nothing where it has none. */
export async function kustomizationOf(
  changes: Changes,
  folder: string,
): Promise<{ file: string; text: string } | undefined> {
  for (const name of NAMES) {
    const file = path.posix.join(folder, name);
    const text = await changes.read(file);
    if (text !== undefined) return { file, text };
  }
  return undefined;
}

async function editKustomization(
  changes: Changes,
  file: string,
  edit: (document: Document.Parsed, name: string) => 'keep' | 'changed',
): Promise<string | undefined> {
  const found = await kustomizationOf(changes, path.posix.dirname(file));
  if (!found) return undefined;
  const { file: own, text } = found;
  const edited = editFile(own, text, (document, index) =>
    index === 0 && isMap(document.contents)
      ? edit(document, path.posix.basename(file))
      : 'keep',
  );
  if (edited !== undefined) changes.write(own, edited);
  return own;
}

function namesOf(list: YAMLSeq): (string | undefined)[] {
  return list.items.map(nameOf);
}

function nameOf(item: unknown): string | undefined {
  const node = isMap(item) ? item.get('path', true) : item;
  const value = isScalar(node) ? node.value : undefined;
  return typeof value === 'string' ? value.replace(/^\.\//, '') : undefined;
}
