import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { identityApiRef } from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { fleetApiRef } from '@fleetview/backstage-plugin-fleet-react';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { entityOf } from './__testUtils__/renderCard';
import {
  EntityFleetCard,
  EntityOwnedContent,
  EntityRolloutsCard,
  FleetPage,
  MyRolloutsCard,
} from './legacy';
import { rootRouteRef } from './routing';

describe('FleetPage', () => {
  it('is the same pages in the older front-end system', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [fleetApiRef, new FakeFleetApi()],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <Routes>
          <Route path="/fleet/*" element={<FleetPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/fleet'],
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    expect(
      await screen.findByRole('heading', { name: 'Needs attention' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Overview' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(
      await screen.findByRole('link', { name: 'Audit' }),
    ).toBeInTheDocument();
  });
});

describe('what entities and home pages get', () => {
  it.each([
    ['the card of a component', <EntityFleetCard />, 'Component', 'eu-west-1'],
    ['the tab of a system', <EntityOwnedContent />, 'System', 'checkout'],
    ['the card of a group', <EntityRolloutsCard />, 'Group', 'checkout'],
    ['the card of my teams', <MyRolloutsCard />, 'User', 'checkout'],
  ])('%s stands by itself', async (_, element, kind, shows) => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [fleetApiRef, new FakeFleetApi()],
          [
            identityApiRef,
            mockApis.identity({
              ownershipEntityRefs: ['group:default/payments'],
            }),
          ],
        ]}
      >
        <EntityProvider
          entity={entityOf(
            kind,
            kind === 'Component' ? 'checkout' : 'payments',
          )}
        >
          {element}
        </EntityProvider>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/fleet': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    expect(await screen.findByText(shows)).toBeInTheDocument();
  });
});
