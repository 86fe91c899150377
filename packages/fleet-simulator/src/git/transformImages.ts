import { isJsonObject, type JsonObject } from '../types';
import { BuildError } from './BuildError';
import { parseImage, printImage } from './imageReference';

/**
 * An image after the `images` of a kustomization. As kustomize has it, a new tag takes
 * away the digest that is there, and the other way round.
 *
 * @throws BuildError
 */
export function transformImage(
  image: string,
  { images }: JsonObject,
  folder: string,
): string {
  const list = images ?? [];
  if (!Array.isArray(list)) {
    throw new BuildError(`'images' of '${folder}' is no list`);
  }
  return list.filter(isJsonObject).reduce<string>((before, entry) => {
    const { name, tag, digest } = parseImage(before);
    if (entry.name !== name) return before;
    const newTag = said(entry.newTag);
    const newDigest = said(entry.digest);
    const isNew = newTag !== undefined || newDigest !== undefined;
    return printImage({
      name: said(entry.newName) ?? name,
      tag: isNew ? newTag : tag,
      digest: isNew ? newDigest : digest,
    });
  }, image);
}

/** A tag such as `1.10` is a number to YAML, where nobody has quoted it. */
function said(value: unknown): string | undefined {
  return value === undefined || value === null || value === ''
    ? undefined
    : String(value);
}
