import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import {
  emptyWorld,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { entityOf, renderCard } from '../__testUtils__/renderCard';
import { FleetCard } from './EntityFleetCard';
import { OwnersRollouts } from './EntityRolloutsCard';
import { MyRollouts, MyRolloutsContent } from './MyRolloutsCard';

const PAYMENTS = 'group:default/payments';
const checkout = (
  <FleetCard
    entity={{ kind: 'component', namespace: 'default', name: 'checkout' }}
  />
);
const mine = <MyRollouts />;

/** A world in which everything is read. */
function whole(): FakeFleetApi {
  const api = new FakeFleetApi();
  api.world = {
    ...api.world,
    clusters: api.world.clusters.filter(
      ({ coverage }) => coverage.state === 'current',
    ),
  };
  return api;
}

const cards = [
  {
    name: 'of a component',
    card: checkout,
    method: 'getComponent' as const,
    shows: 'eu-west-1',
    empty: 'Not seen on any cluster',
  },
  {
    name: 'of my teams',
    card: mine,
    method: 'listRollouts' as const,
    shows: 'checkout',
    empty: 'No release is on its way',
  },
  {
    name: 'of a group',
    card: <OwnersRollouts entity={entityOf('Group', 'payments')} />,
    method: 'listRollouts' as const,
    shows: 'checkout',
    empty: 'No release is on its way',
  },
];

describe.each(cards)('the card $name', ({ card, method, shows, empty }) => {
  const render = (api: FakeFleetApi) =>
    renderCard(card, { api, owners: [PAYMENTS] });

  it('is an outline while it loads', async () => {
    const api = new FakeFleetApi();
    api.hang(method);
    await render(api);
    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(shows)).not.toBeInTheDocument();
  });

  it('says what would be there where nothing is', async () => {
    await render(new FakeFleetApi({ world: emptyWorld() }));
    expect(
      await screen.findByRole('heading', { name: empty }),
    ).toBeInTheDocument();
  });

  it('says of which clusters it does not know', async () => {
    await render(new FakeFleetApi());
    expect(await screen.findByText('10 of 12 clusters')).toBeInTheDocument();
    expect(screen.getByText(shows)).toBeInTheDocument();
  });

  it('says which permission it takes', async () => {
    const api = new FakeFleetApi();
    api.forbid(method);
    await render(api);
    expect(
      await screen.findByText(/fleet\.instance\.read/),
    ).toBeInTheDocument();
  });

  it('says why it failed, and can be tried again', async () => {
    const api = new FakeFleetApi();
    api.fail(
      method,
      new FleetResponseError(400, 'InputError', 'the database is gone'),
    );
    await render(api);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('the database is gone');
    api.fail(method);
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText(shows)).toBeInTheDocument();
  });
});

describe('the card of a component', () => {
  it('is a line per region, the worst first', async () => {
    await renderCard(checkout);
    expect(
      await screen.findByText('5 regions, 1 held up, 1 not known'),
    ).toBeInTheDocument();
    const lines = screen
      .getAllByRole('listitem')
      .filter(line => /-\d/.test(line.textContent ?? ''));
    const texts = lines.map(line => line.textContent);
    expect(texts[0]).toMatch(/^eu-west-1.*42 min$/);
    expect(texts[1]).toMatch(/^ap-south-1.*9 min$/);
    expect(texts.at(-1)).toMatch(/^ca-central-11\.42\.0/);
    expect(
      within(lines[0]).getByRole('img', { name: '1 stuck' }),
    ).toBeInTheDocument();
    expect(
      within(lines[1]).queryByRole('img', { name: /healthy/ }),
    ).not.toBeInTheDocument();
  });

  it('blames no region once the release is over', async () => {
    const api = new FakeFleetApi();
    const [{ summary }] = api.world.rollouts;
    summary.lifeCycle = 'completed';
    await renderCard(checkout, { api });
    expect(await screen.findByText('5 regions')).toBeInTheDocument();
  });

  it('leads to the tab', async () => {
    await renderCard(checkout);
    expect(
      await screen.findByRole('link', { name: /Open its Fleet tab/ }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout/fleet');
  });

  it('says of how many it speaks where there are more', async () => {
    await renderCard(checkout, { api: new FakeFleetApi({ pageSize: 4 }) });
    expect(
      await screen.findByText('of the first 4 instances'),
    ).toBeInTheDocument();
  });
});

describe('the card of my teams', () => {
  it('asks for what the groups of the reader own, on its way', async () => {
    const { api } = await renderCard(mine, {
      owners: ['user:default/mara', PAYMENTS],
    });
    const line = (await screen.findByText('checkout')).closest('li');
    expect(line).toHaveTextContent('1.41.2 → 1.42.0');
    expect(line).toHaveTextContent('4 of 9');
    expect(line).toHaveTextContent('47 min');
    expect(screen.queryByText('cart')).not.toBeInTheDocument();
    expect(
      api.calls.find(({ method }) => method === 'listRollouts')?.query,
    ).toMatchObject({
      owner: ['user:default/mara', PAYMENTS],
      lifeCycle: ['running', 'paused'],
    });
  });

  it('asks nothing for who owns nothing', async () => {
    const { api } = await renderCard(mine, { owners: [] });
    expect(
      await screen.findByRole('heading', { name: 'You are in no team' }),
    ).toBeInTheDocument();
    expect(api.calls.map(({ method }) => method)).not.toContain('listRollouts');
  });

  it('does not say that nothing is on its way where not everything is read', async () => {
    await renderCard(mine, { owners: ['group:default/none'] });
    expect(
      await screen.findByRole('heading', {
        name: 'No release is known to be on its way',
      }),
    ).toBeInTheDocument();
  });

  it('says so where everything is read', async () => {
    await renderCard(mine, { api: whole(), owners: ['group:default/none'] });
    expect(
      await screen.findByText(
        'Nothing that belongs to your teams is being rolled out.',
      ),
    ).toBeInTheDocument();
  });
});

describe('what is in the card of my teams', () => {
  it('has no card of its own around it', async () => {
    await renderCard(<MyRolloutsContent />, { owners: [PAYMENTS] });
    expect(await screen.findByText('checkout')).toBeInTheDocument();
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });
});

describe('the card of a person', () => {
  it('shows what their groups own', async () => {
    const { api } = await renderCard(
      <OwnersRollouts
        entity={entityOf('User', 'mara', [
          { type: 'memberOf', targetRef: PAYMENTS },
          { type: 'ownerOf', targetRef: 'component:default/cart' },
        ])}
      />,
    );
    await screen.findByText('checkout');
    expect(
      api.calls.find(({ method }) => method === 'listRollouts')?.query,
    ).toMatchObject({ owner: ['user:default/mara', PAYMENTS] });
  });
});
