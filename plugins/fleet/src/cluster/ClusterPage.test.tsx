import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeFleetApi,
  ignoreRule,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

describe('ClusterPage', () => {
  it('says what the cluster is and who knows it under which name', async () => {
    await renderPage('/fleet/clusters/c-stgeuw1');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'stage-euw1' }),
    ).toBeInTheDocument();
    expect(screen.getByText('nodes degraded')).toBeInTheDocument();
    expect(screen.getByText('stage-euw1, stage-euw1.eu')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '1 not ready' })).toHaveAttribute(
      'href',
      '/fleet/clusters/c-stgeuw1?tab=nodes',
    );
  });

  it('groups what runs by owner, and opens its detail in a drawer', async () => {
    const user = userEvent.setup();
    await renderPage('/fleet/clusters/c-euw1b');
    const table = await screen.findByRole('table', { name: 'Instances' });
    expect(
      within(table).getByRole('link', { name: 'payments' }),
    ).toHaveAttribute('href', '/catalog/default/group/payments');
    expect(table).toHaveTextContent('1.41.2 → 1.42.0');
    expect(table).toHaveTextContent('2 of 6');

    const row = within(table)
      .getByRole('link', { name: 'checkout' })
      .closest('tr') as HTMLElement;
    await user.click(within(row).getByText('42 min'));
    const drawer = await screen.findByRole('dialog', { name: 'checkout' });
    expect(drawer).toHaveTextContent(
      'label backstage.io/kubernetes-id=checkout on Deployment payments/checkout',
    );
    expect(drawer).toHaveTextContent('container cache has no memory limit');
    expect(
      within(drawer).getByRole('link', {
        name: /git\.example\.com\/payments\/config/,
      }),
    ).toHaveAttribute('href', 'https://git.example.com/payments/config');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('opens the drawer that the URL names', async () => {
    await renderPage(
      '/fleet/clusters/c-euw1b?tab=deliveries&detail=d-cart-c-euw1b',
    );
    const drawer = await screen.findByRole('dialog', {
      name: 'Application cart-prod-euw1-b',
    });
    expect(drawer).toHaveTextContent('spec.replicas differs');
  });

  it('narrows to the states that a number led here with', async () => {
    const { api } = await renderPage('/fleet/clusters/c-euw1b?state=degraded');
    const table = await screen.findByRole('table', { name: 'Instances' });
    expect(within(table).getByText('checkout')).toBeInTheDocument();
    expect(within(table).queryByText('ledger')).not.toBeInTheDocument();
    expect(
      api.calls.find(({ method }) => method === 'listClusterInstances')?.query,
    ).toMatchObject({ state: ['degraded'] });
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove filter State: degraded' }),
    );
    expect(await screen.findByText('ledger')).toBeInTheDocument();
  });

  it('does not say that nothing runs where it may not look', async () => {
    const api = new FakeFleetApi();
    api.world = {
      ...api.world,
      instances: api.world.instances.filter(
        ({ cluster }) => cluster.id !== 'c-sae1',
      ),
    };
    await renderPage('/fleet/clusters/c-sae1', api);
    expect(
      await screen.findByRole('heading', { name: 'What is here is not known' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Nothing runs here/)).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'What is not read, and what to grant' }),
    ).toHaveAttribute('href', '/fleet/clusters/c-sae1?tab=systems');
  });

  it('says that nothing runs where all was read', async () => {
    const api = new FakeFleetApi();
    api.world = { ...api.world, instances: [] };
    await renderPage('/fleet/clusters/c-apne1', api);
    expect(
      await screen.findByRole('heading', {
        name: 'Nothing runs here that Fleet knows',
      }),
    ).toBeInTheDocument();
  });

  it('says in which unit a node has processors', async () => {
    await renderPage('/fleet/clusters/c-stgeuw1?tab=nodes');
    const table = await screen.findByRole('table', { name: 'Nodes' });
    expect(within(table).getAllByText(/^\d+ cores$/).length).toBeGreaterThan(0);
  });

  it('says what to grant where reading is forbidden', async () => {
    const user = userEvent.setup();
    await renderPage('/fleet/clusters/c-sae1?tab=systems');
    const table = await screen.findByRole('table', {
      name: 'What is read from this cluster',
    });
    const row = within(table).getByText('Deployment').closest('tr');
    expect(row).toHaveTextContent('forbidden');
    await user.click(within(row as HTMLElement).getByText('Deployment'));
    const drawer = await screen.findByRole('dialog', {
      name: 'Kubernetes Deployment',
    });
    expect(drawer).toHaveTextContent('verbs: ["get", "list", "watch"]');
  });

  it('says how many objects were skipped, and why', async () => {
    const user = userEvent.setup();
    await renderPage('/fleet/clusters/c-euw1a?tab=systems');
    const row = (await screen.findByText('Application')).closest(
      'tr',
    ) as HTMLElement;
    await user.click(within(row).getByText('Application'));
    expect(
      await screen.findByRole('dialog', { name: 'Argo CD Application' }),
    ).toHaveTextContent('argocd/legacy-import: spec.source is no object');
  });

  it('shows evidence and possible duplicates', async () => {
    await renderPage('/fleet/clusters/c-stgeuw1?tab=identity');
    expect(
      await screen.findByRole('heading', { name: 'Possible duplicates' }),
    ).toBeInTheDocument();
    const attributes = screen.getByRole('table', { name: 'Attributes' });
    expect(
      within(attributes).getByText('eu-west-1').closest('tr'),
    ).toHaveTextContent('node labels');
    expect(
      within(attributes).getByText('group:default/platform').closest('tr'),
    ).toHaveTextContent('catalog · permissions do not look at it');
  });

  it('names the Resources that contradict each other, and says what permissions look at', async () => {
    const api = new FakeFleetApi();
    const claim = (name: string) => ({
      source: 'catalog' as const,
      value: 'eu',
      detail: `resource:default/${name}`,
      trusted: true,
    });
    api.world = {
      ...api.world,
      clusters: api.world.clusters.map(cluster => ({
        ...cluster,
        attributes: {
          ...cluster.attributes,
          region: {
            value: 'unassigned',
            evidence: { source: 'none', value: 'unassigned' },
            conflicts: [claim('a'), claim('b')],
          },
          tier: { value: '1', evidence: claim('c') },
        },
      })),
    };
    await renderPage('/fleet/clusters/c-stgeuw1?tab=identity', api);
    const attributes = await screen.findByRole('table', { name: 'Attributes' });
    const rowOf = (name: string) =>
      within(attributes).getByText(name).closest('tr');
    expect(rowOf('Region')).toHaveTextContent(
      'eu (catalog: resource:default/a), eu (catalog: resource:default/b)',
    );
    expect(rowOf('Tier')).toHaveTextContent('catalog · resource:default/c');
    expect(rowOf('Tier')).not.toHaveTextContent('permissions');
  });

  it('shows an interval where nobody watched', async () => {
    await renderPage('/fleet/clusters/c-euw1a?tab=history');
    const rows = await screen.findAllByRole('row');
    const texts = rows.map(row => row.textContent ?? '');
    expect(
      texts.some(text => /between \d\d:\d\d and \d\d:\d\d/.test(text)),
    ).toBe(true);
    expect(texts.some(text => text.includes('2 min ago'))).toBe(true);
  });

  it('never makes a link of an address that runs', async () => {
    const api = new FakeFleetApi();
    const attack = `${['java', 'script'].join(
      '',
    )}:fetch("https://evil.example.com")`;
    api.world = {
      ...api.world,
      deliveries: api.world.deliveries.map(delivery => ({
        ...delivery,
        message: '<img src=x onerror=alert(1)>',
        sources: [{ repository: attack, path: '../../..', chart: attack }],
      })),
    };
    const { container } = await renderPage(
      '/fleet/clusters/c-euw1b?tab=deliveries&detail=d-checkout-c-euw1b',
      api,
    );
    const drawer = await screen.findByRole('dialog');
    expect(within(drawer).getAllByText(attack)).toHaveLength(2);
    const targets = [...container.ownerDocument.querySelectorAll('a')].map(
      link => link.getAttribute('href') ?? '',
    );
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter(target => !target.startsWith('/'))).toEqual([]);
    expect(container.ownerDocument.querySelector('img')).toBeNull();
  });

  it('says by which rules of its own an engine leaves out differences', async () => {
    const api = new FakeFleetApi();
    api.world = {
      ...api.world,
      deliveries: api.world.deliveries.map(delivery => ({
        ...delivery,
        ignoreRules: [
          ignoreRule({
            target: { group: '', kind: 'ConfigMap', namespace: 'shop' },
            leftOut: [
              { type: 'manager', text: 'config-operator' },
              { type: 'pointer', text: '<img src=x onerror=alert(1)>' },
            ],
            leftOutTotal: 4,
            atSync: true,
          }),
          ignoreRule({
            where: {
              kind: 'HelmRelease',
              name: 'search',
              path: 'spec.driftDetection.mode',
            },
            target: undefined,
            leftOut: [{ type: 'everything' }],
            setting: 'not set',
          }),
        ],
        ignoreRulesTotal: 3,
      })),
    };
    const { container } = await renderPage(
      '/fleet/clusters/c-euw1b?tab=deliveries&detail=d-checkout-c-euw1b',
      api,
    );
    const drawer = await screen.findByRole('dialog');
    const name = within(drawer).getByText('Leaves out');
    const rules = name.nextElementSibling;
    expect(rules).toHaveTextContent(
      /^ConfigMap shop\/\*what config-operator owns<img src=x onerror=alert\(1\)>and 2 moreholds as well when the engine brings somethingApplication argocd\/checkout-prod-euw1-a spec\.ignoreDifferences\[0\]/,
    );
    expect(rules).toHaveTextContent(
      /all that it bringseverythingnot set: the engine does not compareHelmRelease search spec\.driftDetection\.modeand 1 more rule$/,
    );
    expect(container.ownerDocument.querySelector('img')).toBeNull();
  });

  it('says that there is no such cluster', async () => {
    await renderPage('/fleet/clusters/nope');
    expect(
      await screen.findByRole('heading', {
        name: /There is no such thing here/,
      }),
    ).toBeInTheDocument();
  });
});
