import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const AT = '2026-11-19T09:00:00Z';
const NOW = '/fleet/rollouts?as=table';
const THEN = `${NOW}&at=${AT}`;

const lastOf = (api: { calls: { method: string; query?: unknown }[] }) =>
  api.calls.filter(({ method }) => method === 'getMatrixAxes').at(-1)?.query;

describe('the matrix as of a time', () => {
  it('says of which time it is, in UTC and here, and asks for that time alone', async () => {
    const { api } = await renderPage(THEN);
    expect(
      await screen.findByText('As it was on 2026-11-19 09:00:00 UTC'),
    ).toBeInTheDocument();
    await screen.findByRole('table');
    await waitFor(() =>
      expect(api.calls.map(({ method }) => method)).toContain('getMatrixTile'),
    );
    const asked = api.calls.filter(({ method }) =>
      method.startsWith('getMatrix'),
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const { query } of asked) expect(query).toMatchObject({ at: AT });
  });

  it('goes to a time of those that are offered, and back to now', async () => {
    const { api } = await renderPage(NOW);
    await screen.findByRole('table');
    expect(lastOf(api)).not.toHaveProperty('at');
    expect(screen.queryByText(/As it was on/)).not.toBeInTheDocument();
    await userEvent.selectOptions(screen.getByLabelText('as of'), 'day');
    await screen.findByText(/As it was on/);
    expect(lastOf(api)).toMatchObject({
      at: expect.stringMatching(/^2026-.*:\d\dZ$/),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Back to now' }));
    await waitFor(() =>
      expect(screen.queryByText(/As it was on/)).not.toBeInTheDocument(),
    );
    expect(screen.getByLabelText('as of')).toHaveValue('now');
  });

  it('takes no time for one that is none', async () => {
    const { api } = await renderPage(`${NOW}&at=yesterday`);
    await screen.findByRole('table');
    expect(lastOf(api)).not.toHaveProperty('at');
    expect(screen.queryByText(/As it was on/)).not.toBeInTheDocument();
  });

  it('shows what was known of a cell then, and not why it is as it is', async () => {
    const { api } = await renderPage(THEN);
    const table = await screen.findByRole('table');
    const [cell] = await within(table).findAllByRole('button', {
      name: /Open .*checkout/,
    });
    await userEvent.click(cell);
    const drawer = await screen.findByRole('dialog');
    await within(drawer).findByText(/As it was on/);
    expect(await within(drawer).findByText('Namespace')).toBeInTheDocument();
    expect(
      within(drawer).getByRole('link', { name: /timeline/ }),
    ).toHaveAttribute('href', expect.stringMatching(/\/fleet$/));
    const asked = () => api.calls.map(({ method }) => method);
    expect(asked()).not.toContain('getReasons');
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'As it is now' }),
    );
    await waitFor(() => expect(asked()).toContain('getReasons'));
    expect(screen.queryByText(/As it was on/)).not.toBeInTheDocument();
  });

  it('leads back to now where nothing is kept of a time', async () => {
    const api = new FakeFleetApi();
    api.fail(
      'getMatrixAxes',
      new FleetResponseError(
        400,
        'InputError',
        'It is longer ago than history is kept.',
      ),
    );
    await renderPage(THEN, api);
    expect(
      await screen.findByText(/longer ago than history is kept/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Back to now' }),
    ).toBeInTheDocument();
  });
});
