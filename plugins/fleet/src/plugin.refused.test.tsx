import { screen, waitFor } from '@testing-library/react';
import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { mockApis } from '@backstage/test-utils';
import { fleetApiRef } from '@fleetview/backstage-plugin-fleet-react';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import fleetPlugin from '.';

const catalog = createFrontendPlugin({
  pluginId: 'catalog',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        loader: async () => <>An entity</>,
      },
    }),
  ],
});

// In a file of its own: what was decided is remembered for the whole page.
describe('fleetPlugin, to who may not read the audit', () => {
  it('does not lead there', async () => {
    const permission = mockApis.permission.mock({
      authorize: async () => ({ result: 'DENY' } as never),
    });
    renderTestApp({
      features: [catalog, fleetPlugin],
      apis: [
        [fleetApiRef, new FakeFleetApi()],
        [permissionApiRef, permission],
      ],
      initialRouteEntries: ['/fleet'],
    });
    await screen.findByRole('heading', { name: 'Needs attention' });
    await waitFor(() =>
      expect(permission.authorize).toHaveBeenCalledWith(
        expect.objectContaining({
          permission: expect.objectContaining({ name: 'fleet.audit.read' }),
        }),
      ),
    );
    expect(screen.getByRole('tab', { name: 'Clusters' })).toBeInTheDocument();
    expect(screen.queryByRole('tab', { name: 'Audit' })).toBeNull();
  });
});
