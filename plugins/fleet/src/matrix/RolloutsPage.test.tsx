import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

/** What cannot be drawn has no size: the table shows the same without one. */
const AS_TABLE = '/fleet/rollouts?as=table';

describe('RolloutsPage', () => {
  it('shows which component runs where, in which version and state', async () => {
    await renderPage(AS_TABLE);
    const table = await screen.findByRole('table');
    expect(
      await within(table).findAllByText(/healthy|degraded|progressing/),
    ).not.toHaveLength(0);
    expect(screen.getByText(/clusters by .* components/)).toBeInTheDocument();
  });

  it('says how many cells are in which state, each a filter in the URL', async () => {
    const { api } = await renderPage(AS_TABLE);
    const legend = await screen.findByRole('list', { name: /states/i });
    const [first] = within(legend).getAllByRole('button');
    await userEvent.click(first);
    await waitFor(() =>
      expect(
        api.calls.filter(({ method }) => method === 'getMatrixAxes').at(-1)
          ?.query,
      ).toMatchObject({ state: [expect.any(String)] }),
    );
    expect(first).toHaveAttribute('aria-pressed', 'true');
  });

  it('leads to the releases on their way', async () => {
    await renderPage('/fleet/rollouts?show=releases');
    expect(await screen.findByRole('link', { name: 'Matrix' })).toHaveAttribute(
      'href',
      '/fleet/rollouts',
    );
    expect(await screen.findByRole('table')).toBeInTheDocument();
  });

  describe('of one component', () => {
    const CHECKOUT = `${AS_TABLE}&component=component%3Adefault%2Fcheckout`;
    const queryOf = (api: FakeFleetApi) =>
      api.calls.filter(({ method }) => method === 'getMatrixAxes').at(-1)
        ?.query;

    it('groups by the waves of its release, and says how far it is', async () => {
      const { api } = await renderPage(CHECKOUT);
      await userEvent.selectOptions(
        await screen.findByLabelText('group by'),
        'wave of the release',
      );
      await screen.findByRole('button', { name: /^Wave 1 · canary/ });
      expect(
        screen.getByRole('button', { name: /^Not in this release/ }),
      ).toBeInTheDocument();
      expect(queryOf(api)).toMatchObject({ groupBy: 'wave' });
      expect(
        await screen.findByRole('button', { name: /prod-euw1-b.*stuck/ }),
      ).toBeInTheDocument();
      const legend = screen.getByRole('list', { name: 'How far releases are' });
      expect(
        within(legend)
          .getAllByRole('listitem')
          .map(item => item.textContent),
      ).toEqual(['stuck', 'unknown', 'window closed', 'applying', 'queued']);
    });

    it('offers no waves where several components are shown, and says why', async () => {
      await renderPage(AS_TABLE);
      const option = await screen.findByRole('option', {
        name: 'wave (choose one component)',
      });
      expect(option).toBeDisabled();
      expect(option).toHaveAttribute('title', expect.stringContaining('Waves'));
    });

    it('has its attributes as columns, sorted by what the URL says', async () => {
      const { api } = await renderPage(CHECKOUT);
      await userEvent.click(
        await screen.findByRole('button', { name: 'attributes' }),
      );
      expect(
        await screen.findByRole('columnheader', { name: 'Release' }),
      ).toBeInTheDocument();
      expect(queryOf(api)).toMatchObject({
        component: ['component:default/checkout'],
        placed: true,
      });
      const names = () =>
        screen
          .getAllByRole('rowheader')
          .map(({ textContent }) => textContent ?? '');
      await userEvent.selectOptions(screen.getByLabelText('group by'), 'none');
      await waitFor(() => expect(names()[0]).toMatch(/^[a-z]+-[a-z0-9-]+$/));
      await userEvent.selectOptions(
        screen.getByLabelText('sort by'),
        'Release',
      );
      await waitFor(() => expect(names()[0]).toBe('prod-euw1-b'));
      expect(
        screen.getByRole('columnheader', { name: 'Release' }),
      ).toHaveAttribute('aria-sort', 'ascending');
      expect(
        screen.getByRole('button', { name: /prod-euw1-b, Release: stuck/ }),
      ).toBeInTheDocument();
      expect(screen.getByRole('link', { name: 'checkout' })).toHaveAttribute(
        'href',
        '/catalog/default/component/checkout/fleet',
      );
    });

    it('reads page after page until all places are there', async () => {
      const api = new FakeFleetApi({ pageSize: 2 });
      await renderPage(`${CHECKOUT}&columns=attributes&groupBy=none`, api);
      await screen.findByRole('columnheader', { name: 'Release' });
      await waitFor(() =>
        expect(screen.queryByText('loading')).not.toBeInTheDocument(),
      );
      expect(
        api.calls.filter(({ method }) => method === 'getComponent').length,
      ).toBeGreaterThan(3);
    });

    it('is no matrix of attributes where two are chosen', async () => {
      await renderPage(
        `${CHECKOUT}&component=component%3Adefault%2Fcart&columns=attributes`,
      );
      await screen.findByRole('table');
      expect(
        screen.queryByRole('button', { name: 'attributes' }),
      ).not.toBeInTheDocument();
      expect(
        screen.queryByRole('columnheader', { name: 'Release' }),
      ).not.toBeInTheDocument();
    });
  });
});
