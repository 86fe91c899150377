import type { AttentionItem } from '@fleetview/backstage-plugin-fleet-common';
import type { StatusKey } from '../status';

const STATUS_OF_KIND: Record<AttentionItem['kind'], StatusKey> = {
  'cluster-unreachable': 'unreachable',
  'cluster-unauthorized': 'unauthorized',
  'cluster-forbidden': 'forbidden',
  'cluster-invalid': 'invalid',
  'cluster-quarantined': 'quarantined',
  'instance-degraded': 'degraded',
  'instance-stuck': 'stuck',
  'delivery-degraded': 'degraded',
  'heartbeat-lost': 'unreachable',
  drift: 'out-of-sync',
  'node-not-ready': 'degraded',
  'version-behind': 'waiting',
  'possible-duplicate': 'unknown',
  'identity-lost': 'unknown',
};

/**
 * The mark that stands before something that needs attention.
 *
 * @public
 */
export function statusOfAttention(
  item: Pick<AttentionItem, 'kind'>,
): StatusKey {
  return STATUS_OF_KIND[item.kind];
}
