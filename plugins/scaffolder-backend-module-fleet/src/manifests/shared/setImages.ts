import { InputError } from '@backstage/errors';
import { mapsOf, type Json, type YamlPath } from '../../yaml';
import type { Manifest } from '../Manifest';
import { newEntry } from './newEntry';
import type { Image } from './words';

/**
 * Sets entries of `images`, as kustomize has them. One that gives a tag takes away a digest that is
 * there, and the other way round: kustomize would take both, and what is meant would not count.
 *
 * @param at - where the list is
 * @returns what whoever reviews it has to know
 */
export function setImages(
  manifest: Manifest,
  at: YamlPath,
  images: readonly Image[],
): string[] {
  const notes: string[] = [];
  for (const { name, newName, newTag, digest } of images) {
    if (!newName && !newTag && !digest) {
      throw new InputError(
        `For the image '${name}' there is neither 'newName' nor 'newTag' nor 'digest'.`,
      );
    }
    const list = manifest.value(at);
    if (list !== undefined && !Array.isArray(list)) {
      throw new InputError(
        `'${at.join('.')}' in '${manifest.file}' is no list. Edit it by hand.`,
      );
    }
    const own = mapsOf(list).filter(({ map }) => map.name === name);
    if (own.length > 1) {
      throw new InputError(
        `'${at.join('.')}' in '${manifest.file}' has ${
          own.length
        } entries of the image '${name}'. Leave one of them, by hand.`,
      );
    }
    const given: { [key: string]: Json } = {
      ...(newName ? { newName } : {}),
      ...(newTag ? { newTag } : {}),
      ...(digest ? { digest } : {}),
    };
    const [there] = own;
    if (!there) {
      const entry = { name, ...given };
      notes.push(newEntry(manifest, at, `the image '${name}'`));
      if (list === undefined) manifest.set(at, [entry]);
      else manifest.set([...at, list.length], entry);
      continue;
    }
    if (there.map.tagSuffix !== undefined) {
      throw new InputError(
        `The image '${name}' in '${manifest.file}' has a 'tagSuffix' as well. Edit it by hand.`,
      );
    }
    manifest.set([...at, there.index], {
      ...(newTag || digest ? withoutVersion(there.map) : there.map),
      ...given,
    });
  }
  return notes;
}

function withoutVersion({
  newTag: _,
  digest: __,
  ...rest
}: {
  [key: string]: Json;
}): { [key: string]: Json } {
  return rest;
}
