import { copyBounded, type Refusal } from '../values/copyBounded';
import { type JsonObject, own } from '../values/json';
import { type Defaulted, fillDefaults } from './fillDefaults';
import { mergeStringData } from './mergeStringData';
import type { KindShape } from './Shape';
import { shapeOf } from './shapeOf';
import { trimMetadata } from './trimMetadata';

/** @public */
export type NormaliseOptions = {
  /**
   * Labels that the engine sets, such as `app.kubernetes.io/instance` where Argo CD knows
   * its objects by it. Elsewhere it is a label like others.
   */
  engineLabels?: readonly string[];
};

/** An object that can be compared. */
export type NormalisedObject = {
  object: JsonObject;
  /** What of it nobody wrote. */
  defaulted: Defaulted;
  kind: KindShape;
};

/**
 * A copy of an object in the one form that all ways to write it share: without what a
 * cluster adds by itself and without status, with defaults and with quantities in one
 * way. What is no object, or larger than one can be, has no such form.
 */
export function normalise(
  value: unknown,
  options: NormaliseOptions = {},
): { normalised: NormalisedObject } | { refused: Refusal } {
  const copied = copyBounded(value);
  if ('refused' in copied) return copied;
  const object = copied.copy;
  delete object.status;
  trimMetadata(object, options.engineLabels);
  if (own(object, 'apiVersion') === 'v1' && own(object, 'kind') === 'Secret') {
    mergeStringData(object);
  }
  const kind = shapeOf(object);
  const defaulted: Defaulted = new Map();
  fillDefaults(object, kind.shape, defaulted);
  return { normalised: { object, defaulted, kind } };
}
