import { InputError } from '@backstage/errors';
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  visit,
  type Document,
  type Node,
} from 'yaml';

/**
 * What is written beside an alias or a merge key takes the place of what it stood for, and what
 * is written into an anchor changes all that refers to it. Neither is meant.
 *
 * @param path - what is edited in the document; all on the way there is looked at
 * @param what - the thing that is edited, as in 'the constraint'
 * @throws InputError where any of it is an alias, has an anchor, or has a merge key
 */
export function refuseAnchors(
  document: Document.Parsed,
  path: readonly string[],
  what: string,
): void {
  let node: unknown = document.contents;
  for (const key of [undefined, ...path]) {
    if (key !== undefined) {
      node = isMap(node) ? node.get(key, true) : undefined;
    }
    if (isAnchored(node)) refuse(path, what);
  }
  // Of a list the items count as well: an alias may be what is looked for.
  if (isSeq(node) && node.items.some(isAnchored)) refuse(path, what);
}

/** The same of all that is within a part of a document. */
export function refuseAnchorsWithin(
  part: Node,
  path: readonly string[],
  what: string,
): void {
  visit(part, {
    Node: (_, node) => {
      if (isAnchored(node)) refuse(path, what);
    },
  });
}

/** Whether something is an alias, is referred to by one, or takes in what another says. */
export function isAnchored(node: unknown): boolean {
  if (isAlias(node)) return true;
  if ((isCollection(node) || isScalar(node)) && node.anchor) return true;
  return (
    isMap(node) &&
    node.items.some(({ key }) => isScalar(key) && key.value === '<<')
  );
}

function refuse(path: readonly string[], what: string): never {
  throw new InputError(
    `'${path.join('.')}' of ${what} uses anchors; edit it by hand.`,
  );
}
