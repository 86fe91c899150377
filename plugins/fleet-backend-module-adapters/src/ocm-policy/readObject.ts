import {
  boundedName,
  boundedText,
  type Enforcement,
  type PolicyFact,
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
export const ENGINE = 'ocm-policy';

/** The adapter of the ManagedClusters that namespaces of the hub are named after. */
export const CLUSTERS_OF = 'open-cluster-management';

/**
 * What the hub's copy of a policy and the cluster itself call the same result.
 *
 * @param policy - namespace and name of the hub's policy, with a dot between
 * @param template - the name of what of it is evaluated; absent for the whole
 */
export function claimOf(policy: string, template: string | undefined): string {
  return boundedName(template === undefined ? policy : `${policy}/${template}`);
}

/** Whole keys: one that is put together is looked up anew each time. */
const KEYS = {
  policy: 'policy.open-cluster-management.io/policy',
  'root-policy': 'policy.open-cluster-management.io/root-policy',
  description: 'policy.open-cluster-management.io/description',
  categories: 'policy.open-cluster-management.io/categories',
  standards: 'policy.open-cluster-management.io/standards',
  controls: 'policy.open-cluster-management.io/controls',
} as const;
type Key = keyof typeof KEYS;

const MAX_NAMES = 50;

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

/** A name where there is one. Go writes the empty text for "none". */
export function nameIn(text: string | undefined): string | undefined {
  return text ? boundedName(text) : undefined;
}

function entryOf(
  values: Readonly<Record<string, string>>,
  name: Key,
): string | undefined {
  const key = KEYS[name];
  return (Object.hasOwn(values, key) && values[key]) || undefined;
}

/** One of the labels that the policy framework puts on what it makes. */
export function readLabel(
  { labels }: ObjectMetadata,
  name: Key,
): string | undefined {
  return entryOf(labels, name);
}

/** What a list in one annotation names. */
function readList(metadata: ObjectMetadata, name: Key): string[] {
  const stated = entryOf(metadata.annotations, name);
  if (stated === undefined) return [];
  const listed = stated
    .slice(0, 20_000)
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
  return [...new Set(listed)].slice(0, MAX_NAMES).map(boundedName);
}

/** What the author of a policy says of it. */
export function readDescription(
  metadata: ObjectMetadata,
): Pick<PolicyFact, 'description' | 'categories' | 'standards' | 'controls'> {
  const description = entryOf(metadata.annotations, 'description');
  return withoutUndefined({
    description: description ? boundedText(description) : undefined,
    categories: readList(metadata, 'categories'),
    standards: readList(metadata, 'standards'),
    controls: readList(metadata, 'controls'),
  });
}

export function readSeverity(stated: string | undefined): Severity | undefined {
  const word = stated?.toLowerCase();
  return SEVERITIES.find(severity => severity === word);
}

/** What a remediation action does, in any case. Of none nothing is known. */
export function readAction(action: string | undefined): Enforcement {
  switch (action?.toLowerCase()) {
    case 'enforce':
      return 'remediate';
    case 'inform':
    case 'informonly':
      return 'audit';
    default:
      return 'unknown';
  }
}
