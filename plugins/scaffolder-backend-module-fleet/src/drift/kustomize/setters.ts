import { InputError } from '@backstage/errors';
import type { PathStep } from '@fleetview/backstage-plugin-fleet-common';
import { isScalar } from 'yaml';
import { imageOf, type Image } from '../../images';
import type { Changes } from '../../workspace';
import { mapsOf, textOf, textsOf, type Json } from '../../yaml';
import { readPlace, setAt, setPresent, type Place } from '../places';
import type { Wanted } from '../wanted';
import { inRepository, type Layer } from './layersOf';

/** Writes the live value where something sets it. */
export type Setter = () => Promise<string>;

const IN_GENERAL = ['replacements', 'vars', 'transformers'] as const;

/** @throws InputError where a kustomization has what may set anything */
export function refuseWhatSetsAnything({ said, file }: Layer): void {
  const found = IN_GENERAL.find(key => said[key] !== undefined);
  if (found) {
    throw new InputError(
      `'${file}' has '${found}', which may set it as well. Edit it by hand.`,
    );
  }
}

/** @throws InputError where a kustomization gives all of its objects the label or annotation */
export function refuseWhatAllHave({ said, file }: Layer, wanted: Wanted): void {
  const [above, last] = wanted.steps.slice(-2).map(fieldOf);
  if (last === undefined) return;
  const maps =
    above === 'labels'
      ? [said.commonLabels, ...mapsOf(said.labels).map(({ map }) => map.pairs)]
      : [above === 'annotations' ? said.commonAnnotations : undefined];
  for (const map of maps) {
    if (typeof map === 'object' && map !== null && Object.hasOwn(map, last)) {
      throw new InputError(
        `'${file}' gives it to all of its objects. Edit it by hand, if they are all meant.`,
      );
    }
  }
}

/** An entry of `images` changes every container that has the image. */
export async function imageSetter(
  changes: Changes,
  layer: Layer,
  wanted: Wanted,
  base: Json | undefined,
): Promise<Setter | undefined> {
  if (fieldOf(wanted.steps.at(-1)) !== 'image') return undefined;
  const { file, said } = layer;
  const live = imageOf(wanted.live);
  const desired = imageOf(wanted.desired);
  const below = imageOf(base);
  const own = mapsOf(said.images).filter(({ map }) => {
    const name = textOf(map.name);
    const shown = textOf(map.newName) || name;
    return name === below?.name || shown === (desired ?? live)?.name;
  });
  if (own.length === 0) return undefined;
  const refuse = (because: string) =>
    new InputError(
      `'images' of '${file}' has an entry of this image, ${because}. Edit it by hand.`,
    );
  if (own.length > 1) throw refuse('and another');
  if (!live || !desired) throw refuse('and what it was to be is not known');
  const [{ index }] = own;
  const place: Place = { file, index: 0 };
  const document = await readPlace(changes, place);
  const written = (key: string) => {
    const node = document.getIn(['images', index, key], true);
    return isScalar(node) ? String(node.source ?? node.value) : undefined;
  };
  const [name, newName, newTag, digest] = [
    'name',
    'newName',
    'newTag',
    'digest',
  ].map(written);
  const there: Image = {
    name: newName ?? name ?? '',
    ...(newTag !== undefined ? { tag: newTag } : {}),
    ...(digest !== undefined ? { digest } : {}),
  };
  if (newTag === undefined && digest === undefined && below) {
    if (below.tag !== undefined) there.tag = below.tag;
    if (below.digest !== undefined) there.digest = below.digest;
  }
  const is = (image: Image) =>
    image.name === there.name &&
    image.tag === there.tag &&
    image.digest === there.digest;
  return async () => {
    if (is(live)) return `'images' of '${file}' say so already.`;
    if (!is(desired)) {
      throw refuse('which says something else than what was last applied');
    }
    const edits: [string, string][] = [];
    if (live.name !== there.name) edits.push(['newName', live.name]);
    for (const [key, field, now] of [
      ['tag', 'newTag', newTag],
      ['digest', 'digest', digest],
    ] as const) {
      const value = live[key];
      if (value === there[key]) continue;
      if (value === undefined || now === undefined) {
        throw refuse(`which has no '${field}' that could be changed alone`);
      }
      edits.push([field, value]);
    }
    for (const [field, value] of edits) {
      await setAt(changes, place, ['images', index, field], value);
    }
    return `'images' of '${file}' say it, for every container that has this image.`;
  };
}

/** The kinds that an entry of `replicas` is of. */
const COUNTED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet']);

/** An entry of `replicas`. */
export function replicasSetter(
  changes: Changes,
  layer: Layer,
  wanted: Wanted,
  resource: { kind: string },
  names: ReadonlySet<string>,
): Setter | undefined {
  if (!COUNTED.has(resource.kind)) return undefined;
  const [first, second, ...more] = wanted.steps.map(fieldOf);
  if (first !== 'spec' || second !== 'replicas' || more.length > 0) {
    return undefined;
  }
  const own = mapsOf(layer.said.replicas).filter(({ map }) =>
    names.has(textOf(map.name)),
  );
  const last = own.at(-1);
  if (!last) return undefined;
  const { index, map } = last;
  return () =>
    setPresent(
      changes,
      { file: layer.file, index: 0 },
      ['replicas', index, 'count'],
      map.count,
      wanted,
    );
}

const HASH = /-[a-z0-9]{10}$/;

/** What a ConfigMap is made of: a literal, or a file. */
export async function generatorSetter(
  changes: Changes,
  layer: Layer,
  wanted: Wanted,
  resource: { kind: string },
  names: ReadonlySet<string>,
): Promise<Setter | undefined> {
  const [data, key, ...more] = wanted.steps.map(fieldOf);
  if (
    resource.kind !== 'ConfigMap' ||
    data !== 'data' ||
    key === undefined ||
    more.length > 0
  ) {
    return undefined;
  }
  const bare = new Set(
    [...names].flatMap(each => [each, each.replace(HASH, '')]),
  );
  const { file, folder } = layer;
  const refuse = (because: string) =>
    new InputError(
      `'configMapGenerator' of '${file}' makes it ${because}. Edit it by hand.`,
    );
  for (const { map, index } of mapsOf(layer.said.configMapGenerator)) {
    if (!bare.has(textOf(map.name))) continue;
    const literal = [...textsOf(map.literals).entries()].find(([, text]) =>
      text.startsWith(`${key}=`),
    );
    if (literal) {
      const [at, text] = literal;
      const present = text.slice(key.length + 1);
      const { live } = wanted;
      // Quotes around it are none of the value's.
      if (typeof live !== 'string' || /^["']|["']$/.test(present + live)) {
        throw refuse('of a text in quotes');
      }
      const { desired } = wanted;
      return () =>
        setPresent(
          changes,
          { file, index: 0 },
          ['configMapGenerator', index, 'literals', at],
          text,
          {
            ...wanted,
            live: `${key}=${live}`,
            ...(desired === undefined ? {} : { desired: `${key}=${desired}` }),
          },
        );
    }
    const own = textsOf(map.files).find(entry => {
      const [name, ...rest] = entry.split('=');
      return rest.length > 0 ? name === key : entry.split('/').at(-1) === key;
    });
    if (own !== undefined) {
      const target = inRepository(folder, own.slice(own.indexOf('=') + 1));
      return () => setFile(changes, layer, target, wanted, refuse);
    }
    if (map.envs !== undefined || map.env !== undefined) {
      throw refuse('of files of variables');
    }
  }
  return undefined;
}

async function setFile(
  changes: Changes,
  layer: Layer,
  target: string | undefined,
  { live, desired }: Wanted,
  refuse: (because: string) => Error,
): Promise<string> {
  const isBelow =
    target !== undefined &&
    (layer.folder === '.' || target.startsWith(`${layer.folder}/`));
  const text = isBelow ? await changes.read(target) : undefined;
  if (target === undefined || text === undefined || typeof live !== 'string') {
    throw refuse('of a file that is not below it');
  }
  if (text === live) return `'${target}' says so already.`;
  if (text !== desired) {
    throw refuse('of a file that says something else than was last applied');
  }
  changes.write(target, live);
  return `'${target}' says it.`;
}

function fieldOf(step: PathStep | undefined): string | undefined {
  return step && 'field' in step ? step.field : undefined;
}
