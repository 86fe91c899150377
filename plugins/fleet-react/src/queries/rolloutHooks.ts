import type {
  EntityKey,
  ListRolloutsQuery,
  Reasons,
  Rollout,
  RolloutPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Sight } from './sight';
import {
  useFleetQuery,
  usePagedFleetQuery,
  type PagedSight,
} from './useFleetQuery';

/**
 * Why a component is on a cluster as it is, or why it is not there.
 *
 * @public
 */
export function useReasons(
  entity: EntityKey,
  clusterId: string,
): Sight<Reasons> {
  const { kind, namespace, name } = entity;
  return useFleetQuery({
    key: ['component', kind, namespace, name, 'reasons', clusterId],
    read: (api, signal) => api.getReasons(entity, clusterId, signal),
  });
}

/**
 * Releases on their way over the fleet, and those that were.
 *
 * @public
 */
export function useRollouts(
  query: Omit<ListRolloutsQuery, 'cursor'>,
): PagedSight<RolloutPage> {
  const { lifeCycle, ...subject } = query;
  return usePagedFleetQuery({
    subject: ['rollouts', subject],
    filter: lifeCycle ?? null,
    read: (api, cursor, signal) =>
      api.listRollouts({ ...query, cursor }, signal),
  });
}

/**
 * One release on its way, with all the clusters that it is to reach.
 *
 * @public
 */
export function useRollout(rolloutId: string): Sight<Rollout> {
  return useFleetQuery({
    key: ['rollout', rolloutId],
    read: (api, signal) => api.getRollout(rolloutId, signal),
  });
}
