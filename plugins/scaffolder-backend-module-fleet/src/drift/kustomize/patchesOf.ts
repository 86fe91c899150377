import path from 'node:path';
import { InputError } from '@backstage/errors';
import { isMap, isSeq, type Document } from 'yaml';
import type { Resource } from '../../allowed';
import type { Changes } from '../../workspace';
import { groupOf, mapsOf, textOf, textsOf, type Json } from '../../yaml';
import { documentsIn, type Place } from '../places';
import { inRepository, type Layer } from './layersOf';
import { isInNamespace } from './names';

/** A patch of a kustomization: an object in part, or a list of operations (RFC 6902). */
export type Patch = {
  place: Place;
  /** Whether the file that it is in is in the delivery's folder. */
  isOwn: boolean;
  document: Document.Parsed;
  form: 'merge' | 'operations';
  target?: { [key: string]: Json };
};

/** Names that are no patterns. */
const PLAIN = /^[\w-]+(?:\.[\w-]+)*$/;

/**
 * The patches of a kustomization that are of an object: the one that is applied last comes first.
 *
 * @throws InputError where one that may be of it cannot be read, or is of others as well
 */
export async function patchesOf(
  changes: Changes,
  layers: readonly Layer[],
  layer: Layer,
  resource: Resource,
  names: ReadonlySet<string>,
): Promise<Patch[]> {
  const { said, file } = layer;
  const sources = [
    ...mapsOf(said.patchesJson6902)
      .reverse()
      .map(({ map, index }) => ({ map, at: ['patchesJson6902', index] })),
    ...mapsOf(said.patches)
      .reverse()
      .map(({ map, index }) => ({ map, at: ['patches', index] })),
  ];
  const found: Patch[] = [];
  const isOf = (target: { [key: string]: Json } | undefined) =>
    target === undefined || isTarget(target, resource, names);
  for (const { map, at } of sources) {
    const target = objectOf(map.target);
    if (!isOf(target)) continue;
    const inline = textOf(map.patch);
    found.push(
      ...(inline
        ? patchesIn(inline, layer.isOwn, inlineIn(file, [...at, 'patch']))
        : await fromFile(changes, layer, layers, textOf(map.path))
      ).map(each => ({ ...each, ...(target ? { target } : {}) })),
    );
  }
  const merges = textsOf(said.patchesStrategicMerge);
  for (const [index, text] of [...merges.entries()].reverse()) {
    found.push(
      ...(text.includes('\n')
        ? patchesIn(
            text,
            layer.isOwn,
            inlineIn(file, ['patchesStrategicMerge', index]),
          )
        : await fromFile(changes, layer, layers, text)),
    );
  }
  const own = found.filter(each => isOfObject(each, layers, resource, names));
  for (const { target, place } of own) {
    if (target && !isExact(target)) {
      throw new InputError(
        `A patch in '${place.file}' may be of several objects. Edit it by hand.`,
      );
    }
  }
  return own;
}

function inlineIn(file: string, at: (string | number)[]) {
  return (index: number): Place => ({
    file,
    index: 0,
    inline: { path: at, index },
  });
}

async function fromFile(
  changes: Changes,
  layer: Layer,
  layers: readonly Layer[],
  entry: string,
): Promise<Patch[]> {
  const target = inRepository(layer.folder, entry);
  const text = target === undefined ? undefined : await changes.read(target);
  if (target === undefined || text === undefined) {
    throw new InputError(
      `The patch '${entry}' of '${layer.file}' is not in what was fetched of the repository, and may set it. Fetch a folder that has both.`,
    );
  }
  const root = layers[0].folder;
  const isOwn =
    layer.isOwn &&
    (root === '.' || path.posix.join(target).startsWith(`${root}/`));
  return patchesIn(text, isOwn, index => ({ file: target, index }));
}

function patchesIn(
  text: string,
  isOwn: boolean,
  placeOf: (index: number) => Place,
): Patch[] {
  return documentsIn(placeOf(0).file, text)
    .map(({ document }, index): Patch => {
      const form = isSeq(document.contents) ? 'operations' : 'merge';
      return { place: placeOf(index), isOwn, document, form };
    })
    .reverse();
}

/** Whether a patch is, or may be, of an object. */
function isOfObject(
  { document, form, target, place }: Patch,
  layers: readonly Layer[],
  resource: Resource,
  names: ReadonlySet<string>,
): boolean {
  if (target) return true;
  if (form === 'operations' || !isMap(document.contents)) return false;
  const said = document.toJS();
  const isOne =
    said.kind === resource.kind &&
    groupOf(said.apiVersion) === resource.group &&
    names.has(textOf(said.metadata?.name)) &&
    isInNamespace(layers, resource, said.metadata?.namespace);
  if (isOne && JSON.stringify(said).includes('"$patch"')) {
    throw new InputError(
      `A patch in '${place.file}' replaces or deletes parts of it. Edit it by hand.`,
    );
  }
  return isOne;
}

/** Whether a target selects, or may select, an object. What is a pattern may. */
function isTarget(
  target: { [key: string]: Json },
  resource: Resource,
  names: ReadonlySet<string>,
): boolean {
  const { kind, name, group, namespace } = target;
  const may = (said: Json | undefined, is: (text: string) => boolean) =>
    said === undefined ||
    said === '' ||
    typeof said !== 'string' ||
    !PLAIN.test(said) ||
    is(said);
  return (
    may(kind, text => text === resource.kind) &&
    may(name, text => names.has(text)) &&
    may(group, text => text === resource.group) &&
    may(namespace, text => !resource.namespace || text === resource.namespace)
  );
}

/** Whether a target selects one object, and no others. */
function isExact(target: { [key: string]: Json }): boolean {
  const { kind, name } = target;
  return (
    PLAIN.test(textOf(kind)) &&
    PLAIN.test(textOf(name)) &&
    !target.labelSelector &&
    !target.annotationSelector
  );
}

function objectOf(
  value: Json | undefined,
): { [key: string]: Json } | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : undefined;
}
