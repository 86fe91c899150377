import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  allocation,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const PATH = '/fleet/clusters/c-euw1b?tab=cost';

describe('what a cluster costs', () => {
  it('is told of one window and grain, with what is idle apart and what has no request', async () => {
    const { api } = await renderPage(PATH);
    const table = await screen.findByRole('table', {
      name: 'Costs as OpenCost has them',
    });
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => row.textContent ?? '');
    expect(rows[0]).toMatch(/^Idle.*14\.50 USD$/);
    expect(rows[1]).toMatch(/checkout.*shop.*34 %.*4\.30 USD$/);
    const sums = screen.getByText('Total', { selector: 'dt' }).closest('dl');
    expect(sums).toHaveTextContent('Total19.55 USDIdle14.50 USDUsed5.05 USD');
    expect(api.calls.at(-1)?.query).toMatchObject({
      start: '2026-11-27T00:00:00Z',
      grain: ['workload'],
      engine: ['opencost'],
    });
  });

  it('tells in a drawer what was asked, and why it may be too small', async () => {
    const user = userEvent.setup();
    await renderPage(PATH);
    await user.click(await screen.findByText('cart'));
    const drawer = await screen.findByRole('dialog', { name: 'shop/cart' });
    expect(drawer).toHaveTextContent('one of two stores did not answer');
    expect(drawer).toHaveTextContent('/allocation/compute?window=');
    expect(drawer).toHaveTextContent('0.4 used of 2 requested · no request');
  });

  it('never shows two windows as one', async () => {
    const user = userEvent.setup();
    const api = new FakeFleetApi();
    api.world.allocations.get('c-euw1b')?.push(
      allocation({
        name: 'shop/old',
        controller: 'old',
        window: { start: '2026-11-26T00:00:00Z', end: '2026-11-27T00:00:00Z' },
      }),
    );
    await renderPage(PATH, api);
    expect(await screen.findByText('checkout')).toBeInTheDocument();
    expect(screen.queryByText('old')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /Window/ }));
    await user.click(screen.getByRole('option', { name: '2026-11-26' }));
    expect(await screen.findByText('old')).toBeInTheDocument();
    expect(screen.queryByText('checkout')).not.toBeInTheDocument();
  });

  it('tells what is spent of budgets', async () => {
    const user = userEvent.setup();
    await renderPage(PATH);
    const table = await screen.findByRole('table', { name: 'Budgets' });
    expect(table).toHaveTextContent(/840\.50 of 1,200\.00 USD · every month/);
    await user.click(within(table).getByText('shop'));
    const drawer = await screen.findByRole('dialog', { name: 'Budget shop' });
    expect(drawer).toHaveTextContent('80 %');
  });

  it('says of no costs that they are not zero', async () => {
    await renderPage('/fleet/clusters/c-euw1a?tab=cost');
    expect(
      await screen.findByText(/^That is not zero: costs show here/),
    ).toBeInTheDocument();
  });
});
