import { InputError } from '@backstage/errors';
import type { Resource } from '../../allowed';
import { locate } from '../../yaml';
import type { Changes } from '../../workspace';
import { setAbsent, setPresent } from '../places';
import type { Wanted } from '../wanted';
import { addPatch } from './addPatch';
import { findObject, type Base } from './findObject';
import { layersOf, type Layer } from './layersOf';
import { checkNamespace, namesOf } from './names';
import { operationSetter } from './operations';
import { patchesOf, type Patch } from './patchesOf';
import {
  generatorSetter,
  imageSetter,
  refuseWhatAllHave,
  refuseWhatSetsAnything,
  replicasSetter,
  type Setter,
} from './setters';

type Kustomized = {
  changes: Changes;
  layers: readonly Layer[];
  resource: Resource;
  names: ReadonlySet<string>;
  base: Base | undefined;
};

/**
 * Writes a live value where the kustomizations of a folder set it last. What is outside of the
 * folder stays as it is, since others may be made of it: there a patch in the folder says it.
 *
 * @returns sentences of it; nothing where the folder has no kustomization
 * @throws InputError where it cannot be told what sets it, or where that cannot be edited
 */
export async function adoptInKustomization(
  changes: Changes,
  folder: string,
  resource: Resource,
  wanted: Wanted,
): Promise<string[] | undefined> {
  const layers = await layersOf(changes, folder);
  if (!layers) return undefined;
  checkNamespace(layers, resource);
  const names = namesOf(layers, resource);
  const base = await findObject(changes, layers, resource, names);
  const kustomized = { changes, layers, resource, names, base };
  const set = await setIn(kustomized, wanted);
  if (set) return [await set()];
  const isMade = layers.some(({ said }) => said.configMapGenerator);
  const unread = layers.flatMap(each => each.unread);
  if (
    !base &&
    unread.length === 0 &&
    !(isMade && resource.kind === 'ConfigMap')
  ) {
    throw new InputError(
      `Nothing that '${layers[0].file}' lists is ${resource.kind} '${resource.name}'. Name the folder that brings it.`,
    );
  }
  if (base?.layer.isOwn && isBelow(base.place.file, layers[0].folder)) {
    if (!wanted.isExtra) {
      throw new InputError(
        `'${base.place.file}' does not say it, and what was last applied did: Git has moved on, or something else sets it.`,
      );
    }
    await setAbsent(
      changes,
      base.place,
      locate(base.document, wanted.steps),
      wanted,
      false,
    );
    return [`'${base.place.file}' says it.`];
  }
  const [layer] = layers;
  return addPatch({
    changes,
    layer,
    patches: await patchesOf(changes, layers, layer, resource, names),
    base,
    resource,
    wanted,
  });
}

/** What sets it last, where that is in the folder; nothing where a patch has to be added. */
async function setIn(
  kustomized: Kustomized,
  wanted: Wanted,
): Promise<Setter | undefined> {
  for (const layer of kustomized.layers) {
    // Of what is elsewhere it only counts whether something may set it.
    const set = await setterIn(kustomized, layer, wanted).catch(error => {
      if (layer.isOwn) throw error;
      return 'elsewhere' as const;
    });
    if (set) return layer.isOwn && set !== 'elsewhere' ? set : undefined;
  }
  return undefined;
}

async function setterIn(
  { changes, layers, resource, names, base }: Kustomized,
  layer: Layer,
  wanted: Wanted,
): Promise<Setter | 'elsewhere' | undefined> {
  refuseWhatSetsAnything(layer);
  const below = base && locate(base.document, wanted.steps);
  const set =
    (await imageSetter(changes, layer, wanted, below?.value)) ??
    replicasSetter(changes, layer, wanted, resource, names);
  if (set) return set;
  refuseWhatAllHave(layer, wanted);
  for (const patch of await patchesOf(
    changes,
    layers,
    layer,
    resource,
    names,
  )) {
    const own = patchSetter(changes, patch, base, wanted);
    if (own) return patch.isOwn ? own : 'elsewhere';
  }
  const made = await generatorSetter(changes, layer, wanted, resource, names);
  if (made) return made;
  if (base?.layer !== layer || !below || below.rest.length > 0) {
    return undefined;
  }
  const { path, value = null } = below;
  const isIn = isBelow(base.place.file, layers[0].folder);
  return isIn
    ? () => setPresent(changes, base.place, path, value, wanted)
    : 'elsewhere';
}

function patchSetter(
  changes: Changes,
  patch: Patch,
  base: Base | undefined,
  wanted: Wanted,
): Setter | undefined {
  if (patch.form === 'operations') {
    return operationSetter(changes, patch, base, wanted);
  }
  const { path, rest, value } = locate(patch.document, wanted.steps);
  return rest.length > 0 || value === undefined
    ? undefined
    : () => setPresent(changes, patch.place, path, value, wanted);
}

function isBelow(file: string, folder: string): boolean {
  return folder === '.' || file.startsWith(`${folder}/`);
}
