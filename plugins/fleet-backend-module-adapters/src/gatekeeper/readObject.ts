import {
  boundedName,
  boundedText,
  SEVERITIES,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type MapContext,
  type ObjectMetadata,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';

/** The id of the adapter, which its facts name as their engine. */
export const ENGINE = 'gatekeeper';

/** Whole keys: one that is put together is looked up anew each time. */
const TITLE = 'metadata.gatekeeper.sh/title';
const SEVERITY = 'metadata.gatekeeper.sh/severity';

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

function entryOf(
  values: Readonly<Record<string, string>>,
  key: string,
): string | undefined {
  return (Object.hasOwn(values, key) && values[key]) || undefined;
}

/** What the author says of a template or constraint. Gatekeeper knows no severity: by convention it is an annotation or a label. */
export function readDescription({ annotations, labels }: ObjectMetadata): {
  title?: string;
  description?: string;
  severity?: Severity;
} {
  const title = entryOf(annotations, TITLE);
  const description = entryOf(annotations, 'description');
  const stated = (
    entryOf(annotations, SEVERITY) ??
    entryOf(annotations, 'severity') ??
    entryOf(labels, SEVERITY) ??
    entryOf(labels, 'severity')
  )?.toLowerCase();
  return withoutUndefined({
    title: title ? boundedText(title) : undefined,
    description: description ? boundedText(description) : undefined,
    severity: SEVERITIES.find(severity => severity === stated),
  });
}
