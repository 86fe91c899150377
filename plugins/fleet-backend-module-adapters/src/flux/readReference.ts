import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';

/** An object that another one names. */
export type Reference = { kind: string; namespace?: string; name: string };

/**
 * An object that another one names, within its own namespace unless the
 * reference says otherwise.
 */
export function readReference(
  reference: { kind: string; name: string; namespace?: string | undefined },
  namespace: string | undefined,
): Reference {
  const within = reference.namespace || namespace;
  return withoutUndefined({
    kind: boundedName(reference.kind),
    namespace: within ? boundedName(within) : undefined,
    name: boundedName(reference.name),
  });
}
