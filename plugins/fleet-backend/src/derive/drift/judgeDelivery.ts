import { engineSays } from './drifted';
import { evidenceOfEngine, isBehindRevision } from './engines';
import { failureKey, failuresOf, hasFailed, type Failure } from './failuresOf';
import { extraOf } from './extraOf';
import { judgeResource, type DriftLookup } from './judgeResource';
import { ownResource, toResource } from './toResource';
import type { DriftDelivery, Sighting } from './types';

/**
 * What is seen of everything that a delivery brings, and of itself: what an engine says
 * that compares, and what the cluster says itself where it is watched. What neither can
 * tell is unknown.
 */
export function judgeDelivery(
  delivery: DriftDelivery,
  lookup: DriftLookup,
): Sighting[] {
  const { fact, staleReason } = delivery;
  const resources = fact.brings.resources.filter(({ hook }) => !hook);
  if (staleReason !== undefined) {
    return [ownResource(fact), ...resources.map(toResource)].map(resource => ({
      resource,
      verdict: 'unknown',
      reason: staleReason,
    }));
  }
  const failures = failuresOf(fact);
  const sightings = resources.map(brought =>
    judgeResource(delivery, brought, failures.get(failureKey(brought)), lookup),
  );
  const seen = new Set(resources.map(failureKey));
  for (const [key, failure] of failures) {
    if (!seen.has(key)) sightings.push(failedOf(delivery, failure));
  }
  sightings.push(...extraOf(delivery, lookup));
  return [judgeItself(delivery, sightings), ...sightings];
}

/** What could not be applied, and is not among what the delivery brings yet. */
function failedOf({ fact }: DriftDelivery, failure: Failure): Sighting {
  const resource = {
    group: '',
    kind: failure.kind,
    namespace: failure.namespace ?? '',
    name: failure.name,
  };
  return {
    resource,
    verdict: 'drifted',
    found: engineSays(
      fact.engine,
      resource,
      evidenceOfEngine(fact, true),
      failure.message,
    ),
  };
}

/**
 * Of the delivery as a whole: what is not brought yet, and what could not be, where it is
 * not said of which resources. What of its resources is known to differ is told of them.
 */
function judgeItself({ fact }: DriftDelivery, sightings: Sighting[]): Sighting {
  const resource = ownResource(fact);
  const applied = new Set(
    fact.brings.resources
      .filter(({ wasApplied }) => wasApplied)
      .map(failureKey),
  );
  // What is behind with all of its resources is one thing, and told once.
  let behind = 0;
  for (const [index, { verdict, found, ...rest }] of sightings.entries()) {
    if (found?.class !== 'behind') continue;
    behind += 1;
    sightings[index] = {
      ...rest,
      verdict: 'unknown',
      reason: 'it is behind',
      // What was there once may be gone, and not only be behind.
      isToldToDiffer: applied.has(failureKey(rest.resource)),
    };
  }
  const isTold = sightings.some(({ verdict }) => verdict === 'drifted');
  if (fact.sync === 'synced') return { resource, verdict: 'in-sync' };
  if (fact.sync === 'unknown') {
    return {
      resource,
      verdict: 'unknown',
      ...(fact.syncMessage ? { reason: fact.syncMessage } : {}),
    };
  }
  const isFailing = hasFailed(fact);
  if (isTold && behind === 0) return { resource, verdict: 'in-sync' };
  if (isTold && isFailing) return { resource, verdict: 'in-sync' };
  return {
    resource,
    verdict: 'drifted',
    found: engineSays(
      fact.engine,
      resource,
      evidenceOfEngine(fact, isFailing && !isBehindAndUnhealthy(fact)),
      (isFailing ? fact.operation?.message : undefined) ?? fact.syncMessage,
    ),
  };
}

/** All was applied, and is not well: that is told by its health. */
function isBehindAndUnhealthy(fact: DriftDelivery['fact']): boolean {
  return (
    isBehindRevision(fact) &&
    /^HealthCheckFailed\b/.test(fact.operation?.message ?? '')
  );
}
