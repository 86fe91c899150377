import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';

/** What an engine could not apply, and why. */
export type Failure = NonNullable<
  NonNullable<DeliveryFact['operation']>['failures']
>[number];

/** Engines do not tell the group. */
export function failureKey(of: {
  kind: string;
  namespace?: string;
  name: string;
}): string {
  return JSON.stringify([of.kind, of.namespace ?? '', of.name]);
}

/**
 * Whether what an engine last tried went wrong. One that tries again is not through
 * with it, and names what it could not apply: Argo CD calls it running until it gives up.
 */
export function hasFailed({
  operation,
}: Pick<DeliveryFact, 'operation'>): boolean {
  if (operation?.phase === 'failed') return true;
  return operation?.phase === 'running' && Boolean(operation.failures?.length);
}

/** What an engine could not apply when it last tried, by {@link failureKey}. */
export function failuresOf({
  operation,
  sync,
}: Pick<DeliveryFact, 'operation' | 'sync'>): Map<string, Failure> {
  // What was in the way of one try may be gone: then the whole is in sync.
  const failures =
    hasFailed({ operation }) && sync !== 'synced'
      ? operation?.failures ?? []
      : [];
  return new Map(failures.map(each => [failureKey(each), each]));
}
