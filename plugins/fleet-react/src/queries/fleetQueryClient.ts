import { QueryClient } from '@tanstack/react-query';
import { isWorthRetrying } from './sight';

/**
 * A cache of answers that learns of changes from {@link LiveProvider} rather
 * than by a clock of its own.
 *
 * @public
 */
export function createFleetQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        retry: (failures, error) => failures < 1 && isWorthRetrying(error),
        retryDelay: 1_000,
        refetchOnWindowFocus: false,
      },
    },
  });
}

let client: QueryClient | undefined;

/**
 * The one cache of the application, so that the pages and the entity tab share
 * what they have read.
 *
 * @public
 */
export function fleetQueryClient(): QueryClient {
  client ??= createFleetQueryClient();
  return client;
}
