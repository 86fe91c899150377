import path from 'node:path';
import { isMap, isScalar, isSeq, visit } from 'yaml';
import { layersOf } from '../drift/kustomize/layersOf';
import { imageOf } from '../images';
import type { Changes } from '../workspace';
import { mapsOf, parseDocuments, textOf } from '../yaml';
import { repositoryName } from './repositoryName';
import type { WrittenImage } from './ReleaseChange';

/** An image as what a kustomization is made of has it. */
export type BaseImage = { name: string; written: WrittenImage };

/**
 * How what a kustomization is made of calls an image, as far as it is in the repository: an entry
 * of `images` is of the name that is there before it.
 *
 * @param file - the kustomization itself
 */
export async function baseImages(
  changes: Changes,
  file: string,
  repository: string,
): Promise<BaseImage[]> {
  const layers = (await layersOf(changes, path.posix.dirname(file))) ?? [];
  const wanted = repositoryName(repository);
  const found = new Map<string, BaseImage>();
  const add = (name: string, written: WrittenImage) => {
    if (repositoryName(name) !== wanted) return;
    // What is applied last counts, as far as it says a version.
    const { tag, digest } = found.get(name)?.written ?? {};
    if (tag === undefined && digest === undefined) {
      found.set(name, { name, written });
    }
  };
  for (const layer of layers) {
    if (layer.file === file) continue;
    for (const { map } of mapsOf(layer.said.images)) {
      const [tag, digest] = [textOf(map.newTag), textOf(map.digest)];
      add(textOf(map.newName) || textOf(map.name), {
        ...(tag ? { tag } : {}),
        ...(digest ? { digest } : {}),
      });
    }
  }
  for (const listed of layers.flatMap(({ files }) => files)) {
    const text = await changes.read(listed);
    const documents =
      text === undefined ? [] : parseDocuments(text, { onlyToSearch: true });
    if ('because' in documents) continue;
    for (const { document } of documents) {
      visit(document, {
        Pair: (_, { key, value }) => {
          const isList =
            isScalar(key) &&
            ['containers', 'initContainers'].includes(String(key.value));
          if (!isList || !isSeq(value)) return;
          for (const item of value.items) {
            const image = isMap(item) ? imageOf(item.get('image')) : undefined;
            if (!image) continue;
            const { name, ...written } = image;
            add(name, written);
          }
        },
      });
    }
  }
  return [...found.values()];
}
