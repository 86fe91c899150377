import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FleetResponseError,
  type FleetApi,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  emptyWorld,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from './__testUtils__/renderPage';

const COMPONENT = '/catalog/default/component/checkout/fleet';

const pages: {
  name: string;
  path: string;
  method: keyof FleetApi;
  permission: string;
  shows: string;
}[] = [
  {
    name: 'overview',
    path: '/fleet',
    method: 'getOverview',
    permission: 'fleet.cluster.read',
    shows: 'Needs attention',
  },
  {
    name: 'clusters',
    path: '/fleet/clusters',
    method: 'listClusters',
    permission: 'fleet.cluster.read',
    shows: '12 clusters',
  },
  {
    name: 'cluster',
    path: '/fleet/clusters/c-euw1b',
    method: 'getCluster',
    permission: 'fleet.cluster.read',
    shows: 'Nodes ready',
  },
  {
    name: 'what runs on a cluster',
    path: '/fleet/clusters/c-euw1b',
    method: 'listClusterInstances',
    permission: 'fleet.instance.read',
    shows: 'checkout',
  },
  {
    name: 'workloads of a cluster',
    path: '/fleet/clusters/c-euw1b?tab=workloads',
    method: 'listClusterWorkloads',
    permission: 'fleet.instance.read',
    shows: 'Workload',
  },
  {
    name: 'deliveries of a cluster',
    path: '/fleet/clusters/c-euw1b?tab=deliveries',
    method: 'listClusterDeliveries',
    permission: 'fleet.instance.read',
    shows: 'checkout-prod-euw1-b',
  },
  {
    name: 'drift',
    path: '/fleet/drift',
    method: 'listDrift',
    permission: 'fleet.instance.read',
    shows: '8 need somebody',
  },
  {
    name: 'drift by owner',
    path: '/fleet/drift?view=owner',
    method: 'listDriftGroups',
    permission: 'fleet.instance.read',
    shows: 'storefront',
  },
  {
    name: 'an episode of drift',
    path: '/fleet/drift?episode=drift-c-euw1a',
    method: 'getDriftEpisode',
    permission: 'fleet.instance.read',
    shows: 'owns this field',
  },
  {
    name: 'drift of a cluster',
    path: '/fleet/clusters/c-euw1b?tab=drift',
    method: 'listDrift',
    permission: 'fleet.instance.read',
    shows: '2 need somebody',
  },
  {
    name: 'what hubs say of a cluster',
    path: '/fleet/clusters/c-euw1b?tab=hubs',
    method: 'listClusterStatements',
    permission: 'fleet.instance.read',
    shows: 'prod-euw1-b-md-0',
  },
  {
    name: 'what else is read on a cluster',
    path: '/fleet/clusters/c-euw1b?tab=platform',
    method: 'listClusterStatements',
    permission: 'fleet.instance.read',
    shows: 'kube-scheduler',
  },
  {
    name: 'alerts of a cluster',
    path: '/fleet/clusters/c-euw1b?tab=alerts',
    method: 'listClusterAlerts',
    permission: 'fleet.instance.read',
    shows: 'KubePodCrashLooping',
  },
  {
    name: 'what policies found on a cluster',
    path: '/fleet/clusters/c-euw1b?tab=findings',
    method: 'listClusterFindings',
    permission: 'fleet.finding.read',
    shows: 'containers need a limit of memory',
  },
  {
    name: 'policies of a cluster',
    path: '/fleet/clusters/c-euw1b?tab=policies',
    method: 'listClusterPolicies',
    permission: 'fleet.finding.read',
    shows: 'require-limits',
  },
  {
    name: 'Pod Security Standards of a cluster',
    path: '/fleet/clusters/c-euw1a?tab=podSecurity',
    method: 'getClusterPodSecurity',
    permission: 'fleet.finding.read',
    shows: 'payments',
  },
  {
    name: 'what a cluster costs',
    path: '/fleet/clusters/c-euw1b?tab=cost',
    method: 'listClusterAllocations',
    permission: 'fleet.allocation.read',
    shows: '14.50 USD',
  },
  {
    name: 'history of a cluster',
    path: '/fleet/clusters/c-euw1b?tab=history',
    method: 'listClusterTransitions',
    permission: 'fleet.instance.read',
    shows: 'admission denied: require-limits',
  },
  {
    name: 'skew',
    path: '/fleet/skew',
    method: 'listSkew',
    permission: 'fleet.cluster.read',
    shows: '3 of 3 traits differ.',
  },
  {
    name: 'one cluster beside its group',
    path: '/fleet/skew?cluster=c-euw1b',
    method: 'compareSkew',
    permission: 'fleet.cluster.read',
    shows: 'configured: Edge has no shop',
  },
  {
    name: 'what is not mapped',
    path: '/fleet/unbound',
    method: 'listUnbound',
    permission: 'fleet.instance.read',
    shows: 'mailer',
  },
  {
    name: 'audit',
    path: '/fleet/audit',
    method: 'listAudit',
    permission: 'fleet.audit.read',
    shows: '7 entries',
  },
  {
    name: 'component',
    path: COMPONENT,
    method: 'getComponent',
    permission: 'fleet.instance.read',
    shows: 'On 9 clusters',
  },
  {
    name: 'why something is as it is',
    path: `${COMPONENT}?why=c-euw1b`,
    method: 'getReasons',
    permission: 'fleet.instance.read',
    shows: 'It runs here.',
  },
  {
    name: 'compliance of the fleet',
    path: '/fleet/compliance',
    method: 'getCompliance',
    permission: 'fleet.finding.read',
    shows: '91.4 %',
  },
  {
    name: 'compliance of a group',
    path: '/catalog/default/group/payments/compliance',
    method: 'getCompliance',
    permission: 'fleet.finding.read',
    shows: '91.4 %',
  },
  {
    name: 'the ledger of exceptions',
    path: '/fleet/exceptions',
    method: 'listExceptions',
    permission: 'fleet.finding.read',
    shows: 'signed-images',
  },
  {
    name: 'one exception',
    path: '/fleet/exceptions?detail=e-1',
    method: 'getException',
    permission: 'fleet.finding.read',
    shows: 'The node pool is reserved for it.',
  },
  {
    name: 'exceptions that engines apply',
    path: '/fleet/exceptions?view=applied',
    method: 'listAppliedExceptions',
    permission: 'fleet.finding.read',
    shows: 'payments/batch-limits',
  },
  {
    name: 'cost of the fleet',
    path: '/fleet/cost',
    method: 'getCost',
    permission: 'fleet.allocation.read',
    shows: 'likely bill of November',
  },
  {
    name: 'the price sheet',
    path: '/fleet/cost/prices',
    method: 'getPrices',
    permission: 'fleet.allocation.read',
    shows: 'n2-standard-8',
  },
  {
    name: 'cost of a group',
    path: '/catalog/default/group/payments/cost',
    method: 'getCost',
    permission: 'fleet.allocation.read',
    shows: 'likely bill of November',
  },
  {
    name: 'releases of a system',
    path: '/catalog/default/system/payments/fleet',
    method: 'listRollouts',
    permission: 'fleet.instance.read',
    shows: 'checkout',
  },
];

describe.each(pages)('$name', ({ path, method, permission, shows }) => {
  it('shows its data', async () => {
    await renderPage(path);
    expect((await screen.findAllByText(shows)).length).toBeGreaterThan(0);
  });

  it('is an outline while it loads', async () => {
    const api = new FakeFleetApi();
    api.hang(method);
    await renderPage(path, api);
    expect(
      (await screen.findAllByRole('status', { name: 'Loading' })).length,
    ).toBeGreaterThan(0);
    expect(screen.queryByText(shows)).not.toBeInTheDocument();
  });

  it('says which permission it takes when it is forbidden', async () => {
    const api = new FakeFleetApi();
    api.forbid(method);
    await renderPage(path, api);
    expect(
      await screen.findByRole('heading', { name: /You may not see this/ }),
    ).toBeInTheDocument();
    expect(screen.getByText(new RegExp(permission))).toBeInTheDocument();
  });

  it('says why it failed, and can be tried again', async () => {
    const api = new FakeFleetApi();
    api.fail(
      method,
      new FleetResponseError(400, 'InputError', 'the database is gone'),
    );
    await renderPage(path, api);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('the database is gone');
    api.fail(method);
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect((await screen.findAllByText(shows)).length).toBeGreaterThan(0);
  });
});

describe('partial', () => {
  it.each([['/fleet'], ['/fleet/clusters'], [COMPONENT]])(
    '%s says which clusters do not answer, and shows the others',
    async path => {
      await renderPage(path);
      expect(await screen.findByText('10 of 12 clusters')).toBeInTheDocument();
      const link = screen.getByRole('link', {
        name: /^prod-aps1 unreachable since/,
      });
      expect(link).toHaveAttribute(
        'href',
        '/fleet/clusters/c-aps1?tab=systems',
      );
      expect(
        screen.getByRole('link', { name: /^prod-sae1 forbidden since/ }),
      ).toBeInTheDocument();
      expect(screen.getAllByText('prod-apne1').length).toBeGreaterThan(0);
    },
  );

  it('keeps the last known facts of a cluster that does not answer, hatched', async () => {
    await renderPage('/fleet/clusters/c-aps1');
    const row = (await screen.findByText('ledger')).closest('tr');
    expect(row).toHaveAttribute('data-stale', 'true');
    expect(row).toHaveTextContent('healthy, 9 min ago');
    expect(row).toHaveTextContent('1.42.0');
    expect(row).not.toHaveTextContent('synced');
  });
});

describe('empty', () => {
  it('says how to get clusters', async () => {
    await renderPage('/fleet', new FakeFleetApi({ world: emptyWorld() }));
    expect(
      await screen.findByRole('heading', { name: 'No clusters yet' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/kubeconfig/)).toBeInTheDocument();
  });

  it('is another sight where only the filters leave nothing', async () => {
    await renderPage('/fleet/clusters?region=nowhere');
    expect(
      await screen.findByRole('heading', {
        name: 'No cluster passes these filters',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText('No clusters yet')).not.toBeInTheDocument();
    const [clear] = screen.getAllByRole('button', { name: 'Clear filters' });
    await userEvent.click(clear);
    expect(await screen.findByText('prod-euw1-a')).toBeInTheDocument();
  });

  it('says what to write into the catalog, to be copied', async () => {
    await renderPage('/catalog/default/component/absent/fleet');
    expect(
      await screen.findByRole('heading', { name: 'Not seen on any cluster' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/backstage\.io\/kubernetes-id: absent/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy the snippet' }),
    ).toBeInTheDocument();
  });

  it('is calm where nothing needs attention', async () => {
    const api = new FakeFleetApi();
    api.world = { ...api.world, attention: [] };
    await renderPage('/fleet', api);
    expect(
      await screen.findByText('Nothing needs attention'),
    ).toBeInTheDocument();
  });
});

describe('old data', () => {
  it('stays and is marked when it cannot be read again', async () => {
    const { api } = await renderPage('/fleet/clusters/c-euw1b');
    await screen.findByText('checkout');
    api.fail(
      'getCluster',
      new FleetResponseError(400, 'InputError', 'the database is gone'),
    );
    api.fail(
      'listClusterInstances',
      new FleetResponseError(400, 'InputError', 'the database is gone'),
    );
    await userEvent.click(screen.getByRole('link', { name: 'Deliveries' }));
    await userEvent.click(screen.getByRole('link', { name: 'Runs here' }));
    expect(screen.getByText('checkout')).toBeInTheDocument();
  });
});
