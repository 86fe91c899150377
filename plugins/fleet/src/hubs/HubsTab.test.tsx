import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const PATH = '/fleet/clusters/c-euw1b';

describe('what hubs say of a cluster', () => {
  it('stands in one line under its name, and leads to the tab', async () => {
    await renderPage(PATH);
    const line = await screen.findByRole('list', { name: 'What hubs say' });
    const links = within(line).getAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual([
      'Open Cluster Management on hub-eu: available',
      'Cluster API on hub-eu: upgrading to 1.35.1',
    ]);
    expect(links[0]).toHaveAttribute('href', `${PATH}?tab=hubs`);
  });

  it('is not there where no hub says anything', async () => {
    await renderPage('/fleet/clusters/c-euw1a');
    await screen.findByRole('heading', { level: 1 });
    expect(
      screen.queryByRole('list', { name: 'What hubs say' }),
    ).not.toBeInTheDocument();
  });

  it('is told by hub and engine, with what holds it up', async () => {
    const { api } = await renderPage(`${PATH}?tab=hubs`);
    const section = await screen.findByRole('region', {
      name: 'Cluster API on hub-eu',
    });
    expect(section).toHaveTextContent('upgrading to 1.35.1');
    expect(section).toHaveTextContent('1.34.2 → ');
    expect(
      within(section).getByRole('list', { name: 'What holds it up' }),
    ).toHaveTextContent('2 of 3 machines are up to date');
    expect(section).toHaveTextContent('AWSCluster fleet/prod-euw1-b');
    const other = screen.getByRole('region', {
      name: 'Open Cluster Management on hub-eu',
    });
    expect(other).toHaveTextContent('platform.open-cluster-management.io: AWS');
    expect(other).toHaveTextContent('maintenance=upgrade (NoSelectIfNew)');
    expect(
      api.calls.find(({ method }) => method === 'listClusterStatements')?.query,
    ).toMatchObject({ role: ['about'] });
  });

  it('counts machines that are ready apart from those that are up to date', async () => {
    await renderPage(`${PATH}?tab=hubs`);
    const row = (await screen.findByText('prod-euw1-b-cp')).closest('tr');
    expect(row).toHaveTextContent('3 of 3');
    expect(row).toHaveTextContent('2 of 3');
  });

  it('shows an agent that the hub lost sight of as old, and says why', async () => {
    const user = userEvent.setup();
    await renderPage(`${PATH}?tab=hubs`);
    const cell = await screen.findByText('cert-policy-controller');
    expect(cell.closest('tr')).toHaveAttribute('data-stale', 'true');
    await user.click(cell);
    const drawer = await screen.findByRole('dialog', {
      name: 'ManagedClusterAddOn cert-policy-controller',
    });
    expect(drawer).toHaveTextContent(
      'has lost sight of it: its lease was not renewed',
    );
  });

  it('says what would be here where no hub speaks of it', async () => {
    await renderPage('/fleet/clusters/c-euw1a?tab=hubs');
    expect(
      await screen.findByRole('heading', {
        name: 'No hub speaks of this cluster',
      }),
    ).toBeInTheDocument();
  });

  it('proves nothing where not everything was read', async () => {
    await renderPage('/fleet/clusters/c-sae1?tab=hubs', new FakeFleetApi());
    expect(
      await screen.findByRole('heading', { name: 'What is here is not known' }),
    ).toBeInTheDocument();
  });
});
