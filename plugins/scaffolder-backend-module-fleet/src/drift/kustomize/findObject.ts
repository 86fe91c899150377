import { InputError } from '@backstage/errors';
import type { Document } from 'yaml';
import type { Resource } from '../../allowed';
import type { Changes } from '../../workspace';
import { groupOf, objectOf, parseDocuments } from '../../yaml';
import type { Place } from '../places';
import type { Layer } from './layersOf';
import { isInNamespace } from './names';

/** The object itself, in a file that a kustomization lists. */
export type Base = {
  layer: Layer;
  place: Place;
  document: Document.Parsed;
  apiVersion: string;
  name: string;
  namespace?: string;
};

/**
 * The object that drifts, where a kustomization lists it.
 *
 * @returns nothing where none does; what cannot be read is noted at its kustomization
 * @throws InputError where several may be it
 */
export async function findObject(
  changes: Changes,
  layers: readonly Layer[],
  resource: Resource,
  names: ReadonlySet<string>,
): Promise<Base | undefined> {
  const found: Base[] = [];
  for (const layer of layers) {
    for (const file of layer.files) {
      const text = await changes.read(file);
      const documents =
        text === undefined
          ? { because: 'it is not there' }
          : parseDocuments(text, { onlyToSearch: true });
      if ('because' in documents) {
        layer.unread.push(file);
        continue;
      }
      documents.forEach(({ document }, index) => {
        const object = objectOf(document);
        if (
          object &&
          object.kind === resource.kind &&
          groupOf(object.apiVersion) === resource.group &&
          names.has(object.name) &&
          isInNamespace(layers, resource, object.namespace)
        ) {
          found.push({ ...object, layer, place: { file, index }, document });
        }
      });
    }
  }
  if (found.length > 1) {
    throw new InputError(
      `There are ${found.length} of ${resource.kind} '${
        resource.name
      }': in ${found
        .map(({ place }) => `'${place.file}'`)
        .join(', ')}. Edit the one that is meant by hand.`,
    );
  }
  return found[0];
}
