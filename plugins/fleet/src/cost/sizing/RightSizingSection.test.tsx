import { fireEvent, screen, within } from '@testing-library/react';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import {
  companyRightSizing,
  companyWorld,
  emptyWorld,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderCard } from '../../__testUtils__/renderCard';
import { RightSizingSection } from './RightSizingSection';

const SCOPE = { owner: ['group:default/payments'] };
const TITLE = 'Requests that could be smaller, or must be larger';
const render = (options: Parameters<typeof renderCard>[1] = {}) =>
  renderCard(<RightSizingSection scope={SCOPE} />, options);
const withSizing = (over: object) =>
  new FakeFleetApi({
    world: {
      ...companyWorld(),
      rightSizing: { ...companyRightSizing(), ...over },
    },
  });

describe('right-sizing', () => {
  it('says of each workload what it requests, used and should, and why not', async () => {
    const { api } = await render();
    const table = await screen.findByRole('table', {
      name: 'Requests of workloads',
    });
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => [...row.children].map(({ textContent }) => textContent));
    expect(rows).toEqual([
      [
        'checkoutpayments · Deployment',
        'prod-euw1-b',
        '1000m → 460mhigh 0.4',
        '1024 MiB → 460 MiBhigh 400 MiB',
        '80.00 EUR',
      ],
      [
        'cartpayments · Deployment',
        'prod-euw1-b',
        '200m → 460mhigh 0.4',
        'fits512 MiB requested · high 450 MiB',
        '-12.00 EUR',
      ],
      [
        'ledgerpayments · Deployment',
        'prod-euw1-b',
        'was throttled: it needs more than it had1 requested · high 0.9',
        'was killed for want of memory512 MiB requested',
        '–',
      ],
      [
        'reportspayments · Deployment',
        'prod-use1-a',
        'only means are told, no highsmean 0.1',
        'nobody knows whether it was killed for want of memory512 MiB requested',
        '–',
      ],
    ]);
    expect(
      api.calls.flatMap(({ method, query }) =>
        method === 'getRightSizing' ? [query] : [],
      ),
    ).toEqual([SCOPE]);
  });

  it('says what all come to, on what they rest, and how to know the rest', async () => {
    await render();
    const section = await screen.findByRole('region', { name: TITLE });
    expect(
      await within(section).findByText(
        'Smaller requests would save 80.00 EUR a month. Larger ones would cost 12.00 EUR more. Money is saved only once there are fewer nodes.',
      ),
    ).toBeInTheDocument();
    expect(
      within(section).getByText(
        '4 workloads, each with CPU and memory: 2 could be smaller, 1 must be larger, 1 fit, 4 cannot be judged.',
      ),
    ).toBeInTheDocument();
    expect(
      within(section).getByText(
        /^2026-11-06 to 2026-11-19 · CPU: 0.95 quantile/,
      ),
    ).toHaveTextContent('at least 7 days');
    expect(
      within(section).getByText(/^Cannot be judged: only means are told/),
    ).toBeInTheDocument();
    expect(within(section).getByText(/kube-state-metrics/)).toBeInTheDocument();
  });

  it('opens a row with a patch to copy, labelled as a proposal', async () => {
    await render();
    fireEvent.click(await screen.findByText('checkout'));
    const drawer = await screen.findByRole('dialog');
    const patch = within(drawer).getByRole('region', {
      name: 'Proposal to copy',
    });
    expect(patch).toHaveTextContent(/A proposal from what was used/);
    expect(patch).toHaveTextContent(/- name: checkout resources: requests:/);
    expect(patch).toHaveTextContent(/cpu: 460m memory: 460Mi/);
    expect(
      within(patch).getByText('As values of a Helm chart'),
    ).toBeInTheDocument();
  });

  it('leads to the pull request that changes them, filled in', async () => {
    await render({ hasScaffolder: true });
    fireEvent.click(await screen.findByText('checkout'));
    const link = await screen.findByRole('link', {
      name: 'Open a pull request',
    });
    const { pathname, searchParams } = new URL(
      link.getAttribute('href') ?? '',
      'http://portal',
    );
    expect(pathname).toBe('/create/templates/default/right-size');
    expect(JSON.parse(searchParams.get('formData') ?? '')).toEqual({
      kind: 'Deployment',
      namespace: 'payments',
      name: 'checkout',
      containers: [
        { name: 'checkout', requests: { cpu: '460m', memory: '460Mi' } },
      ],
    });
  });

  it('leads nowhere in a portal without templates', async () => {
    await render();
    fireEvent.click(await screen.findByText('checkout'));
    await screen.findByText('As values of a Helm chart');
    expect(screen.queryByRole('link', { name: /pull request/ })).toBeNull();
  });

  it('has no patch for what is not proposed', async () => {
    await render({
      path: '/?detail=size/c-euw1b/payments/Deployment/ledger/EUR',
    });
    const drawer = await screen.findByRole('dialog');
    expect(
      within(drawer).getByText('Nothing is proposed.'),
    ).toBeInTheDocument();
    expect(drawer).toHaveTextContent(/was throttled/);
  });

  it('says that the list is cut', async () => {
    await render({ api: withSizing({ itemsTotal: 900 }) });
    expect(await screen.findByText('the first 4 of 900')).toBeInTheDocument();
  });

  it('says of nothing that it is not known, and makes up no sum', async () => {
    await render({ api: new FakeFleetApi({ world: emptyWorld() }) });
    expect(
      await screen.findByText('No workload can be sized here'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/would save/)).not.toBeInTheDocument();
  });

  it('is an outline while it loads', async () => {
    const api = new FakeFleetApi();
    api.hang('getRightSizing');
    await render({ api });
    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('names the permission to ask for', async () => {
    const api = new FakeFleetApi();
    api.forbid('getRightSizing');
    await render({ api });
    expect(
      await screen.findByText(/fleet\.allocation\.read/),
    ).toBeInTheDocument();
  });

  it('says why it failed, and can be tried again', async () => {
    const api = new FakeFleetApi();
    api.fail(
      'getRightSizing',
      new FleetResponseError(400, 'InputError', 'There are 200000 workloads'),
    );
    await render({ api });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('There are 200000 workloads');
    expect(
      within(alert).getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });
});
