import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

describe('OverviewPage', () => {
  it('leads each thing that needs attention to where one sees why', async () => {
    await renderPage('/fleet');
    await screen.findByRole('heading', { name: 'Needs attention' });
    const targets = ['prod-aps1', 'checkout', '3 deliveries', 'stage-euw1'].map(
      title =>
        screen.getAllByRole('link', { name: title })[0].getAttribute('href'),
    );
    expect(targets).toEqual([
      '/fleet/clusters/c-aps1?tab=systems',
      '/catalog/default/component/checkout/fleet',
      '/fleet/clusters?deliveries=out-of-sync',
      '/fleet/clusters/c-stgeuw1?tab=nodes',
    ]);
  });

  it('names owners as links to the catalog', async () => {
    await renderPage('/fleet');
    expect(
      await screen.findByRole('link', { name: 'payments' }),
    ).toHaveAttribute('href', '/catalog/default/group/payments');
  });

  it('leads every number to exactly the list that it counts', async () => {
    await renderPage('/fleet');
    const totals = await screen.findByRole('group', { name: 'Totals' });
    const links = within(totals)
      .getAllByRole('link')
      .map(link => [
        link.getAttribute('aria-label') ?? link.textContent,
        link.getAttribute('href'),
      ]);
    expect(links).toContainEqual(['12clusters', '/fleet/clusters']);
    expect(links).toContainEqual([
      '1 unreachable',
      '/fleet/clusters?reachability=unreachable',
    ]);
    expect(links).toContainEqual([
      '10 reachable',
      '/fleet/clusters?reachability=reachable',
    ]);
    expect(links).toContainEqual([
      '31 stale',
      '/fleet/clusters?instances=stale',
    ]);
    expect(links).toContainEqual([
      '3drift',
      '/fleet/clusters?deliveries=out-of-sync',
    ]);
  });

  it('counts what is stale apart and never as good', async () => {
    await renderPage('/fleet');
    const tile = (await screen.findAllByText('prod-aps1'))
      .map(name => name.closest('[data-cluster]'))
      .find(Boolean) as HTMLElement;
    expect(tile).toHaveAttribute('data-stale', 'true');
    expect(within(tile).getByRole('link', { name: '31 stale' })).toBeVisible();
    expect(
      within(tile).queryByRole('link', { name: /healthy/ }),
    ).not.toBeInTheDocument();
    expect(tile).toHaveTextContent('unreachable · seen 9 min ago');
  });

  it('says not known where nothing may be read', async () => {
    await renderPage('/fleet');
    const tile = (await screen.findAllByText('prod-sae1'))
      .map(name => name.closest('[data-cluster]'))
      .find(Boolean) as HTMLElement;
    expect(tile).toHaveTextContent('not known');
  });

  it('groups and narrows by what the URL says', async () => {
    await renderPage('/fleet?group=environment&provider=azure&provider=gcp');
    expect(
      await screen.findByRole('heading', { level: 3, name: 'production' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { level: 3, name: 'staging' }),
    ).not.toBeInTheDocument();
    expect(document.querySelectorAll('[data-cluster]')).toHaveLength(4);
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove filter Provider: gcp' }),
    );
    expect(document.querySelectorAll('[data-cluster]')).toHaveLength(2);
  });

  it('shows of many the first, their sums, and the way to all of them', async () => {
    const api = new FakeFleetApi({ tilesPerGroup: 1 });
    await renderPage('/fleet?provider=aws', api);
    const heading = await screen.findByRole('heading', {
      level: 3,
      name: 'eu-west-1',
    });
    const group = within(heading.parentElement as HTMLElement);
    const links = group
      .getAllByRole('link')
      .map(link => link.getAttribute('href'));
    expect(links).toContain('/fleet/clusters?provider=aws&region=eu-west-1');
    expect(links).toContain(
      '/fleet/clusters?provider=aws&region=eu-west-1&instances=degraded',
    );
    expect(
      screen.getByRole('link', { name: /^Show all \d+ clusters$/ }),
    ).toHaveAttribute('href', '/fleet/clusters?provider=aws');
    expect(api.calls).toContainEqual({
      method: 'getOverview',
      query: { groupBy: 'region', provider: ['aws'] },
    });
  });

  it('is a table as well', async () => {
    await renderPage('/fleet');
    await userEvent.click(await screen.findByRole('button', { name: 'Table' }));
    const table = await screen.findByRole('table', { name: 'Clusters' });
    expect(within(table).getAllByText('prod-euw1-a')).toHaveLength(1);
  });

  it('names the key and the value of what is wrong in the configuration', async () => {
    const api = new FakeFleetApi();
    api.world = {
      ...api.world,
      problems: [
        {
          source: 'app-config.yaml',
          key: 'fleet.clusters[2].url',
          value: 'htp://nowhere',
          message: 'is no URL',
        },
      ],
    };
    await renderPage('/fleet', api);
    expect(
      await screen.findByText('1 problem in the configuration'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('fleet.clusters[2].url: htp://nowhere'),
    ).toBeInTheDocument();
  });
});
