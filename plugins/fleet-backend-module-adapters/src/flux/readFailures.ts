import {
  boundedName,
  boundedText,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';

type Failures = NonNullable<DeliveryFact['operation']>['failures'];

/**
 * `Kind/namespace/name dry-run failed`, or `Kind/name` of what is in no namespace. Source:
 * `FmtUnstructured` and the errors of `ssa.ResourceManager` in `github.com/fluxcd/pkg/ssa`.
 */
const REFUSED =
  /^([A-Za-z][A-Za-z0-9]{0,62})\/(?:([a-z0-9][a-z0-9.-]{0,252})\/)?([^\s/]{1,253}) (?:dry-run|apply) failed\b/;

/** The object that the API server refused. Flux tries one after the other, and names the first. */
export function readFailures(message: string | undefined): Failures {
  const match = REFUSED.exec(message ?? '');
  if (!match) return undefined;
  const [, kind, namespace, name] = match;
  return [
    withoutUndefined({
      kind,
      namespace,
      name: boundedName(name),
      message: boundedText(message ?? ''),
    }),
  ];
}
