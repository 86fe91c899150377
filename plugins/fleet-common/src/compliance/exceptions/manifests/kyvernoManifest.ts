import type { WaivedPolicy } from '../ExceptionScope';
import type {
  ExceptionManifest,
  ManifestEntry,
  ManifestRefusal,
} from './ManifestEntry';
import { yamlOf } from './yamlOf';

/** Whose label tells Kyverno's clean-up controller when to delete an object. */
const TTL = 'cleanup.kyverno.io/ttl';
/** Kinds of policies in expressions, which have exceptions of a group of their own. */
const EXPRESSIONS =
  /^(Namespaced)?(Validating|ImageValidating|Mutating|Generating|Deleting)Policy$/;
/** Where exceptions of several namespaces go. */
const HOME = 'kyverno';

/**
 * Kyverno's own exception: of `kyverno.io/v2` for policies in patterns, of
 * `policies.kyverno.io/v1` for those in expressions
 * (https://kyverno.io/docs/guides/exceptions/). Its label lets Kyverno delete it when it ends.
 */
export function kyvernoManifest(
  entry: ManifestEntry,
  policies: readonly WaivedPolicy[],
): ExceptionManifest | ManifestRefusal {
  const { scope, id } = entry;
  if (policies.some(({ name }) => name === '*')) return 'every-policy';
  // A resource of that name may be of another component, or of none.
  if (scope.entities.length > 0) return 'names-entities';
  const areExpressions = policies.map(({ kind }) =>
    EXPRESSIONS.test(kind ?? ''),
  );
  const isExpression = areExpressions[0];
  if (areExpressions.some(each => each !== isExpression)) return 'kind-unknown';
  // Exceptions of policies in expressions know no rules.
  if (isExpression && policies.some(({ rules }) => rules.length > 0)) {
    return 'rules';
  }
  if (isExpression && policies.some(({ kind }) => !kind)) return 'kind-unknown';
  const name = `fleet-${id.slice(0, 8)}`;
  const [first, ...others] = scope.namespaces;
  return {
    engine: 'kyverno',
    policies: policies.map(policy => policy.name),
    form: 'object',
    file: `policy-exceptions/${name}.yaml`,
    endsByItself: true,
    yaml: yamlOf({
      apiVersion: isExpression ? 'policies.kyverno.io/v1' : 'kyverno.io/v2',
      kind: 'PolicyException',
      metadata: {
        name,
        namespace: first !== undefined && others.length === 0 ? first : HOME,
        labels: { [TTL]: ttlOf(entry.expiresAt) },
        annotations: wordsOf(entry),
      },
      spec: isExpression
        ? expressionSpec(entry, policies)
        : patternSpec(entry, policies),
    }),
  };
}

function patternSpec(
  { scope }: ManifestEntry,
  policies: readonly WaivedPolicy[],
) {
  const { resource, namespaces } = scope;
  return {
    exceptions: policies.map(({ name, rules }) => ({
      policyName: name,
      ruleNames: rules.length > 0 ? [...rules] : ['*'],
    })),
    match: {
      any: [
        {
          resources: {
            kinds: [resource?.kind ?? '*'],
            ...(namespaces.length > 0 ? { namespaces: [...namespaces] } : {}),
            ...(resource ? { names: [resource.name] } : {}),
          },
        },
      ],
    },
  };
}

function expressionSpec(
  entry: ManifestEntry,
  policies: readonly WaivedPolicy[],
) {
  const { resource, namespaces } = entry.scope;
  const conditions = [
    ...(namespaces.length > 0
      ? [`object.metadata.?namespace.orValue("") in ${list(namespaces)}`]
      : []),
    ...(resource
      ? [
          `object.kind == ${JSON.stringify(resource.kind)}`,
          `object.metadata.name == ${JSON.stringify(resource.name)}`,
        ]
      : []),
  ];
  return {
    policyRefs: policies.map(({ name, kind = '' }) => ({ name, kind })),
    ...(conditions.length > 0
      ? {
          matchConditions: [
            { name: 'scope', expression: conditions.join(' && ') },
          ],
        }
      : {}),
    expiresAt: new Date(entry.expiresAt).toISOString(),
    properties: {
      reason: entry.reason,
      ...(entry.ticket ? { ticket: entry.ticket } : {}),
      'requested-by': entry.requestedBy,
      'approved-by': entry.approvedBy.join(', '),
    },
  };
}

function list(values: readonly string[]): string {
  return `[${values.map(value => JSON.stringify(value)).join(', ')}]`;
}

/** Who wants to know why it is there reads it where it is. */
function wordsOf(entry: ManifestEntry): Record<string, string> {
  return {
    'fleet.backstage.io/exception': entry.id,
    'fleet.backstage.io/requested-by': entry.requestedBy,
    'fleet.backstage.io/approved-by': entry.approvedBy.join(', '),
    'policies.kyverno.io/description': entry.reason,
    ...(entry.ticket ? { 'fleet.backstage.io/ticket': entry.ticket } : {}),
  };
}

/** A time as the label has it: a label holds no colons. */
function ttlOf(at: number): string {
  return new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '');
}
