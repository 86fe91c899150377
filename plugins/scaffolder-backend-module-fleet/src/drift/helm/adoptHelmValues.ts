import { InputError } from '@backstage/errors';
import { isMap, isScalar } from 'yaml';
import { imageOf } from '../../images';
import type { Changes } from '../../workspace';
import { isAnchored, type Json, type YamlPath } from '../../yaml';
import { setAt } from '../places';
import type { Wanted } from '../wanted';
import type { Holder, Holders } from './holdersOf';

const DEEPEST = 6;

/** A value of a chart, where it counts. */
type Found = { holder: Holder; path: YamlPath; text: string; value: Json };

/** What is to be set where. */
type Edit = { found: Found; value: Json };

/**
 * Writes a live value into the values of a chart. What a chart makes of its values only its
 * templates know: so only what is called as charts have it, and says now what was last applied.
 *
 * @returns sentences of it
 * @throws InputError where it is not certain which value sets it
 */
export async function adoptInHelmValues(
  changes: Changes,
  sets: readonly Holders[],
  wanted: Wanted,
): Promise<string[]> {
  const fields = wanted.steps.map(step => ('field' in step ? step.field : '*'));
  const ways = new Map<string, Edit[]>();
  for (const each of sets) {
    const found =
      fields.at(-1) === 'image'
        ? imageEdits(each, wanted)
        : replicaEdits(each, fields, wanted);
    for (const edits of found) {
      ways.set(
        JSON.stringify(
          edits.map(({ found: { holder, path } }) => [holder.place, path]),
        ),
        edits,
      );
    }
  }
  const [edits, ...others] = ways.values();
  if (!edits) {
    throw new InputError(
      "It is made by a chart, and it is not certain by which of its values: only 'image.repository', 'image.tag' and 'replicaCount' are known, where they say what was last applied. Edit it by hand.",
    );
  }
  if (others.length > 0) {
    throw new InputError(
      `It is made by a chart, and ${
        others.length + 1
      } of its values may set it. Edit it by hand.`,
    );
  }
  const said = new Set<string>();
  for (const { found, value } of edits) {
    const { holder, path } = found;
    said.add(`'${path.join('.')}' in '${holder.place.file}'`);
    if (found.value === value) continue;
    await setAt(changes, holder.place, path, value);
  }
  return [
    `${[...said].join(
      ' and ',
    )} say it: values of a chart, which may make other things of them as well.`,
  ];
}

function replicaEdits(
  set: Holders,
  fields: readonly string[],
  wanted: Wanted,
): Edit[][] {
  if (fields.join('.') !== 'spec.replicas') return [];
  const found = lookUp(set, ['replicaCount']);
  return found &&
    (found.value === wanted.desired || found.value === wanted.live) &&
    wanted.desired !== undefined
    ? [[{ found, value: wanted.live }]]
    : [];
}

function imageEdits(set: Holders, wanted: Wanted): Edit[][] {
  const [live, desired] = [wanted.live, wanted.desired].map(imageOf);
  if (!live?.tag || !desired?.tag || live.digest || desired.digest) return [];
  return imagePaths(set).flatMap(path => {
    const isOverridden = ['tag', 'repository', 'registry', 'digest'].some(key =>
      set.parameters.has([...path, key].join('.')),
    );
    if (isOverridden) return [];
    const [tag, repository, registry, digest] = [
      'tag',
      'repository',
      'registry',
      'digest',
    ].map(key => lookUp(set, [...path, key]));
    if (!tag || digest?.text) return [];
    const before = registry?.text ? `${registry.text}/` : '';
    const is = (image: { name: string; tag?: string }) =>
      tag.text === image.tag &&
      (repository
        ? `${before}${repository.text}` === image.name
        : path.length === 1 && live.name === desired.name);
    if (!is(desired) && !is(live)) return [];
    const edits: Edit[] = [
      { found: tag, value: tag.text === live.tag ? tag.value : live.tag! },
    ];
    if (repository && `${before}${repository.text}` !== live.name) {
      if (!live.name.startsWith(before)) return [];
      edits.push({ found: repository, value: live.name.slice(before.length) });
    }
    return [edits];
  });
}

/** Where values have a map `image` with a tag. */
function imagePaths({ holders }: Holders): YamlPath[] {
  const paths = new Map<string, YamlPath>();
  const walk = (node: unknown, path: YamlPath) => {
    if (!isMap(node) || path.length > DEEPEST) return;
    if (path.at(-1) === 'image' && node.has('tag')) {
      paths.set(JSON.stringify(path), path);
    }
    for (const { key, value } of node.items) {
      if (isScalar(key)) walk(value, [...path, String(key.value)]);
    }
  };
  for (const { document, at } of holders) {
    walk(at.length > 0 ? document.getIn([...at], true) : document.contents, []);
  }
  return [...paths.values()];
}

/** A value where it counts: in the first that has its key. */
function lookUp(
  { holders, parameters }: Holders,
  path: YamlPath,
): Found | undefined {
  if (parameters.has(path.join('.'))) return undefined;
  for (const holder of holders) {
    const own = [...holder.at, ...path];
    const node = holder.document.getIn(own, true);
    if (node === undefined) continue;
    if (!isScalar(node) || isAnchored(node)) return undefined;
    const value = node.value as Json;
    return {
      holder,
      path: own,
      // As it is written: a tag '1.10' without quotes is a number to YAML.
      text: typeof value === 'string' ? value : String(node.source ?? value),
      value,
    };
  }
  return undefined;
}
