import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../../__testUtils__/renderPage';

const PATH = '/fleet/cost/prices';
const write = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const sent = (api: FakeFleetApi) =>
  api.calls.filter(({ method }) => method === 'changePrices');

jest.setTimeout(60_000);

describe('the price sheet', () => {
  it('says what holds, what will and what held, by whose word', async () => {
    await renderPage(PATH);
    const table = await screen.findByRole('table', {
      name: 'Rows of the price sheet',
    });
    const [inForce, toCome, replaced] = within(table)
      .getAllByRole('row')
      .slice(1);
    expect(inForce).toHaveTextContent('in force');
    expect(inForce).toHaveTextContent('n2-standard-8');
    expect(inForce).toHaveTextContent('0.035 EUR');
    expect(inForce).toHaveTextContent('0.0047 EUR');
    expect(inForce).toHaveTextContent('2026-11-01');
    expect(within(inForce).getByRole('link', { name: 'rita' })).toHaveAttribute(
      'href',
      '/catalog/default/user/rita',
    );
    // A row without prices ends others: that is no price of 0.
    expect(toCome).toHaveTextContent('ends then');
    expect(toCome).not.toHaveTextContent('EUR');
    expect(replaced).toHaveTextContent('replaced');
    expect(
      within(replaced).queryByRole('button', { name: 'New price' }),
    ).not.toBeInTheDocument();
    expect(screen.getByText(/estimates, and on no bill/)).toBeInTheDocument();
  });

  it('says what the configuration says, and where no row counts', async () => {
    await renderPage(PATH);
    const region = await screen.findByRole('region', {
      name: 'What is charged by prices',
    });
    const [stage, edge] = within(region).getAllByRole('listitem');
    expect(stage).toHaveTextContent(/rows in EUR count.*all: 0.05 EUR/);
    expect(stage).toHaveTextContent(/g2-standard-8: .*, 0.6 EUR a GPU-hour/);
    expect(edge).toHaveTextContent(/no row counts.*no prices/i);
  });

  it('names what is wrong in its field, and sends nothing of it', async () => {
    const { api } = await renderPage(PATH);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a price' }),
    );
    write(/^Core-hour/, '1,5');
    write(/^Currency/, 'euro');
    write(/^Valid from/, '2026-11-19');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByLabelText(/^Core-hour/)).toBeInvalid();
    expect(screen.getByLabelText(/^GiB-hour of memory/)).toBeInvalid();
    expect(screen.getByText(/^A number from 0/)).toBeInTheDocument();
    expect(screen.getByText('It is needed')).toBeInTheDocument();
    expect(screen.getByText(/^Three capital letters/)).toBeInTheDocument();
    expect(
      screen.getByText('Days before 2026-11-20 are charged already'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
    expect(sent(api)).toEqual([]);
  });

  it('writes a row that follows another', async () => {
    const { api } = await renderPage(PATH);
    const [first] = await screen.findAllByRole('button', { name: 'New price' });
    await userEvent.click(first);
    write(/^Core-hour/, '0.03');
    write(/^GPU-hour/, '0.6');
    write(/^Note/, ' cheaper now ');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    // The sheet is read again, with the row in it.
    await waitFor(() =>
      expect(
        api.calls.filter(({ method }) => method === 'getPrices'),
      ).toHaveLength(2),
    );
    expect(sent(api).map(({ query }) => query)).toEqual([
      {
        rows: [
          {
            provider: 'gcp',
            region: 'europe-west4',
            instanceType: 'n2-standard-8',
            cpuHour: 0.03,
            gibHour: 0.0047,
            volumeGibHour: 0.00015,
            gpuHour: 0.6,
            currency: 'EUR',
            validFrom: '2026-11-20',
            note: 'cheaper now',
          },
        ],
      },
    ]);
  });

  it('ends prices by a row without any', async () => {
    const { api } = await renderPage(PATH);
    const [first] = await screen.findAllByRole('button', { name: 'New price' });
    await userEvent.click(first);
    await userEvent.click(screen.getByRole('checkbox', { name: /^No price/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent(api)).toHaveLength(1));
    const [{ query }] = sent(api);
    expect(query).toEqual({
      rows: [
        {
          provider: 'gcp',
          region: 'europe-west4',
          instanceType: 'n2-standard-8',
          currency: 'EUR',
          validFrom: '2026-11-20',
        },
      ],
    });
  });

  it('keeps what was entered where it is refused, and says why', async () => {
    const api = new FakeFleetApi();
    const { container } = await renderPage(PATH, api);
    const [first] = await screen.findAllByRole('button', { name: 'New price' });
    api.fail(
      'changePrices',
      new FleetResponseError(
        403,
        'NotAllowedError',
        'This needs fleet.price.update',
      ),
    );
    await userEvent.click(first);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'fleet.price.update',
    );
    expect(screen.getByLabelText(/^Core-hour/)).toHaveValue('0.035');
    expect(container).toBeInTheDocument();
  });

  it('says of an empty sheet what holds then', async () => {
    const api = new FakeFleetApi();
    api.prices = { ...api.prices, rows: [], rowsTotal: 0, configured: [] };
    await renderPage(PATH, api);
    expect(
      await screen.findByText('The price sheet has no rows'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Nothing is charged by prices/),
    ).toBeInTheDocument();
  });
});
