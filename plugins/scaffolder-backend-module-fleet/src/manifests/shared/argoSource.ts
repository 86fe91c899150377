import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { imageOf } from '../../images';
import { mapsOf, textsOf, type YamlPath } from '../../yaml';
import type { Manifest } from '../Manifest';
import { setHelmValues } from './helmValues';
import { imageWords } from './imageWords';
import { newEntry } from './newEntry';
import { refuseSecrets } from './refuseSecrets';
import { valueWords } from './valueWords';
import { images, revision, values, type Image } from './words';

const text = z.string().min(1).max(2000);

/** What an edit may want of a source of an Application, or of a template of such. */
export const sourceInput = {
  source: z
    .object({
      name: text.optional(),
      repoURL: text.optional(),
      chart: text.optional(),
      path: text.optional(),
      ref: text.optional(),
    })
    .strict()
    .describe('Which of several sources: what is named has to be the same.')
    .optional(),
  targetRevision: revision
    .describe('The branch, tag, commit or version of a chart.')
    .optional(),
  values: values
    .describe("Values in 'helm.valuesObject', else in the text 'helm.values'.")
    .optional(),
  parameters: z
    .array(
      z
        .object({
          name: text.describe('Its name.'),
          value: z.string().max(10_000).describe('What it is to be.'),
          add: z.boolean().describe('Whether it may be added.').optional(),
        })
        .strict(),
    )
    .min(1)
    .max(100)
    .describe("Entries of 'helm.parameters'.")
    .optional(),
  images: images
    .describe("Entries of 'kustomize.images'; one that is not there is added.")
    .optional(),
};

const shape = z.object(sourceInput);
type SourceWanted = z.infer<typeof shape>;

/**
 * Sets what a source of an Application says.
 *
 * @param spec - where the specification of the Application is
 * @returns what is so from now on, and what whoever reviews it has to know
 * @throws InputError where it is not certain which source is meant, or that what is set counts
 */
export function setArgoSource(
  manifest: Manifest,
  spec: YamlPath,
  wanted: SourceWanted,
): { what: string; notes: string[] } {
  const { targetRevision, values: own, parameters, images: list } = wanted;
  if (!targetRevision && !own && !parameters && !list) {
    throw new InputError(
      "There is neither a 'targetRevision' nor 'values' nor 'parameters' nor 'images'.",
    );
  }
  const at = sourceAt(manifest, spec, wanted.source);
  if (targetRevision) manifest.set([...at, 'targetRevision'], targetRevision);
  if (own) setValuesOf(manifest, at, own);
  for (const parameter of parameters ?? []) {
    setParameter(manifest, [...at, 'helm', 'parameters'], parameter);
  }
  const notes = (list ?? []).flatMap(each =>
    setImage(manifest, [...at, 'kustomize', 'images'], each),
  );
  const what = [
    targetRevision && `revision is ${targetRevision}`,
    own && valueWords(own),
    parameters?.map(({ name, value }) => `${name} is ${value}`).join(', '),
    list && imageWords(list),
  ]
    .filter(Boolean)
    .join(', ');
  return { what, notes };
}

function sourceAt(
  manifest: Manifest,
  spec: YamlPath,
  source: SourceWanted['source'],
): YamlPath {
  const { file } = manifest;
  if (manifest.has([...spec, 'sourceHydrator'])) {
    throw new InputError(
      `'${file}' has a 'sourceHydrator', of which this edits nothing. Edit it by hand.`,
    );
  }
  const isSingle = manifest.has([...spec, 'source']);
  const several = mapsOf(manifest.value([...spec, 'sources']));
  if (isSingle && several.length > 0) {
    throw new InputError(
      `'${file}' has both 'source' and 'sources', of which Argo CD reads the latter alone. Leave one of them, by hand.`,
    );
  }
  const all = isSingle
    ? [{ map: manifest.value([...spec, 'source']), at: [...spec, 'source'] }]
    : several.map(({ map, index }) => ({
        map,
        at: [...spec, 'sources', index],
      }));
  const found = all.filter(({ map }) =>
    Object.entries(source ?? {}).every(
      ([key, value]) =>
        typeof map === 'object' &&
        map !== null &&
        Object.hasOwn(map, key) &&
        (map as { [key: string]: unknown })[key] === value,
    ),
  );
  const [first, ...others] = found;
  if (!first) {
    throw new InputError(
      all.length === 0
        ? `'${file}' says no source ('${[...spec, 'source'].join(
            '.',
          )}'), as a patch of it may. Name the file that does.`
        : `'${file}' has ${all.length} source${
            all.length === 1 ? '' : 's'
          }, and none that is as 'source' says. Correct that.`,
    );
  }
  if (others.length > 0) {
    throw new InputError(
      `'${file}' has ${found.length} sources that may be meant. Say which by 'source', as in 'source: { chart: … }'.`,
    );
  }
  return first.at;
}

/** A parameter of the same name counts instead, and `valuesObject` instead of `values`. */
function setValuesOf(
  manifest: Manifest,
  at: YamlPath,
  own: NonNullable<SourceWanted['values']>,
): void {
  const helm = [...at, 'helm'];
  const names = ['parameters', 'fileParameters'].flatMap(key =>
    mapsOf(manifest.value([...helm, key])).map(({ map }) => `${map.name}`),
  );
  const over = own.find(({ path }) =>
    names.some(
      name =>
        name === path ||
        name.startsWith(`${path}.`) ||
        path.startsWith(`${name}.`) ||
        name.startsWith(`${path}[`),
    ),
  );
  if (over) {
    throw new InputError(
      `'${over.path}' in '${manifest.file}' is set by 'helm.parameters' as well, which counts instead. Set the parameter.`,
    );
  }
  const object = [...helm, 'valuesObject'];
  const inline = [...helm, 'values'];
  if (!manifest.has(object) && typeof manifest.value(inline) === 'string') {
    setHelmValues(manifest, { inline: { path: inline, index: 0 } }, own);
  } else setHelmValues(manifest, { at: object }, own);
}

function setParameter(
  manifest: Manifest,
  at: YamlPath,
  parameter: { name: string; value: string; add?: boolean },
): void {
  const { name, value, add = false } = parameter;
  const because = refuseSecrets(
    name.split('.').map(field => ({ field })),
    value,
  );
  if (because) {
    throw new InputError(
      `The parameter '${name}' in '${manifest.file}' is not changed: ${because}`,
    );
  }
  const list = manifest.value(at);
  const own = mapsOf(list).filter(({ map }) => map.name === name);
  if (own.length > 1) {
    throw new InputError(
      `'${manifest.file}' has the parameter '${name}' ${own.length} times. Leave one of them, by hand.`,
    );
  }
  const [there] = own;
  if (there) {
    manifest.set([...at, there.index, 'value'], value);
    return;
  }
  if (!add) {
    throw new InputError(
      `'${manifest.file}' has no parameter '${name}'. Correct the name, or say 'add: true' where it is meant to be new.`,
    );
  }
  const entry = { name, value };
  if (Array.isArray(list)) manifest.set([...at, list.length], entry);
  else manifest.set(at, [entry]);
}

/** An entry is a text, as `kustomize edit set image` takes it: `name=new:tag@digest`. */
function setImage(
  manifest: Manifest,
  at: YamlPath,
  { name, newName, newTag, digest }: Image,
): string[] {
  if (!newName && !newTag && !digest) {
    throw new InputError(
      `For the image '${name}' there is neither 'newName' nor 'newTag' nor 'digest'.`,
    );
  }
  const list = manifest.value(at);
  const entries = textsOf(list).map((entry, index) => {
    const [left, right] = entry.split('=', 2);
    const shown = imageOf(right ?? left);
    return {
      index,
      shown,
      name: right === undefined ? shown?.name : left,
      hasNewName: right !== undefined,
    };
  });
  const own = entries.filter(entry => entry.name === name);
  if (own.length > 1 || (Array.isArray(list) && list.length > entries.length)) {
    throw new InputError(
      `'${at.join('.')}' in '${
        manifest.file
      }' has several entries of the image '${name}', or some that are no text. Edit it by hand.`,
    );
  }
  const [there] = own;
  const shownName =
    newName ?? (there?.hasNewName ? there.shown?.name : undefined);
  const version =
    newTag || digest
      ? { tag: newTag, digest }
      : { tag: there?.shown?.tag, digest: there?.shown?.digest };
  const entry = `${shownName ? `${name}=${shownName}` : name}${
    version.tag ? `:${version.tag}` : ''
  }${version.digest ? `@${version.digest}` : ''}`;
  if (there) {
    manifest.set([...at, there.index], entry);
    return [];
  }
  if (Array.isArray(list)) manifest.set([...at, list.length], entry);
  else manifest.set(at, [entry]);
  return [newEntry(manifest, at, `the image '${name}'`)];
}
