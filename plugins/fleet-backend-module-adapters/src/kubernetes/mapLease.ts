import {
  boundedName,
  type LeaseFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type MapContext,
  type Mapped,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { LeaseObject } from './schema';

/** Where kubelets renew theirs, every ten seconds and node. */
const NODE_LEASES = 'kube-node-lease';

/**
 * Who holds it, and when that was last renewed by the holder's clock. Whether it has
 * run out is not for a mapper to say: it takes a clock, and the observer's own.
 */
export function mapLease(lease: LeaseObject, context: MapContext): Mapped {
  const { namespace, name } = context.source;
  if (!namespace) {
    return { skipped: 'malformed', detail: 'metadata.namespace: missing' };
  }
  if (namespace === NODE_LEASES) {
    return { skipped: 'irrelevant', detail: 'the lease of a node' };
  }
  const { metadata, spec } = lease;
  const acquiredAt = timeOf(spec?.acquireTime);
  const fact: LeaseFact = withoutUndefined({
    ...factBase(context, metadata, { changedAt: acquiredAt }),
    type: 'lease',
    namespace,
    name: boundedName(name),
    // Whoever gives it up on purpose leaves an empty name.
    holder: spec?.holderIdentity ? boundedName(spec.holderIdentity) : undefined,
    durationSeconds: spec?.leaseDurationSeconds,
    acquiredAt,
    renewedAt: timeOf(spec?.renewTime),
    transitions: spec?.leaseTransitions,
  });
  return { facts: [fact] };
}
