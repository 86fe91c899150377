import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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
});
