import { InputError } from '@backstage/errors';
import type { PathStep } from '@fleetview/backstage-plugin-fleet-common';
import { isCollection, isMap, isScalar, isSeq, type Document } from 'yaml';
import { isAnchored } from './refuseAnchors';
import { childOf } from './setInText';
import type { Json } from './valueText';

/** Where a document has something. */
export type Located = {
  /** As far as it is there. */
  path: (string | number)[];
  /** What is not there of the way. */
  rest: readonly PathStep[];
  /** Of the list that it ends in, where an item of it is not there. */
  length?: number;
  /** What is at the end of it, where all of it is there. */
  value?: Json;
};

/**
 * Follows the steps of a path into a document: into fields, and to items of lists by their keys.
 *
 * @param from - where the steps begin
 * @throws InputError where it cannot be told which item is meant
 */
export function locate(
  document: Document.Parsed,
  steps: readonly PathStep[],
  from: unknown = document.contents,
): Located {
  let node = from;
  const path: (string | number)[] = [];
  for (const [index, step] of steps.entries()) {
    if (isAnchored(node)) {
      throw new InputError(
        `'${path.join('.')}' uses anchors; edit it by hand.`,
      );
    }
    const key = keyOf(node, step);
    const next = key === undefined ? undefined : childOf(node, key);
    if (key === undefined || next === undefined) {
      return {
        path,
        rest: steps.slice(index),
        ...(isSeq(node) ? { length: node.items.length } : {}),
      };
    }
    path.push(key);
    node = next;
  }
  return { path, rest: [], value: jsonOf(node, document) };
}

function jsonOf(node: unknown, document: Document.Parsed): Json {
  if (isAnchored(node)) {
    throw new InputError('It uses anchors; edit it by hand.');
  }
  return isCollection(node) || isScalar(node)
    ? (node.toJS(document) as Json)
    : null;
}

function keyOf(node: unknown, step: PathStep): string | number | undefined {
  if ('value' in step) throw new InputError('It is one value of a set.');
  if ('field' in step) return isMap(node) ? step.field : undefined;
  if (!isSeq(node)) return undefined;
  if (node.items.some(isAnchored)) {
    throw new InputError('A list on the way uses anchors; edit it by hand.');
  }
  const found = node.items.flatMap((item, index) =>
    step.keys.every(([name, value]) => {
      const own = isMap(item) ? item.get(name) : undefined;
      // Where no protocol is written it is this one.
      return own === undefined && name === 'protocol'
        ? value === 'TCP'
        : own === value;
    })
      ? [index]
      : [],
  );
  if (found.length > 1) {
    throw new InputError('A list on the way has the same item twice.');
  }
  return found[0];
}
