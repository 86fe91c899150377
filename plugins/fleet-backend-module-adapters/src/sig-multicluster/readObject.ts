import {
  boundedName,
  boundedText,
  type BroughtResource,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type Condition,
  isPresent,
  latestTime,
  type MapContext,
  type ObjectMetadata,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Resource } from './schema';

/** The id of the adapter, which its facts name as their engine. */
export const ENGINE = 'sig-multicluster';

const MAX_GROUP_LENGTH = 253;

/** What facts of all types say of the object that they were read from. */
export function readObject(context: MapContext, { health, message }: Verdict) {
  const { kind, namespace, name } = context.source;
  return withoutUndefined({
    engine: ENGINE,
    kind,
    namespace,
    name: boundedName(name),
    health,
    message: message ? boundedText(message) : undefined,
  });
}

/** When the newest of the conditions changed. */
export function lastTransition(
  conditions: readonly Condition[] | undefined,
): string | undefined {
  return latestTime(
    (conditions ?? []).map(condition => condition.lastTransitionTime),
  );
}

/** Whether a condition speaks of an older specification, where it says of which it does. */
export function isOutdated(
  { generation }: ObjectMetadata,
  condition: Condition,
): boolean {
  return !isPresent(
    { generation, observedGeneration: undefined, conditions: [] },
    condition,
  );
}

/** An object that a work brings. */
export function readResource(
  resource: Resource,
): Pick<BroughtResource, 'group' | 'kind' | 'namespace' | 'name'> {
  return withoutUndefined({
    group: boundedName((resource.group ?? '').slice(0, MAX_GROUP_LENGTH)),
    kind: boundedName(resource.kind || resource.resource || ''),
    namespace: resource.namespace ? boundedName(resource.namespace) : undefined,
    name: boundedName(resource.name ?? ''),
  });
}
