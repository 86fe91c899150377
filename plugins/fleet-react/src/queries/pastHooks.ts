import type {
  EntityKey,
  PastOfComponent,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Sight } from './sight';
import { useFleetQuery } from './useFleetQuery';

/**
 * What a component was on a cluster at a time.
 *
 * @param at - ISO 8601
 * @public
 */
export function usePast(
  entity: EntityKey,
  clusterId: string,
  at: string,
): Sight<PastOfComponent> {
  const { kind, namespace, name } = entity;
  return useFleetQuery({
    key: ['component', kind, namespace, name, 'past', clusterId],
    at,
    read: (api, signal) => api.getPast(entity, clusterId, at, signal),
  });
}
