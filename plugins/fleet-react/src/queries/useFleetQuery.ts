import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { useApi } from '@backstage/core-plugin-api';
import type { FleetApi } from '@fleetview/backstage-plugin-fleet-common';
import { fleetApiRef } from '../api';
import { shownAnswer } from '../viewModels/shownAnswer';
import {
  FLEET_DAILY_QUERY_KEY,
  FLEET_PAST_QUERY_KEY,
  FLEET_QUERY_KEY,
} from './keys';
import { sightOf, type Sight } from './sight';

/** How often it is looked for another day. */
const DAILY_MS = 5 * 60_000;

/**
 * One answer of the API, as a sight.
 *
 * While an answer to other filters is on its way the one before stays, marked as
 * updating; but never that of another `key`, or of another time.
 *
 * @public
 */
export function useFleetQuery<T extends object>(options: {
  key: readonly unknown[];
  /** What the answer is narrowed to. */
  filter?: unknown;
  /** The time in the past that it is of, ISO 8601; of now, and kept up to date, where absent. */
  at?: string;
  /** It is of days: read again after some minutes, and not with everything that happens. */
  isDaily?: boolean;
  /** Asked only where it is wanted; loading until then. */
  enabled?: boolean;
  /** Read again so often, in milliseconds: what changes without a revision of the fleet. */
  everyMs?: (data: T) => number | false;
  read: (api: FleetApi, signal: AbortSignal) => Promise<T>;
}): Sight<T> {
  const api = useApi(fleetApiRef);
  const { at, isDaily, everyMs, enabled = true } = options;
  const ofNow = isDaily ? FLEET_DAILY_QUERY_KEY : FLEET_QUERY_KEY;
  const subject = at
    ? [...FLEET_PAST_QUERY_KEY, at, ...options.key]
    : [...ofNow, ...options.key];
  const query = useQuery({
    ...(isDaily && { staleTime: DAILY_MS, refetchInterval: DAILY_MS }),
    ...(everyMs && {
      refetchInterval: (asked: { state: { data?: T } }) =>
        asked.state.data === undefined ? false : everyMs(asked.state.data),
    }),
    enabled,
    queryKey: [...subject, options.filter ?? null],
    queryFn: async ({ signal }) => shownAnswer(await options.read(api, signal)),
    placeholderData: (previous, previousQuery) =>
      isSameSubject(previousQuery?.queryKey, subject)
        ? keepPreviousData(previous)
        : undefined,
  });
  return sightOf(query);
}

/** The last part of a key is the filter; the rest says of what the answer is. */
function isSameSubject(
  key: readonly unknown[] | undefined,
  subject: readonly unknown[],
): boolean {
  return JSON.stringify(key?.slice(0, -1)) === JSON.stringify(subject);
}

/**
 * A list that comes in pages.
 *
 * @public
 */
export interface PagedSight<Page> {
  sight: Sight<Page[]>;
  /** Absent where the last page is there. */
  loadMore?: () => void;
  isLoadingMore: boolean;
}

/**
 * The pages of a list that have been asked for, as one sight.
 *
 * While new filters are on their way the rows of the old ones stay, marked as
 * updating; but never those of another `subject`.
 *
 * @public
 */
export function usePagedFleetQuery<
  Page extends { nextCursor?: string },
>(options: {
  /** What the list is of. */
  subject: readonly unknown[];
  /** What the list is narrowed to. */
  filter: unknown;
  /** Asked only where it is wanted; loading until then. */
  enabled?: boolean;
  /** Read again so often, in milliseconds: what changes without a revision of the fleet. */
  everyMs?: number;
  read: (
    api: FleetApi,
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<Page>;
}): PagedSight<Page> {
  const api = useApi(fleetApiRef);
  const { subject, filter } = options;
  const query = useInfiniteQuery({
    enabled: options.enabled ?? true,
    ...(options.everyMs && { refetchInterval: options.everyMs }),
    queryKey: [...FLEET_QUERY_KEY, ...subject, filter],
    queryFn: async ({ pageParam, signal }) =>
      shownAnswer(await options.read(api, pageParam, signal)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: (previous, previousQuery) =>
      isSameSubject(previousQuery?.queryKey, [...FLEET_QUERY_KEY, ...subject])
        ? keepPreviousData(previous)
        : undefined,
  });
  return {
    sight: sightOf({ ...query, data: query.data?.pages }),
    loadMore: query.hasNextPage
      ? () => {
          query.fetchNextPage();
        }
      : undefined,
    isLoadingMore: query.isFetchingNextPage,
  };
}
