import {
  boundedName,
  boundedText,
  type ExceptionFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  timeOf,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { readExpiry } from './readExpiry';
import { readAnnotation, readObject } from './readMetadata';
import { readScope, readScopeNamespaces } from './readScope';
import type { PolicyExceptionObject } from './schema';

const MAX_POLICIES = 100;
const MAX_RULES = 100;

/** The group whose exceptions may say how they are reported. */
const EXPRESSIONS = 'policies.kyverno.io';

/** The policies that it names, each once, with all rules that it names of it anywhere. */
function policiesOf({
  spec,
}: PolicyExceptionObject): ExceptionFact['policies'] {
  const named = [
    ...(spec?.exceptions ?? []).map(({ policyName, ruleNames = [] }) => ({
      name: boundedName(policyName),
      // `*` is all of them, as is none.
      rules: ruleNames.includes('*') ? [] : ruleNames.map(boundedName),
    })),
    ...(spec?.policyRefs ?? []).map(({ name }) => ({
      name: boundedName(name),
      rules: [],
    })),
  ];
  const rulesOf = new Map<string, Set<string> | 'all'>();
  for (const { name, rules } of named) {
    const known = rulesOf.get(name) ?? new Set();
    if (known === 'all' || rules.length === 0) rulesOf.set(name, 'all');
    else {
      for (const rule of rules) known.add(rule);
      rulesOf.set(name, known);
    }
  }
  return [...rulesOf].map(([name, rules]) => ({
    name,
    // Of more than fit none are named, which is all: what is cut would look narrower than it is.
    rules: rules === 'all' || rules.size > MAX_RULES ? [] : [...rules],
  }));
}

/** What is said of it, where more policies are named than a fact holds: then it is told of all. */
function verdictOf(
  { metadata }: PolicyExceptionObject,
  policies: ExceptionFact['policies'],
): Verdict {
  const { health, message }: Verdict =
    metadata.deletionTimestamp === undefined
      ? { health: 'unknown', message: 'Kyverno does not say' }
      : BEING_DELETED;
  const many =
    policies.length > MAX_POLICIES
      ? `names ${policies.length} policies, and is told as one from all`
      : undefined;
  return {
    health,
    message: [message, many].filter(Boolean).join('; '),
  };
}

function reportsAs(
  { spec }: PolicyExceptionObject,
  group: string,
): ExceptionFact['reportsAs'] {
  const stated = group === EXPRESSIONS ? spec?.reportResult ?? 'skip' : 'skip';
  return stated === 'skip' || stated === 'pass' ? stated : 'unknown';
}

/** An exception of either group: they differ in what they are written in. */
export function mapPolicyException(
  exception: PolicyExceptionObject,
  context: MapContext,
): Mapped {
  const { metadata, spec } = exception;
  const policies = policiesOf(exception);
  if (policies.length === 0) {
    // None would be read as all that there are.
    return {
      skipped: 'malformed',
      detail: 'spec: names no policy',
    };
  }
  const stated = (name: string) => {
    const { properties } = spec ?? {};
    const value =
      properties && Object.hasOwn(properties, name)
        ? properties[name]
        : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const reason = stated('reason') ?? readAnnotation(metadata, 'description');
  const ticket = stated('ticket');
  const requestedBy = stated('requested-by');
  const approvedBy = stated('approved-by');
  const fact: ExceptionFact = joinDefined(
    factBase(context, metadata),
    { type: 'exception' },
    readObject(context, verdictOf(exception, policies)),
    {
      policies: policies.length > MAX_POLICIES ? [] : policies,
      scope: readScope(spec),
      namespaces: readScopeNamespaces(spec),
      reportsAs: reportsAs(exception, context.source.group),
      reason: reason ? boundedText(reason) : undefined,
      ticket: ticket ? boundedName(ticket) : undefined,
      requestedBy: requestedBy ? boundedName(requestedBy) : undefined,
      approvedBy: approvedBy ? boundedName(approvedBy) : undefined,
      createdAt: timeOf(metadata.creationTimestamp),
      expiresAt: readExpiry(metadata, spec?.expiresAt),
    },
  );
  return { facts: [fact] };
}
