import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const lastQuery = (api: FakeFleetApi) =>
  api.calls.filter(({ method }) => method === 'listClusters').at(-1)?.query;

const shownClusters = () =>
  within(screen.getByRole('table', { name: 'Clusters' }))
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell')[0].textContent);

describe('ClustersPage', () => {
  it('asks for what the URL says', async () => {
    const { api } = await renderPage(
      '/fleet/clusters?region=eu-west-1&region=us-east-1&environment=staging&sort=-degraded&text=stage',
    );
    await screen.findByText('2 clusters');
    expect(lastQuery(api)).toMatchObject({
      region: ['eu-west-1', 'us-east-1'],
      environment: ['staging'],
      sort: '-degraded',
      text: 'stage',
    });
    expect(shownClusters()).toEqual(['stage-euw1', 'stage-use1']);
  });

  it('narrows by a facet that says how many it would leave', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage('/fleet/clusters?environment=staging');
    await screen.findByText('2 clusters');
    await user.click(screen.getByRole('button', { name: '+ Filter' }));
    const panel = await screen.findByRole('dialog', { name: 'Filter' });
    expect(
      within(panel).getByRole('checkbox', { name: 'production, 8' }),
    ).not.toBeChecked();
    await user.click(
      within(panel).getByRole('checkbox', { name: 'us-east-1, 1' }),
    );
    await screen.findByText('1 cluster');
    expect(lastQuery(api)).toMatchObject({
      environment: ['staging'],
      region: ['us-east-1'],
    });
  });

  it('gives no share of nothing that was asked', async () => {
    const api = new FakeFleetApi();
    api.world = {
      ...api.world,
      clusters: api.world.clusters.map(cluster =>
        cluster.id === 'c-aps1'
          ? { ...cluster, coverage: { asked: 0, current: 0, state: 'pending' } }
          : cluster,
      ),
    };
    await renderPage('/fleet/clusters', api);
    const row = (await screen.findByText('prod-aps1')).closest('tr');
    expect(row).toHaveTextContent('pending');
    expect(row).not.toHaveTextContent('0 of 0');
  });

  it('sorts on the server', async () => {
    const { api } = await renderPage('/fleet/clusters');
    await screen.findByText('12 clusters');
    const sort = screen.getByRole('button', { name: 'Sort by Kubernetes' });
    await userEvent.click(sort);
    await waitFor(() =>
      expect(lastQuery(api)).toMatchObject({ sort: 'version' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Sort by Kubernetes' }),
    );
    await waitFor(() =>
      expect(lastQuery(api)).toMatchObject({ sort: '-version' }),
    );
  });

  it('searches when typing pauses', async () => {
    await renderPage('/fleet/clusters');
    await screen.findByText('12 clusters');
    await userEvent.type(screen.getByRole('searchbox'), 'use1');
    await screen.findByText('3 clusters');
    expect(shownClusters()).toEqual([
      'prod-use1-a',
      'prod-use1-b',
      'stage-use1',
    ]);
  });

  it('reads page after page', async () => {
    await renderPage('/fleet/clusters', new FakeFleetApi({ pageSize: 5 }));
    await screen.findByText('12 clusters');
    expect(shownClusters()).toHaveLength(5);
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(shownClusters()).toHaveLength(10));
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(shownClusters()).toHaveLength(12));
    expect(
      screen.queryByRole('button', { name: 'Show more' }),
    ).not.toBeInTheDocument();
  });
});
