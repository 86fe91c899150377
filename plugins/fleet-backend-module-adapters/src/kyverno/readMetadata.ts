import {
  boundedName,
  boundedText,
  SEVERITIES,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type Condition,
  latestTime,
  type MapContext,
  type ObjectMetadata,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';

/** The id of the adapter, which its facts name as their engine. */
export const ENGINE = 'kyverno';

/** Whole keys: one that is put together is looked up anew each time. */
const ANNOTATIONS = {
  title: 'policies.kyverno.io/title',
  description: 'policies.kyverno.io/description',
  severity: 'policies.kyverno.io/severity',
  category: 'policies.kyverno.io/category',
} as const;
const MAX_CATEGORIES = 50;

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

/** One of the annotations that Kyverno's policies are described by. */
export function readAnnotation(
  { annotations }: ObjectMetadata,
  name: keyof typeof ANNOTATIONS,
): string | undefined {
  const key = ANNOTATIONS[name];
  return (Object.hasOwn(annotations, key) && annotations[key]) || undefined;
}

/** What the author of a policy says of it. */
export function readDescription(
  metadata: ObjectMetadata,
): Pick<
  PolicyFact,
  'title' | 'description' | 'severity' | 'categories' | 'standards' | 'controls'
> {
  const title = readAnnotation(metadata, 'title');
  const description = readAnnotation(metadata, 'description');
  const stated = readAnnotation(metadata, 'severity')?.toLowerCase();
  const categories = (readAnnotation(metadata, 'category') ?? '')
    .slice(0, 20_000)
    .split(',')
    .map(category => category.trim())
    .filter(category => category !== '');
  return withoutUndefined({
    title: title ? boundedText(title) : undefined,
    description: description ? boundedText(description) : undefined,
    severity: SEVERITIES.find(severity => severity === stated),
    categories: [...new Set(categories)]
      .slice(0, MAX_CATEGORIES)
      .map(boundedName),
    standards: [],
    controls: [],
  });
}

/** When the newest of the conditions changed. */
export function readLastTransition(
  conditions: readonly Condition[] | undefined,
): string | undefined {
  return latestTime(
    (conditions ?? []).map(condition => condition.lastTransitionTime),
  );
}
