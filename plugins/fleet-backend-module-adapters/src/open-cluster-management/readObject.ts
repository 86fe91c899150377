import {
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type Condition,
  latestTime,
  type MapContext,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';

/** The id of the adapter, which its facts name as their engine. */
export const ENGINE = 'open-cluster-management';

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

/** A name where there is one. Go writes the empty text for "none". */
export function nameIn(text: string | undefined): string | undefined {
  return text ? boundedName(text) : undefined;
}
