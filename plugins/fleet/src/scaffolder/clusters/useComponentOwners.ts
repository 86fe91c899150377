import { useQuery } from '@tanstack/react-query';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { EntityKey } from '@fleetview/backstage-plugin-fleet-common';

/** Owners do not change while somebody fills in a form. */
const FRESH_MS = 60_000;

/**
 * Who owns a component by the catalog, as far as the reader may see it: a component
 * that runs nowhere yet tells its owner nowhere else.
 */
export function useComponentOwners(component: EntityKey): string[] | undefined {
  const catalog = useApiHolder().get(catalogApiRef);
  const entityRef = stringifyEntityRef(component);
  const { data } = useQuery({
    queryKey: ['fleet', 'component-owners', entityRef],
    enabled: catalog !== undefined,
    staleTime: FRESH_MS,
    retry: false,
    queryFn: async () => {
      const entity = await catalog?.getEntityByRef(entityRef);
      return (entity?.relations ?? [])
        .filter(({ type }) => type === RELATION_OWNED_BY)
        .map(({ targetRef }) => targetRef);
    },
  });
  return data;
}
