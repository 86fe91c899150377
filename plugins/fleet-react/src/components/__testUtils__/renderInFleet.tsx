import type { ReactElement } from 'react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { fleetApiRef } from '../../api';
import { createFleetClock } from '../../clock';
import { createFleetQueryClient, FleetQueryProvider } from '../../queries';
import { FakeFleetApi, NOW } from '../../testing';

/**
 * Draws an element as it stands on a page of Fleet, at the moment at which the
 * world of the tests stands still.
 */
export async function renderInFleet(
  element: ReactElement,
  options: { api?: FakeFleetApi; path?: string } = {},
): Promise<{ api: FakeFleetApi; container: HTMLElement }> {
  const api = options.api ?? new FakeFleetApi();
  const rendered = await renderInTestApp(
    <TestApiProvider apis={[[fleetApiRef, api]]}>
      <FleetQueryProvider
        client={createFleetQueryClient()}
        clock={createFleetClock(() => NOW)}
      >
        {element}
      </FleetQueryProvider>
    </TestApiProvider>,
    {
      routeEntries: [options.path ?? '/'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  return { api, container: rendered.container };
}
