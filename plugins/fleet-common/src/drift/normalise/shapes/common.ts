import type { Json } from '../../values/json';
import type { Shape } from '../Shape';

/** What stands where nothing is written. */
export function fallback(value: Json): Shape {
  return { fallback: value };
}

/** Off where nothing is written. */
export const OFF: Shape = { fallback: false };

/** Zero where nothing is written. */
export const ZERO: Shape = { fallback: 0 };

/** No text where nothing is written. */
export const NO_TEXT: Shape = { fallback: '' };

/** Labels, annotations, data: keys that somebody chose, and none is as good as nothing. */
export const ENTRIES: Shape = { isEmptyAbsent: true };

/** An object that is written as a whole. */
export const ATOMIC: Shape = { isAtomic: true };

/** Without anything in it, it selects all: that is not the same as none. */
export const LABEL_SELECTOR: Shape = {
  isAtomic: true,
  fields: { matchLabels: ENTRIES },
};

/** `metadata` of any object. Kubernetes API reference v1.36, ObjectMeta. */
export const METADATA: Shape = {
  isEmptyAbsent: true,
  fields: {
    labels: ENTRIES,
    annotations: ENTRIES,
    finalizers: { keys: 'set', isServerSet: true },
    ownerReferences: { keys: ['uid'], isServerSet: true },
    name: { isServerSet: true },
    namespace: { isServerSet: true },
  },
};
