import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AuditChain,
  AuditPage,
  ListAuditQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { fleetApiRef } from '../api';
import { shownAnswer } from '../viewModels/shownAnswer';
import { sightOf, type Sight } from './sight';
import type { PagedSight } from './useFleetQuery';

/** Not below what is read again whenever anything of the fleet changes: that would be to read the audit all day. */
const AUDIT_QUERY_KEY = ['fleet-audit'];

/**
 * The audit, page by page. It is read again when somebody asks for it.
 *
 * @public
 */
export function useAudit(
  query: Omit<ListAuditQuery, 'cursor'>,
): PagedSight<AuditPage> {
  const api = useApi(fleetApiRef);
  const pages = useInfiniteQuery({
    queryKey: [...AUDIT_QUERY_KEY, 'list', query],
    queryFn: async ({ pageParam: cursor, signal }) =>
      shownAnswer(await api.listAudit({ ...query, cursor }, signal)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  return {
    sight: sightOf({ ...pages, data: pages.data?.pages }),
    loadMore: pages.hasNextPage
      ? () => {
          pages.fetchNextPage();
        }
      : undefined,
    isLoadingMore: pages.isFetchingNextPage,
  };
}

/**
 * Whether the rows of the audit are those that were written.
 *
 * @public
 */
export function useAuditChain(): Sight<AuditChain> {
  const api = useApi(fleetApiRef);
  return sightOf(
    useQuery({
      queryKey: [...AUDIT_QUERY_KEY, 'chain'],
      queryFn: async ({ signal }) =>
        shownAnswer(await api.getAuditChain(signal)),
    }),
  );
}
