import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const PATH = '/fleet/clusters/c-euw1b?tab=platform';

describe('what is read on a cluster besides', () => {
  it('is told by type, each in one line', async () => {
    await renderPage(PATH);
    const table = await screen.findByRole('table', {
      name: 'What is read here besides',
    });
    const rowOf = (name: string) =>
      within(table).getByText(name).closest('tr') as HTMLElement;
    expect(rowOf('kube-scheduler')).toHaveTextContent(
      'held by ip-10-0-4-17_8f2c · 4 s ago',
    );
    expect(rowOf('checkout-6f9-2')).toHaveTextContent(
      'failed · 1 of 2 metrics passed · Rollout checkout',
    );
    expect(rowOf('ledger')).toHaveTextContent(
      'conflict · exported · 443/TCP · 2 clusters',
    );
    expect(table).toHaveTextContent('not then · 0 22 * * 5 for 58h');
    expect(table).toHaveTextContent(
      'at its limit · Deployment checkout · 6 of 2 to 6 replicas',
    );
    expect(rowOf('platform')).toHaveAttribute('data-stale', 'true');
  });

  it('gives what has no health no mark of one', async () => {
    await renderPage(PATH);
    const row = (await screen.findByText('kube-scheduler')).closest('tr');
    expect(row).not.toHaveTextContent('healthy');
  });

  it('is narrowed by type, in the URL, and widened again', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage(`${PATH}&type=placement&type=nonsense`);
    expect(
      await screen.findByText('step by step', { exact: false }),
    ).toBeInTheDocument();
    expect(screen.queryByText('kube-scheduler')).not.toBeInTheDocument();
    expect(api.calls.at(-1)?.query).toMatchObject({
      role: ['on'],
      type: ['placement'],
    });
    await user.click(
      screen.getByRole('button', { name: 'Remove filter Type: Placements' }),
    );
    expect(await screen.findByText('kube-scheduler')).toBeInTheDocument();
  });

  it('says that filters leave nothing, and takes them back', async () => {
    const user = userEvent.setup();
    await renderPage(`${PATH}&text=nothing-is-called-so`);
    expect(
      await screen.findByRole('heading', {
        name: 'Nothing passes these filters',
      }),
    ).toBeInTheDocument();
    const [clear] = screen.getAllByRole('button', { name: 'Clear filters' });
    await user.click(clear);
    expect(await screen.findByText('kube-scheduler')).toBeInTheDocument();
  });

  it('tells which clusters a placement chose, and why not others', async () => {
    await renderPage(`${PATH}&detail=s-placement-checkout`);
    const drawer = await screen.findByRole('dialog', {
      name: 'ApplicationSet checkout',
    });
    const [chosen] = within(drawer).getAllByRole('link');
    expect(chosen).toHaveTextContent('prod-euw1-b');
    expect(chosen).toHaveAttribute('href', '/fleet/clusters/c-euw1b');
    expect(drawer).toHaveTextContent('prod-use1-a · americas · Waiting');
    expect(drawer).toHaveTextContent('and 7 more');
    expect(drawer).toHaveTextContent('dev-lab: tier is not production');
  });

  it('says of a freeze whether what has begun may be finished', async () => {
    await renderPage(`${PATH}&detail=s-freeze-payments`);
    const drawer = await screen.findByRole('dialog', {
      name: 'AppProject payments',
    });
    expect(drawer).toHaveTextContent('What has begunmay be finished');
    expect(drawer).toHaveTextContent('By handnot allowed');
  });

  it('says that it is only what the reader may see', async () => {
    const api = new FakeFleetApi();
    const whole = api.listClusterStatements.bind(api);
    api.listClusterStatements = async (...asked) => ({
      ...(await whole(...asked)),
      items: [],
      totals: { total: 0, types: [], roles: { about: 0, on: 0 } },
      limited: ['instances'],
    });
    await renderPage(PATH, api);
    expect(
      await screen.findByRole('heading', { name: 'Nothing that you may see' }),
    ).toBeInTheDocument();
  });
});

describe('what rollouts and engines say', () => {
  it('shows how far a rollout by steps is, and why it waits', async () => {
    await renderPage(
      '/fleet/clusters/c-euw1b?tab=workloads&detail=w-checkout-c-euw1b',
    );
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent('canary, 3 of 8 steps done');
    expect(drawer).toHaveTextContent(
      '40 % wanted, 35 % confirmed by the router',
    );
    expect(drawer).toHaveTextContent('42 min ago · CanaryPauseStep');
  });

  it('shows what holds a delivery up, and what it failed on', async () => {
    await renderPage(
      '/fleet/clusters/c-euw1b?tab=deliveries&detail=d-checkout-c-euw1b',
    );
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent(
      'Application payments-secrets is not ready',
    );
    expect(drawer).toHaveTextContent(
      'Deployment payments/checkout: admission denied: require-limits',
    );
    expect(drawer).toHaveTextContent('and 3 more');
    expect(drawer).toHaveTextContent('by ann');
  });
});
