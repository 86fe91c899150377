import { screen, within } from '@testing-library/react';
import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';
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
import {
  FakeFleetApi,
  ledgerException,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import fleetPlugin from '.';
import { CLUSTER_FILTER } from './clusterEntity/isFleetCluster';
import { COSTED_FILTER } from './cost/team/costedFilter';

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

// What the scaffolder is to others: a page, and a route of that name.
const createPage = createRouteRef({ id: 'scaffolder' });
const scaffolder = createFrontendPlugin({
  pluginId: 'scaffolder',
  routes: {
    selectedTemplate: createSubRouteRef({
      id: 'scaffolder/selected-template',
      parent: createPage,
      path: '/templates/:namespace/:templateName',
    }),
  },
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/create',
        routeRef: createPage,
        loader: async () => <>Templates</>,
      },
    }),
  ],
});

function renderPortal(
  path: string,
  options: { api?: FakeFleetApi; hasScaffolder?: boolean } = {},
) {
  renderTestApp({
    features: [
      catalog,
      fleetPlugin,
      ...(options.hasScaffolder ? [scaffolder] : []),
    ],
    apis: [
      [fleetApiRef, options.api ?? new FakeFleetApi()],
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

  it.each([
    [true, ['/create/templates/default/policy-exception']],
    [false, []],
  ])(
    'leads to templates where there is a scaffolder: %s',
    async (hasScaffolder, expected) => {
      const api = new FakeFleetApi();
      const { scope, ...exception } = ledgerException();
      api.ledger.exceptions = [
        { ...exception, scope: { ...scope, entities: [] } },
      ];
      renderPortal('/fleet/exceptions?detail=e-1', { api, hasScaffolder });
      const engine = await screen.findByRole('region', {
        name: 'For the engine',
      });
      expect(
        within(engine)
          .queryAllByRole('link')
          .map(link => link.getAttribute('href')?.split('?')[0]),
      ).toEqual(expected);
    },
  );

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

  it('brings the cost to whatever costs, and to nothing else', () => {
    const costs = filterPredicateToFilterFunction(COSTED_FILTER);
    const kinds = ['Component', 'System', 'Domain', 'Group', 'User', 'API'];
    expect(
      kinds.filter(kind =>
        costs({
          apiVersion: 'backstage.io/v1alpha1',
          kind,
          metadata: { name: 'a' },
        }),
      ),
    ).toEqual(['Component', 'System', 'Domain', 'Group']);
  });

  it('has a page of costs of its own', async () => {
    renderPortal('/fleet/cost');
    expect(
      await screen.findByText('likely bill of November'),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Cost' })).toHaveAttribute(
      'href',
      '/fleet/cost',
    );
  });
});
