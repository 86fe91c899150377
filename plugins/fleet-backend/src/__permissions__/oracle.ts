import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { Subject } from '../permissions/Expression';

/** What a condition asks of a subject, by the name of its rule. */
const VALUES: Record<
  string,
  { parameter: string; of: (subject: Subject) => readonly string[] | undefined }
> = {
  IN_CLUSTER: { parameter: 'clusters', of: ({ cluster }) => cluster },
  IN_REGION: { parameter: 'regions', of: ({ region }) => one(region) },
  IN_ENVIRONMENT: {
    parameter: 'environments',
    of: ({ environment }) => one(environment),
  },
  IN_NAMESPACE: {
    parameter: 'namespaces',
    of: ({ namespace }) => one(namespace),
  },
  OWNED_BY: { parameter: 'owners', of: ({ owner }) => one(owner) },
  IN_SYSTEM: { parameter: 'systems', of: ({ system }) => one(system) },
};

function one(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value];
}

/**
 * Whether a decision lets a subject through, in Kleene's logic of three values:
 * what is not known is neither. Written apart from what is tested with it.
 */
export function isLetThrough(
  decision: PolicyDecision,
  subject: Subject,
): boolean {
  if (decision.result === AuthorizeResult.ALLOW) return true;
  if (decision.result !== AuthorizeResult.CONDITIONAL) return false;
  return truthOf(decision.conditions, subject) === true;
}

type Truth = boolean | 'unknown';

function truthOf(
  criteria: PermissionCriteria<PermissionCondition>,
  subject: Subject,
): Truth {
  if ('not' in criteria) {
    const inner = truthOf(criteria.not, subject);
    return inner === 'unknown' ? inner : !inner;
  }
  if ('allOf' in criteria) {
    const parts = criteria.allOf.map(part => truthOf(part, subject));
    if (parts.includes(false)) return false;
    return parts.includes('unknown') ? 'unknown' : true;
  }
  if ('anyOf' in criteria) {
    const parts = criteria.anyOf.map(part => truthOf(part, subject));
    if (parts.includes(true)) return true;
    return parts.includes('unknown') ? 'unknown' : false;
  }
  const { parameter, of } = VALUES[criteria.rule];
  const wanted = (criteria.params as Record<string, string[]>)[parameter];
  const known = of(subject);
  return known === undefined
    ? 'unknown'
    : known.some(value => value !== 'unassigned' && wanted.includes(value));
}
