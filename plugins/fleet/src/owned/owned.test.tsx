import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import {
  emptyWorld,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { entityOf, renderCard } from '../__testUtils__/renderCard';
import { OwnedContent } from './EntityOwnedContent';
import { ownedBy } from './ownedBy';
import { OWNING_FILTER } from './owningFilter';

const storefront = entityOf('System', 'storefront');
const shop = entityOf('Domain', 'shop', [
  { type: 'hasPart', targetRef: 'system:default/storefront' },
  { type: 'hasPart', targetRef: 'system:default/payments' },
  { type: 'hasPart', targetRef: 'domain:default/returns' },
  { type: 'ownedBy', targetRef: 'group:default/payments' },
]);

const render = (
  entity = storefront,
  options: Parameters<typeof renderCard>[1] = {},
) => renderCard(<OwnedContent owned={ownedBy(entity)} />, options);

const components = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(row => row.querySelector('td')?.textContent);

describe('ownedBy', () => {
  it('asks for the components of a system, and for what a group owns', () => {
    expect(ownedBy(storefront)).toEqual({
      query: { system: ['system:default/storefront'] },
      isEmpty: false,
    });
    expect(ownedBy(entityOf('Group', 'payments'))).toEqual({
      query: { owner: ['group:default/payments'] },
      isEmpty: false,
    });
  });

  it('takes the systems of a domain from its relations', () => {
    expect(ownedBy(shop)).toEqual({
      query: {
        system: ['system:default/payments', 'system:default/storefront'],
      },
      isEmpty: false,
    });
  });

  it('says that a domain has more systems than can be asked for', () => {
    const many = entityOf(
      'Domain',
      'all',
      Array.from({ length: 51 }, (_, index) => ({
        type: 'hasPart',
        targetRef: `system:default/s-${index}`,
      })),
    );
    expect(ownedBy(many).query.system).toHaveLength(50);
    expect(ownedBy(many).cutAt).toBe(50);
  });
});

describe('the tab of systems, domains and groups', () => {
  it('lists what is on its way of the components of a system', async () => {
    await render();
    const row = (await screen.findByText('cart')).closest('tr') as HTMLElement;
    expect(row).toHaveTextContent('3.7.2 → 3.8.0');
    expect(row).toHaveTextContent('paused');
    expect(row).toHaveTextContent('no waves');
    expect(row).toHaveTextContent('2 of 9');
    expect(row).toHaveTextContent('5 h');
    expect(within(row).getByRole('link', { name: 'cart' })).toHaveAttribute(
      'href',
      '/catalog/default/component/cart/fleet',
    );
    expect(components()).toEqual(['cart']);
  });

  it('shows the waves in small', async () => {
    await render(entityOf('Group', 'payments'));
    await screen.findByText('checkout');
    const marks = screen
      .getAllByRole('img', { name: /^Wave/ })
      .map(mark => mark.getAttribute('aria-label'));
    expect(marks).toEqual([
      'Wave 1, canary: done, 3 of 3',
      'Wave 2, europe and asia: under way, 1 of 4',
      'Wave 3, americas: waiting, 0 of 2',
    ]);
  });

  it('shows all that were, in the URL', async () => {
    await render();
    await screen.findByText('cart');
    await userEvent.click(screen.getByRole('link', { name: 'all' }));
    const row = (await screen.findByText('search')).closest('tr');
    expect(row).toHaveTextContent('completed');
    expect(row).toHaveTextContent('187 of 190');
    expect(components()).toEqual(['cart', 'search']);
  });

  it('asks for the systems of a domain alone', async () => {
    const { api } = await render(shop);
    await screen.findByText('checkout');
    expect(components()).toEqual(['checkout', 'cart']);
    expect(
      api.calls.find(({ method }) => method === 'listRollouts')?.query,
    ).toMatchObject({
      system: ['system:default/payments', 'system:default/storefront'],
    });
  });

  it('asks nothing for a domain without systems', async () => {
    const { api } = await render(entityOf('Domain', 'new'));
    expect(
      await screen.findByRole('heading', {
        name: 'This domain has no systems',
      }),
    ).toBeInTheDocument();
    expect(api.calls.map(({ method }) => method)).not.toContain('listRollouts');
  });

  it('is an outline while it loads', async () => {
    const api = new FakeFleetApi();
    api.hang('listRollouts');
    await render(storefront, { api });
    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
  });

  it('says that nothing is on its way only where everything is read', async () => {
    await render(entityOf('System', 'none'));
    expect(
      await screen.findByRole('heading', {
        name: 'No release is known to be on its way',
      }),
    ).toBeInTheDocument();
  });

  it('says that nothing is on its way', async () => {
    await render(storefront, {
      api: new FakeFleetApi({ world: emptyWorld() }),
    });
    expect(
      await screen.findByRole('heading', { name: 'No release is on its way' }),
    ).toBeInTheDocument();
  });

  it('says which clusters do not answer', async () => {
    await render();
    expect(await screen.findByText('10 of 12 clusters')).toBeInTheDocument();
  });

  it('says which permission it takes', async () => {
    const api = new FakeFleetApi();
    api.forbid('listRollouts');
    await render(storefront, { api });
    expect(
      await screen.findByText(/fleet\.instance\.read/),
    ).toBeInTheDocument();
  });

  it('says why it failed', async () => {
    const api = new FakeFleetApi();
    api.fail(
      'listRollouts',
      new FleetResponseError(400, 'InputError', 'the database is gone'),
    );
    await render(storefront, { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database is gone',
    );
  });

  it('leaves room for more under it', async () => {
    await renderCard(
      <OwnedContent owned={ownedBy(storefront)} matrix={<p>a matrix</p>} />,
    );
    expect(await screen.findByText('a matrix')).toBeInTheDocument();
  });

  it('is there for what owns components, and for nothing else', () => {
    const owns = filterPredicateToFilterFunction(OWNING_FILTER);
    for (const kind of ['System', 'Domain', 'Group']) {
      expect(owns(entityOf(kind, 'one'))).toBe(true);
    }
    for (const kind of ['Component', 'Resource', 'User']) {
      expect(owns(entityOf(kind, 'one'))).toBe(false);
    }
  });
});
