import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetClock,
  createFleetQueryClient,
  fleetApiRef,
  FleetQueryProvider,
} from '@fleetview/backstage-plugin-fleet-react';
import {
  companyWorld,
  FakeFleetApi,
  NOW,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { Route, Routes, useLocation } from 'react-router-dom';
import { ClusterPage } from '../cluster/ClusterPage';
import { EntityClusterContent, isFleetCluster } from '../legacy';
import { rootRouteRef } from '../routing';
import { ClusterCard } from './EntityClusterCard';
import { ClusterEntityContent } from './EntityClusterContent';

const PATH = '/catalog/default/resource/prod-euw1-b/fleet';

function entityOf(clusterId: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'prod-euw1-b',
      namespace: 'default',
      annotations: { 'fleet.backstage.io/cluster-id': clusterId },
    },
    spec: { type: 'kubernetes-cluster', owner: 'platform' },
  };
}

function Address() {
  const { pathname, search } = useLocation();
  return <output>{`${pathname}${search}`}</output>;
}

async function renderEntity(
  options: {
    api?: FakeFleetApi;
    id?: string;
    path?: string;
    card?: boolean;
    entities?: Entity[];
  } = {},
) {
  const api = options.api ?? new FakeFleetApi();
  const id = options.id ?? 'c-euw1b';
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [fleetApiRef, api],
        [catalogApiRef, catalogApiMock({ entities: options.entities ?? [] })],
      ]}
    >
      <FleetQueryProvider
        client={createFleetQueryClient()}
        clock={createFleetClock(() => NOW)}
      >
        <Routes>
          <Route
            path={PATH}
            element={
              options.card ? (
                <ClusterCard clusterId={id} />
              ) : (
                <ClusterEntityContent clusterId={id} />
              )
            }
          />
          <Route path="/fleet/clusters/:clusterId" element={<ClusterPage />} />
        </Routes>
        <Address />
      </FleetQueryProvider>
    </TestApiProvider>,
    {
      routeEntries: [options.path ?? PATH],
      mountedRoutes: {
        '/fleet': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return { api };
}

const address = () => screen.getByRole('status', { hidden: true }).textContent;

describe('EntityClusterContent', () => {
  it('is the page of the cluster without its name, and stays where it is', async () => {
    await renderEntity();
    expect(await screen.findByText('Nodes ready')).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { level: 1, name: /prod-euw1-b/ }),
    ).not.toBeInTheDocument();
    const tabs = screen.getByRole('navigation', {
      name: 'What to see of this cluster',
    });
    for (const link of within(tabs).getAllByRole('link')) {
      expect(link.getAttribute('href')).toMatch(new RegExp(`^${PATH}`));
    }
    expect(screen.getByRole('link', { name: 'Open in Fleet' })).toHaveAttribute(
      'href',
      '/fleet/clusters/c-euw1b',
    );
    await userEvent.click(
      within(tabs).getByRole('link', { name: 'Deliveries' }),
    );
    expect(
      await screen.findByRole('table', { name: 'Deliveries' }),
    ).toBeInTheDocument();
    expect(address()).toBe(`${PATH}?tab=deliveries`);
  });

  it('shows what its address says', async () => {
    await renderEntity({ path: `${PATH}?tab=history` });
    expect(
      await screen.findByText('admission denied: require-limits'),
    ).toBeInTheDocument();
  });

  it('says that the reader may not', async () => {
    const api = new FakeFleetApi();
    api.forbid('getCluster');
    await renderEntity({ api });
    expect(await screen.findByText(/fleet\.cluster\.read/)).toBeInTheDocument();
  });

  it('says that it failed, and asks again', async () => {
    const api = new FakeFleetApi();
    api.fail(
      'getCluster',
      new FleetResponseError(500, 'Error', 'the database is away'),
    );
    await renderEntity({ api });
    expect(
      await screen.findByText(/the database is away/, {}, { timeout: 15_000 }),
    ).toBeInTheDocument();
    api.fail('getCluster');
    await userEvent.click(screen.getByRole('button', { name: /again/i }));
    expect(await screen.findByText('Nodes ready')).toBeInTheDocument();
  }, 30_000);

  it('shows an outline while it is asked', async () => {
    const api = new FakeFleetApi();
    api.hang('getCluster');
    await renderEntity({ api });
    expect(api.calls.map(({ method }) => method)).toContain('getCluster');
    expect(screen.queryByText('Nodes ready')).not.toBeInTheDocument();
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });

  it('says that Fleet does not know it any more', async () => {
    await renderEntity({ id: 'c-gone' });
    expect(
      await screen.findByText('Fleet does not know this cluster any more'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('finds a cluster by an id that became part of it', async () => {
    const api = new FakeFleetApi();
    const getCluster = api.getCluster.bind(api);
    api.getCluster = async id => getCluster(id === 'c-old' ? 'c-euw1b' : id);
    await renderEntity({ api, id: 'c-old' });
    const tabs = await screen.findByRole('navigation', {
      name: 'What to see of this cluster',
    });
    expect(
      within(tabs).getByRole('link', { name: 'Deliveries' }),
    ).toHaveAttribute('href', `${PATH}?tab=deliveries`);
  });
});

describe('EntityClusterContent of an application', () => {
  it('takes the cluster from the entity that it stands on', async () => {
    await renderInTestApp(
      <TestApiProvider apis={[[fleetApiRef, new FakeFleetApi()]]}>
        <EntityProvider entity={entityOf('c-euw1b')}>
          <EntityClusterContent />
        </EntityProvider>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/fleet': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    expect(await screen.findByText('Nodes ready')).toBeInTheDocument();
  });
});

describe('EntityClusterCard', () => {
  it('says how the cluster is, and leads to Fleet', async () => {
    await renderEntity({ card: true });
    expect(await screen.findByText('Nodes ready')).toBeInTheDocument();
    expect(screen.getByText('Instances')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Open in Fleet/ })).toHaveAttribute(
      'href',
      '/fleet/clusters/c-euw1b',
    );
  });

  it('calls nothing good of a cluster that does not answer', async () => {
    const world = companyWorld();
    const dead = world.clusters.find(
      ({ reachability }) => reachability.state === 'unreachable',
    )!;
    await renderEntity({ card: true, id: dead.id });
    expect(await screen.findByText('Nodes ready')).toBeInTheDocument();
    expect(screen.getAllByText(/unreachable/i).length).toBeGreaterThan(0);
  });
});

describe('the page of a cluster', () => {
  it('leads to its entity where there is one', async () => {
    await renderEntity({
      path: '/fleet/clusters/c-euw1b',
      entities: [entityOf('c-euw1b')],
    });
    expect(await screen.findByText('in the catalog')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'prod-euw1-b' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/prod-euw1-b',
    );
  });

  it('says nothing of an entity where there is none', async () => {
    await renderEntity({ path: '/fleet/clusters/c-euw1b' });
    expect(await screen.findByText('Nodes ready')).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryByText('in the catalog')).not.toBeInTheDocument(),
    );
  });
});

describe('isFleetCluster', () => {
  it('is true of clusters of the fleet alone', () => {
    const entity = entityOf('c-1');
    expect(isFleetCluster(entity)).toBe(true);
    expect(isFleetCluster({ ...entity, kind: 'Component' })).toBe(false);
    expect(isFleetCluster({ ...entity, spec: { type: 'database' } })).toBe(
      false,
    );
    expect(
      isFleetCluster({ ...entity, metadata: { name: 'prod-euw1-b' } }),
    ).toBe(false);
  });
});
