import {
  boundedName,
  boundedText,
  canonicalQuantity,
  type QuotaFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type MapContext,
  type Mapped,
  timeOf,
} from '@fleetview/backstage-plugin-fleet-node';
import type { ResourceQuotaObject } from './schema';

/** Limits that a fact lists; the others it counts. */
const MOST_LIMITS = 100;
const MOST_SCOPES = 20;

/**
 * What a namespace may take. What it takes at the moment changes with every pod, and says
 * nothing of whether two clusters are alike.
 */
export function mapResourceQuota(
  quota: ResourceQuotaObject,
  context: MapContext,
): Mapped {
  const { namespace, name } = context.source;
  if (!namespace) {
    return { skipped: 'malformed', detail: 'metadata.namespace: missing' };
  }
  const { metadata, spec } = quota;
  const limits = Object.entries(spec?.hard ?? {})
    .map(([resource, limit]) => ({
      resource: boundedName(resource),
      // `2Gi` and `2048Mi` are one limit.
      limit: canonicalQuantity(limit) ?? boundedName(String(limit)),
    }))
    .sort((a, b) => (a.resource < b.resource ? -1 : 1));
  const fact: QuotaFact = {
    ...factBase(context, metadata, {
      changedAt: timeOf(metadata.creationTimestamp),
    }),
    type: 'quota',
    namespace,
    name: boundedName(name),
    hard: limits.slice(0, MOST_LIMITS),
    hardTotal: limits.length,
    scopes: scopesOf(spec).slice(0, MOST_SCOPES),
  };
  return { facts: [fact] };
}

function scopesOf(spec: ResourceQuotaObject['spec']): string[] {
  return [
    ...(spec?.scopes ?? []),
    ...(spec?.scopeSelector?.matchExpressions ?? []).map(
      ({ scopeName, operator, values }) =>
        [scopeName, operator, [...(values ?? [])].sort().join(', ')]
          .filter(Boolean)
          .join(' '),
    ),
  ]
    .map(boundedText)
    .sort();
}
