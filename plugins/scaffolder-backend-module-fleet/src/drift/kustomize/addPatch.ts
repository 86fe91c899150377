import path from 'node:path';
import { InputError } from '@backstage/errors';
import { Document } from 'yaml';
import type { Resource } from '../../allowed';
import { fileNameOf, type Changes } from '../../workspace';
import { locate, textOf, type Json } from '../../yaml';
import { nested, readPlace, setAbsent, setAt } from '../places';
import type { Wanted } from '../wanted';
import type { Base } from './findObject';
import type { Layer } from './layersOf';
import type { Patch } from './patchesOf';

/** The kinds of which kustomize knows how lists are merged. */
const MERGED: Readonly<Record<string, string>> = {
  '': 'v1',
  apps: 'apps/v1',
  batch: 'batch/v1',
  policy: 'policy/v1',
  autoscaling: 'autoscaling/v2',
};
const OTHERS: Readonly<Record<string, string>> = {
  'argoproj.io': 'argoproj.io/v1alpha1',
};

/**
 * Says a value in the delivery's own kustomization, where what says it now is not in the
 * delivery's folder, and may be of others as well: in a patch that is there, else in a new one.
 *
 * @param patches - those of the outermost kustomization that are of the object
 * @returns sentences of it
 * @throws InputError where a patch would replace more than the value
 */
export async function addPatch(options: {
  changes: Changes;
  layer: Layer;
  patches: readonly Patch[];
  base: Base | undefined;
  resource: Resource;
  wanted: Wanted;
}): Promise<string[]> {
  const { changes, layer, patches, base, resource, wanted } = options;
  const { group, kind, namespace, name } = resource;
  if (
    !Object.hasOwn(MERGED, group) &&
    wanted.steps.some(step => !('field' in step))
  ) {
    throw new InputError(
      `What says it is not in the folder, and a patch is not written of an item of a list of ${kind}: kustomize would replace the whole list. Edit it by hand.`,
    );
  }
  const there = patches.find(each => each.isOwn && each.form === 'merge');
  if (there) {
    const located = locate(await readPlace(changes, there.place), wanted.steps);
    await setAbsent(changes, there.place, located, wanted, true);
    return [`'${there.place.file}' says it: it is a patch that was there.`];
  }
  if (kind === 'ConfigMap' && !base) {
    throw new InputError(
      'What says it is not in the folder, and the names of ConfigMaps may be made of what is in them. Edit it by hand.',
    );
  }
  const apiVersion = base?.apiVersion ?? MERGED[group] ?? OTHERS[group];
  if (apiVersion === undefined) {
    throw new InputError(
      `What says it is not in the folder, and of the kind ${kind} no patch is written. Edit it by hand.`,
    );
  }
  const file = path.posix.join(
    layer.folder,
    `${fileNameOf(['drift', namespace ?? '', kind, name])}.yaml`,
  );
  if ((await changes.read(file)) !== undefined) {
    throw new InputError(
      `There is a file '${file}' already, which '${layer.file}' does not list as a patch of it. Edit it by hand.`,
    );
  }
  const own = base ? base.name : nameAt(layer, name);
  // Of an object that could not be read its namespace there is not known, but kustomize finds it
  // by its kind and name.
  const entry: Json = {
    path: path.posix.basename(file),
    ...(base ? {} : { target: { kind, name: own } }),
  };
  const list = layer.said.patches;
  const length = Array.isArray(list) ? list.length : undefined;
  const document = new Document({
    apiVersion,
    kind,
    metadata: {
      name: own,
      ...(base?.namespace ? { namespace: base.namespace } : {}),
    },
    ...(nested(wanted.steps, wanted.live) as object),
  });
  await setAt(
    changes,
    { file: layer.file, index: 0 },
    length === undefined ? ['patches'] : ['patches', length],
    length === undefined ? [entry] : entry,
  );
  changes.write(file, document.toString({ lineWidth: 0 }));
  return [
    `'${file}' says it: a new patch, that is listed in '${layer.file}'. What says it now is not in the folder.`,
    ...(base
      ? []
      : [
          `${kind} '${own}' is not in what was fetched, so that nobody looked whether the folder brings it.`,
        ]),
  ];
}

/** What an object is called before the kustomization itself gives names a beginning and an end. */
function nameAt({ said }: Layer, name: string): string {
  const [prefix, suffix] = [textOf(said.namePrefix), textOf(said.nameSuffix)];
  const isLonger = name.length > prefix.length + suffix.length;
  return isLonger && name.startsWith(prefix) && name.endsWith(suffix)
    ? name.slice(prefix.length, name.length - suffix.length)
    : name;
}
