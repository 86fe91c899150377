import type { ExceptionScope } from '../../compliance/exceptions/ExceptionScope';
import {
  formatDriftPath,
  parseDriftPath,
  type PathStep,
} from '../paths/driftPath';
import { parsePathPattern, touches } from '../paths/pathPattern';

/** The subject that stands for every path, and for an object as a whole. */
const EVERYTHING = '*';

/**
 * What drifts, as far as an exception may be of it.
 *
 * @public
 */
export type DriftingThing = {
  clusterId: string;
  kind: string;
  /** Empty for none. */
  namespace: string;
  name: string;
  /** Empty for none. */
  entityRef: string;
  owner: string;
  /** Where it differs; the whole object's path is empty. */
  paths: readonly string[];
  /** Not all paths are known. */
  isInPart: boolean;
};

/** Whether a path lies at or beneath what a subject names. */
function isWithin(path: readonly PathStep[], subject: string): boolean {
  const exact = parseDriftPath(subject);
  if (exact) {
    return (
      exact.length > 0 &&
      exact.length <= path.length &&
      exact.every(
        (step, index) =>
          formatDriftPath([step]) === formatDriftPath([path[index]]),
      )
    );
  }
  const pattern = parsePathPattern(subject);
  return (
    pattern !== undefined &&
    pattern.length <= path.length &&
    touches(pattern, path)
  );
}

/**
 * Whether an exception of the ledger lets all of this drift. Its subjects are paths, such
 * as `spec.replicas`, `spec.template.spec.containers[name=web].image` or
 * `metadata.annotations.*`; `*`, or none at all, is everything. What is not known in full
 * is covered by nothing less: somebody would be let to change what nobody has looked at.
 *
 * @public
 */
export function coversDrift(
  scope: ExceptionScope,
  thing: DriftingThing,
): boolean {
  const { clusters, namespaces, resource, entities, owner, subjects } = scope;
  const isThere =
    (clusters.length === 0 || clusters.includes(thing.clusterId)) &&
    (namespaces.length === 0 || namespaces.includes(thing.namespace)) &&
    (!resource ||
      (resource.kind === thing.kind && resource.name === thing.name)) &&
    (entities.length === 0 || entities.includes(thing.entityRef)) &&
    (owner === undefined || owner === thing.owner);
  if (!isThere) return false;
  if (subjects.length === 0 || subjects.includes(EVERYTHING)) return true;
  if (thing.isInPart || thing.paths.length === 0) return false;
  return thing.paths.every(text => {
    const path = parseDriftPath(text);
    return (
      path !== undefined &&
      path.length > 0 &&
      subjects.some(subject => isWithin(path, subject))
    );
  });
}
