import { InputError } from '@backstage/errors';
import { groupOf, objectOf, parseDocuments, type ObjectName } from '../../yaml';
import { Manifest } from '../Manifest';

/** Kinds of objects, as in `HelmRelease.helm.toolkit.fluxcd.io`. */
export type Kinds = readonly string[];

/** Which object of a file is meant. */
export type Which = { name?: string; namespace?: string };

/**
 * The one object of a file that is meant.
 *
 * @throws InputError where there is none, or more than one
 */
export function openObject(
  file: string,
  text: string,
  kinds: Kinds,
  { name, namespace }: Which,
): Manifest {
  const documents = parseDocuments(text);
  if ('because' in documents) {
    throw new InputError(
      `'${file}' cannot be read as YAML: ${documents.because}. Nothing was changed.`,
    );
  }
  const all = documents.flatMap(({ document }, index) => {
    const object = objectOf(document);
    return object ? [{ object, index }] : [];
  });
  const named = all.filter(
    ({ object }) =>
      kinds.includes(kindOf(object)) && (!name || object.name === name),
  );
  const found = namespace ? ofNamespace(named, namespace) : named;
  const what = `${kinds.map(kind => kind.split('.')[0]).join(' or ')}${
    name ? ` '${name}'` : ''
  }${namespace ? ` in the namespace '${namespace}'` : ''}`;
  const [first, ...others] = found;
  if (!first) {
    throw new InputError(
      `'${file}' has no ${what}. It has ${wordsOf(all) || 'no objects'}.`,
    );
  }
  if (others.length > 0) {
    throw new InputError(
      `'${file}' has ${found.length} of ${what}: ${wordsOf(
        found,
      )}. Name the one that is meant, with its namespace; two that have the same are edited by hand.`,
    );
  }
  return new Manifest(file, text, first.index);
}

/** What says no namespace gets it elsewhere, from a kustomization say; what says it counts first. */
function ofNamespace<T extends { object: ObjectName }>(
  named: readonly T[],
  namespace: string,
): T[] {
  const exact = named.filter(({ object }) => object.namespace === namespace);
  return exact.length > 0
    ? exact
    : named.filter(({ object }) => !object.namespace);
}

export function kindOf({ apiVersion, kind }: ObjectName): string {
  const group = groupOf(apiVersion);
  return group ? `${kind}.${group}` : kind;
}

function wordsOf(found: readonly { object: ObjectName }[]): string {
  const shown = found
    .slice(0, 10)
    .map(
      ({ object: { kind, name, namespace } }) =>
        `${kind} '${namespace ? `${namespace}/` : ''}${name}'`,
    );
  const more = found.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
