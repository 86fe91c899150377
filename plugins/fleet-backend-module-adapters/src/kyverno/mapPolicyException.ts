import {
  boundedName,
  boundedText,
  type ExceptionFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  type MapContext,
  type Mapped,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readExpiry } from './readExpiry';
import { readAnnotation, readObject } from './readMetadata';
import { readScope, readScopeNamespaces } from './readScope';
import type { PolicyExceptionObject } from './schema';

const MAX_POLICIES = 100;
const MAX_RULES = 100;

/** The group whose exceptions may say how they are reported. */
const EXPRESSIONS = 'policies.kyverno.io';

function policiesOf({
  spec,
}: PolicyExceptionObject): ExceptionFact['policies'] {
  return [
    ...(spec?.exceptions ?? []).map(({ policyName, ruleNames = [] }) => ({
      name: boundedName(policyName),
      // `*` is all of them, as is none.
      rules: ruleNames.includes('*')
        ? []
        : ruleNames.slice(0, MAX_RULES).map(boundedName),
    })),
    ...(spec?.policyRefs ?? []).map(({ name }) => ({
      name: boundedName(name),
      rules: [],
    })),
  ].slice(0, MAX_POLICIES);
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
  const fact: ExceptionFact = withoutUndefined({
    ...factBase(context, metadata),
    type: 'exception',
    ...readObject(
      context,
      metadata.deletionTimestamp === undefined
        ? { health: 'unknown', message: 'Kyverno does not say' }
        : BEING_DELETED,
    ),
    policies,
    scope: readScope(spec),
    namespaces: readScopeNamespaces(spec),
    reportsAs: reportsAs(exception, context.source.group),
    reason: reason ? boundedText(reason) : undefined,
    ticket: ticket ? boundedName(ticket) : undefined,
    requestedBy: requestedBy ? boundedName(requestedBy) : undefined,
    approvedBy: approvedBy ? boundedName(approvedBy) : undefined,
    createdAt: timeOf(metadata.creationTimestamp),
    expiresAt: readExpiry(metadata, spec?.expiresAt),
  });
  return { facts: [fact] };
}
