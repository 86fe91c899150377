import { whyNotAllowed, type AllowedPaths } from '../../allowed';
import type { Manifest } from '../Manifest';
import { setValues, type From } from './setValues';
import type { Values } from './words';

/**
 * Sets values of an object, or of a patch of one: those that may be taken into Git from a cluster
 * as well, and none besides.
 *
 * @param kind - with its group, as in `Deployment.apps`
 * @throws InputError where one is not allowed, or cannot be set
 */
export function setObjectValues(
  manifest: Manifest,
  from: From,
  kind: string,
  values: Values,
  allowed: AllowedPaths,
): void {
  const [own, ...group] = kind.split('.');
  const resource = { kind: own, group: group.join('.') };
  setValues(manifest, from, values, (steps, value) =>
    whyNotAllowed(allowed, resource, steps, value),
  );
}
