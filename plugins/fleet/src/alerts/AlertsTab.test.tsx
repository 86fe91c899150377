import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const tabOf = (clusterId: string) => `/fleet/clusters/${clusterId}?tab=alerts`;

async function rows(): Promise<string[]> {
  const table = await screen.findByRole('table', { name: 'Alerts that fire' });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent ?? '');
}

describe('the alerts of a cluster', () => {
  it('are told with what they are about, the worst first', async () => {
    await renderPage(tabOf('c-euw1b'));
    const told = await rows();
    expect(told[0]).toMatch(
      /critical.*ErrorBudgetBurn.*Deployment shop\/checkout.*burns its error budget.*40 min/,
    );
    expect(told[1]).toMatch(/unknown.*BatchLate.*payments/);
    expect(told[2]).toMatch(/medium.*KubePodCrashLooping.*Pod shop\/cart-/);
    expect(told[3]).toMatch(/info.*Watchdog.*the cluster as a whole/);
    expect(screen.getByText('4 alerts fire')).toBeInTheDocument();
  });

  it('are narrowed in the URL, and asked for as such', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage(
      `${tabOf('c-euw1b')}&severity=critical&severity=nonsense`,
    );
    expect(await rows()).toHaveLength(1);
    expect(api.calls.at(-1)?.query).toMatchObject({ severity: ['critical'] });
    await user.click(
      screen.getByRole('button', { name: 'Remove filter Severity: critical' }),
    );
    expect(await screen.findByText('Watchdog')).toBeInTheDocument();
  });

  it('are said not to fire only where that was answered', async () => {
    await renderPage(tabOf('c-euw1a'));
    expect(
      await screen.findByRole('heading', { name: 'No alert fires' }),
    ).toBeInTheDocument();
  });

  it('are not said not to fire where nothing is asked', async () => {
    await renderPage(tabOf('c-use1a'));
    expect(
      await screen.findByRole('heading', {
        name: 'Alerts of this cluster are not read',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/prometheus\/Alert/)).toBeInTheDocument();
  });

  it('stay as they were where nobody answers, and are marked', async () => {
    await renderPage(tabOf('c-aps1'));
    const row = (await screen.findByText('KubeNodeNotReady')).closest('tr');
    expect(row).toHaveAttribute('data-stale', 'true');
    expect(
      screen.getByText(
        /1 cannot be confirmed now · More may fire: .*no route to host/,
      ),
    ).toBeInTheDocument();
  });

  it('are not known where none is stored and nobody answers', async () => {
    const api = new FakeFleetApi();
    const told = api.world.alerts?.get('c-aps1');
    api.world = {
      ...api.world,
      alerts: new Map([
        ['c-aps1', { known: { asked: true }, ...told, alerts: [] }],
      ]),
    };
    await renderPage(tabOf('c-aps1'), api);
    expect(
      await screen.findByRole('heading', {
        name: 'Whether alerts fire is not known',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText('No alert fires')).not.toBeInTheDocument();
  });

  it('are none that one sees, to who sees a part', async () => {
    const api = new FakeFleetApi();
    const told = api.world.alerts?.get('c-euw1a');
    api.world = {
      ...api.world,
      alerts: new Map([
        [
          'c-euw1a',
          { known: { asked: true }, alerts: [], ...told, isLimited: true },
        ],
      ]),
    };
    await renderPage(tabOf('c-euw1a'), api);
    expect(
      await screen.findByRole('heading', {
        name: 'No alert fires of what you may see',
      }),
    ).toBeInTheDocument();
  });
});
