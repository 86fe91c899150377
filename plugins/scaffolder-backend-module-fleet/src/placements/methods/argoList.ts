import { InputError } from '@backstage/errors';
import { isMap } from 'yaml';
import { whyNever } from '../../allowed';
import {
  generatorsOf,
  openObject,
  refuseSecrets,
  type Manifest,
} from '../../manifests';
import { mapsOf, type Json, type YamlPath } from '../../yaml';
import { checkText } from '../checkClusterName';
import { need } from '../need';
import { ofCluster } from '../newValues';
import type { Placed, Placement, Values } from '../Placement';
import { writeNew } from '../writeNew';
import {
  KIND,
  NEW_NOTE,
  newApplicationSet,
  sourceNotes,
} from './applicationSet';
import type { MethodRules } from './MethodRules';

const KEY = /^[A-Za-z_]\w{0,62}$/;

/** An element of a list generator of an ApplicationSet. */
export const argoList: MethodRules = {
  takes: ['file', 'name', 'namespace', 'key', 'values', 'source'],
  needs: ['file'],
  checkCluster: checkText,
  async place(placement, changes): Promise<Placed> {
    const { clusters, key = 'cluster', folder } = placement;
    const file = need(
      placement,
      'file',
      'it is the one of the ApplicationSet.',
    );
    if (!KEY.test(key)) throw new InputError(`'key' is '${key}': no field.`);
    const elements = clusters.map(cluster => ({
      cluster,
      element: elementOf(placement, key, cluster),
    }));
    const text = await changes.read(file);
    if (text === undefined) {
      const made = newApplicationSet(
        placement,
        { list: { elements: elements.map(({ element }) => element) } },
        { name: `{{ .${key} }}`, label: `{{ normalize .${key} }}` },
      );
      const notes = await writeNew(changes, folder, file, [made]);
      return { placed: [...clusters], notes: [...notes, NEW_NOTE] };
    }
    const manifest = openObject(file, text, [KIND], placement);
    const done: Placed = {
      placed: [],
      notes: sourceNotes(placement, manifest),
    };
    for (const { cluster, element } of elements) {
      const lists = listsOf(manifest);
      if (lists.some(({ maps }) => maps.some(map => map[key] === cluster))) {
        done.notes.push(
          `'${file}' has an element of '${cluster}' already, which stays as it is.`,
        );
        continue;
      }
      const { at, maps } = listFor(manifest, lists, key);
      checkFields(manifest, maps, element, done.notes);
      manifest.set([...at, maps.length], element);
      done.placed.push(cluster);
    }
    if (manifest.text !== text) changes.write(file, manifest.text);
    return done;
  },
};

function elementOf(
  { values }: Placement,
  key: string,
  cluster: string,
): Values {
  const element: Values = { [key]: cluster };
  for (const { path, value } of ofCluster(values, cluster)) {
    const steps = [{ field: path }];
    const because =
      path === key
        ? 'it is what the element is known by.'
        : whyNever(
            { kind: 'ApplicationSet', group: 'argoproj.io' },
            [{ field: 'elements' }, ...steps],
            value,
          ) ?? refuseSecrets(steps, value);
    if (because || !KEY.test(path)) {
      throw new InputError(
        `The value '${path.slice(0, 200)}' is not written: ${
          because ?? "it is no field of an element, as in 'region'."
        }`,
      );
    }
    element[path] = value;
  }
  return element;
}

type List = { at: YamlPath; maps: { [key: string]: Json }[] };

function listsOf(manifest: Manifest): List[] {
  return generatorsOf(manifest)
    .filter(({ at }) => isMap(manifest.node([...at, 'list'])))
    .flatMap(({ at }) => {
      const own = [...at, 'list', 'elements'];
      const value = manifest.value(own);
      return Array.isArray(value)
        ? [
            {
              at: own,
              maps: mapsOf(value).map(({ map }) => map),
              length: value.length,
            },
          ]
        : [];
    })
    .filter(({ maps, length }) => maps.length === length);
}

function listFor(
  manifest: Manifest,
  lists: readonly List[],
  key: string,
): List {
  const withKey = lists.filter(({ maps }) =>
    maps.some(map => Object.hasOwn(map, key)),
  );
  const found =
    withKey.length > 0
      ? withKey
      : lists.filter(({ maps }) => maps.length === 0);
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  throw new InputError(
    `'${manifest.file}' has ${
      found.length || 'no'
    } list generators with elements that have '${key}', of ${
      lists.length
    } lists that are there. Only where there is one it gets an element; name the field by which elements say their cluster ('key'), or edit it by hand.`,
  );
}

/** A template that reads a field which one element does not have fails for all of them. */
function checkFields(
  manifest: Manifest,
  maps: readonly { [key: string]: Json }[],
  element: Values,
  notes: string[],
): void {
  const [first, ...others] = maps;
  if (!first) return;
  const missing = Object.keys(first).filter(
    field =>
      !Object.hasOwn(element, field) &&
      others.every(map => Object.hasOwn(map, field)),
  );
  if (missing.length > 0) {
    throw new InputError(
      `All elements in '${manifest.file}' have ${missing
        .map(each => `'${each}'`)
        .join(', ')} as well. Give ${
        missing.length > 1 ? 'these' : 'it'
      } in 'values'.`,
    );
  }
  const news = Object.keys(element).filter(
    field => !maps.some(map => Object.hasOwn(map, field)),
  );
  if (news.length > 0) {
    notes.push(
      `No other element in '${manifest.file}' has ${news
        .map(each => `'${each}'`)
        .join(', ')}: check that the template reads it.`,
    );
  }
}
