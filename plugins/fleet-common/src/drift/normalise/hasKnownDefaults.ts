import { emptyObject } from '../values/json';
import { isKnownShape, shapeOf } from './shapeOf';

/**
 * Whether the defaults of a kind in a version are known, so that what is absent and its
 * default are the same.
 *
 * @public
 */
export function hasKnownDefaults(apiVersion: string, kind: string): boolean {
  const object = emptyObject();
  object.apiVersion = apiVersion;
  object.kind = kind;
  return isKnownShape(shapeOf(object));
}
