import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@backstage/core-plugin-api';
import type {
  DriftGroupKind,
  ExceptionScopeRequest,
  FleetDriftEpisodeDetail,
  FleetDriftGroup,
  FleetDriftGroupPage,
  FleetDriftPage,
  FleetDriftPreview,
  FleetDriftTelling,
  FleetDriftToldOwner,
  ListDriftQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { fleetApiRef } from '../api';
import { FLEET_QUERY_KEY } from './keys';
import type { Sight } from './sight';
import {
  useFleetQuery,
  usePagedFleetQuery,
  type PagedSight,
} from './useFleetQuery';

/**
 * What drift is narrowed to.
 *
 * @public
 */
export type DriftFilters = Omit<ListDriftQuery, 'cursor' | 'limit' | 'order'>;

/**
 * A line of drift, with its key as it came: what is shown of a key is made visible, and
 * would find nothing.
 *
 * @public
 */
export type DriftLine = FleetDriftGroup & { id: string };

/** @public */
export type DriftLinePage = Omit<FleetDriftGroupPage, 'items'> & {
  items: DriftLine[];
};

function withIds(page: FleetDriftGroupPage): DriftLinePage {
  return {
    ...page,
    items: page.items.map(item => ({ ...item, id: item.key })),
  };
}

/**
 * Episodes of drift, those that have lasted longest first.
 *
 * @public
 */
export function useDrift(
  filters: DriftFilters,
  options: { enabled?: boolean; limit?: number } = {},
): PagedSight<FleetDriftPage> {
  const { enabled, limit } = options;
  const query = { ...filters, ...(limit ? { limit } : {}) };
  return usePagedFleetQuery({
    subject: ['drift', 'episodes'],
    filter: query,
    enabled,
    read: (api, cursor, signal) => api.listDrift({ ...query, cursor }, signal),
  });
}

/**
 * How much drifts, without the episodes.
 *
 * @public
 */
export function useDriftTotals(filters: DriftFilters): Sight<FleetDriftPage> {
  return useFleetQuery({
    key: ['drift', 'totals'],
    filter: filters,
    read: (api, signal) => api.listDrift({ ...filters, limit: 1 }, signal),
  });
}

/**
 * Episodes of drift added up by something.
 *
 * @public
 */
export function useDriftLines(
  by: DriftGroupKind,
  filters: DriftFilters,
): PagedSight<DriftLinePage> {
  return usePagedFleetQuery({
    subject: ['drift', 'lines', by],
    filter: filters,
    read: async (api, cursor, signal) =>
      withIds(await api.listDriftGroups({ ...filters, by, cursor }, signal)),
  });
}

/**
 * With how many episodes each value of a filter would show, under all other filters; of
 * the 50 with the most.
 *
 * @public
 */
export function useDriftFacet(
  by: DriftGroupKind,
  filters: DriftFilters,
  enabled: boolean,
): DriftLine[] {
  const sight = useFleetQuery({
    key: ['drift', 'facet', by],
    filter: filters,
    enabled,
    read: async (api, signal) =>
      withIds(await api.listDriftGroups({ ...filters, by, limit: 50 }, signal)),
  });
  return sight.kind === 'ready' ? sight.data.items : [];
}

/**
 * One episode, with what differs and what came before.
 *
 * @public
 */
export function useDriftEpisode(
  episodeId: string,
): Sight<FleetDriftEpisodeDetail> {
  return useFleetQuery({
    key: ['drift', 'episode', episodeId],
    read: (api, signal) => api.getDriftEpisode(episodeId, signal),
  });
}

/**
 * Asks the owner of what drifts to look at it. Never tried again by itself; afterwards what
 * is shown is read anew.
 *
 * @public
 */
export function useTellDriftOwner(episodeId: string): {
  tell: (telling: FleetDriftTelling) => void;
  told?: FleetDriftToldOwner;
  error?: Error;
  isTelling: boolean;
} {
  const api = useApi(fleetApiRef);
  const client = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (telling: FleetDriftTelling) =>
      api.tellDriftOwner(episodeId, telling),
    // Also what was refused: it may have changed since it was shown.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: FLEET_QUERY_KEY });
    },
    retry: false,
  });
  return {
    tell: telling => mutate(telling),
    ...(data ? { told: data } : {}),
    ...(error ? { error } : {}),
    isTelling: isPending,
  };
}

/**
 * What an exception would hide.
 *
 * @param scope - what it would cover; nothing is asked where absent
 * @public
 */
export function useDriftPreview(
  scope: ExceptionScopeRequest | undefined,
): Sight<FleetDriftPreview> {
  return useFleetQuery({
    key: ['drift', 'preview'],
    filter: scope,
    enabled: scope !== undefined,
    read: (api, signal) => api.previewDriftIgnored(scope ?? {}, signal),
  });
}
