import { useQuery } from '@tanstack/react-query';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { ANNOTATION_CLUSTER_ID } from '@fleetview/backstage-plugin-fleet-common';

/** Entities do not come and go while somebody looks. */
const FRESH_MS = 60_000;

/**
 * The entity of a cluster in the catalog, as far as the reader may see it; also
 * one that knows the cluster by an id that became part of it.
 */
export function useClusterEntity(
  clusterIds: string[],
  isWanted: boolean,
): string | undefined {
  const catalog = useApiHolder().get(catalogApiRef);
  const { data } = useQuery({
    queryKey: ['fleet', 'cluster-entity', ...clusterIds],
    enabled: isWanted && catalog !== undefined,
    staleTime: FRESH_MS,
    retry: false,
    queryFn: async () => {
      const answer = await catalog?.getEntities({
        filter: {
          kind: 'resource',
          [`metadata.annotations.${ANNOTATION_CLUSTER_ID}`]: clusterIds,
        },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        limit: 1,
      });
      const [entity] = answer?.items ?? [];
      return entity ? stringifyEntityRef(entity) : null;
    },
  });
  return isWanted ? data ?? undefined : undefined;
}
