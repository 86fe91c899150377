import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { fleetApiRef } from '@fleetview/backstage-plugin-fleet-react';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { FleetPage } from './legacy';

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
