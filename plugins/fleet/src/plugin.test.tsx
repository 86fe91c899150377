import { screen } from '@testing-library/react';
import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { mockApis } from '@backstage/test-utils';
import { fleetApiRef } from '@fleetview/backstage-plugin-fleet-react';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import fleetPlugin from '.';
import { CLUSTER_FILTER } from './clusterEntity/isFleetCluster';

// Names of owners and components lead to the catalog, so there has to be one.
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

function renderPortal(path: string) {
  renderTestApp({
    features: [catalog, fleetPlugin],
    apis: [
      [fleetApiRef, new FakeFleetApi()],
      [permissionApiRef, mockApis.permission()],
    ],
    initialRouteEntries: [path],
  });
}

describe('fleetPlugin', () => {
  it('brings its page, its tabs and its place in the navigation', async () => {
    renderPortal('/fleet');
    expect(
      await screen.findByRole('heading', { name: 'Needs attention' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Overview' })).toHaveAttribute(
      'href',
      '/fleet',
    );
    expect(screen.getByRole('tab', { name: 'Clusters' })).toHaveAttribute(
      'href',
      '/fleet/clusters',
    );
    expect(screen.getByText('polling')).toBeInTheDocument();
  });

  it('leads to the audit only who may read it', async () => {
    renderPortal('/fleet');
    expect(await screen.findByRole('tab', { name: 'Audit' })).toHaveAttribute(
      'href',
      '/fleet/audit',
    );
  });

  it('says that there is no such page', async () => {
    renderPortal('/fleet/nowhere');
    expect(
      await screen.findByRole('heading', {
        name: 'There is no such thing here',
      }),
    ).toBeInTheDocument();
  });

  it('brings its tab and its card to clusters, and to nothing else', () => {
    const resource = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'prod',
        annotations: { 'fleet.backstage.io/cluster-id': 'c-1' },
      },
      spec: { type: 'kubernetes-cluster' },
    };
    const isCluster = filterPredicateToFilterFunction(CLUSTER_FILTER);
    expect(isCluster(resource)).toBe(true);
    expect(isCluster({ ...resource, kind: 'Component' })).toBe(false);
    expect(isCluster({ ...resource, spec: { type: 'database' } })).toBe(false);
    expect(isCluster({ ...resource, metadata: { name: 'prod' } })).toBe(false);
  });
});
