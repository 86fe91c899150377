import type { ReactNode } from 'react';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { fleetClock, FleetClockProvider, type FleetClock } from '../clock';
import { LiveProvider } from '../live/LiveProvider';
import { fleetQueryClient } from './fleetQueryClient';

/**
 * What every page and card of Fleet stands in: the shared cache, the clock,
 * and the news.
 *
 * @public
 */
export function FleetQueryProvider(props: {
  /** A cache of one's own, for tests. */
  client?: QueryClient;
  /** A clock of one's own, for tests. */
  clock?: FleetClock;
  children: ReactNode;
}) {
  return (
    <QueryClientProvider client={props.client ?? fleetQueryClient()}>
      <FleetClockProvider clock={props.clock ?? fleetClock()}>
        <LiveProvider>{props.children}</LiveProvider>
      </FleetClockProvider>
    </QueryClientProvider>
  );
}
