import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeFleetApi,
  noDrift,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

jest.setTimeout(60_000);

const LINES = 'Drift, one line for what differs in the same way';
const EPISODES = 'Episodes of drift, what has lasted longest first';

const asked = (api: FakeFleetApi, method: string) =>
  api.calls.filter(call => call.method === method).map(({ query }) => query);

const rowsOf = async (name: string) =>
  within(await screen.findByRole('table', { name }))
    .getAllByRole('row')
    .slice(1);

function apiWith(drift: FakeFleetApi['world']['drift']): FakeFleetApi {
  const api = new FakeFleetApi();
  api.world.drift = drift;
  // All is read.
  api.world.clusters = api.world.clusters.filter(
    ({ coverage }) => coverage.state === 'current',
  );
  return api;
}

describe('the page of drift', () => {
  it('says how much needs somebody, and what else there is', async () => {
    await renderPage('/fleet/drift');
    const headline = await screen.findByRole('group', {
      name: 'How much drifts',
    });
    const links = within(headline)
      .getAllByRole('link')
      .map(link => [link.textContent, link.getAttribute('href')]);
    expect(links).toEqual([
      [
        '8 need somebody',
        '/fleet/drift?class=human&class=missing&class=extra&class=failed-apply',
      ],
      ['5 by hand', '/fleet/drift?class=human'],
      ['1 missing', '/fleet/drift?class=missing'],
      ['1 extra', '/fleet/drift?class=extra'],
      ['1 failed to apply', '/fleet/drift?class=failed-apply'],
      [
        '3 more',
        '/fleet/drift?class=unattributed&class=behind&class=controller&class=admission&class=defaulting',
      ],
      ['1 unattributed', '/fleet/drift?class=unattributed'],
      ['1 by a controller', '/fleet/drift?class=controller'],
      ['1 by admission', '/fleet/drift?class=admission'],
      ['1 that nobody sees now', '/fleet/drift?state=unconfirmed'],
      ['1 hidden by exceptions', '/fleet/drift?ignored=only'],
    ]);
    expect(headline).toHaveTextContent('drift debt at least 384 h');
    expect(headline).toHaveTextContent('median time to repair 40 s, of 1');
    expect(screen.getByText('263 deliveries are seen.')).toBeVisible();
    expect(
      screen.getByText(/^Of 26 deliveries nobody can say now/),
    ).toBeVisible();
  });

  it('has the same drift on several clusters as one line, with where and whose beneath', async () => {
    const { api } = await renderPage('/fleet/drift?environment=production');
    const [first] = await rowsOf(LINES);
    expect(first).toHaveTextContent('by hand');
    expect(first).toHaveTextContent('Deployment payments/checkout');
    expect(first).toHaveTextContent('prod-euw1-a and 2 more');
    expect(within(first).getByRole('link', { name: 'payments' })).toBeVisible();
    await userEvent.click(
      within(first).getByRole('button', {
        name: 'Show where Deployment payments/checkout differs',
      }),
    );
    await screen.findByRole('link', { name: 'prod-apne1' });
    const [, ...places] = await rowsOf(LINES);
    expect(
      places.slice(0, 3).map(row => within(row).getAllByRole('link').length),
    ).toEqual([3, 3, 3]);
    expect(places[0]).toHaveTextContent(/prod-euw1-a.*at least 3 d/);
    expect(places[1]).toHaveTextContent(/prod-use1-a.*2 d/);
    expect(asked(api, 'listDrift').at(-1)).toEqual({
      environment: ['production'],
      same: 'drift1:checkout-hotfix',
      limit: 100,
      cursor: undefined,
    });
    expect(
      within((await rowsOf(LINES))[0]).getByRole('button', {
        name: /^Hide where/,
      }),
    ).toHaveAttribute('aria-expanded', 'true');
  });

  it.each([
    ['class', 'Class', /^by hand5/],
    ['age', 'Age', /^1 to 7 d/],
    ['owner', 'Owner', /^payments/],
    ['component', 'Component', /^checkout/],
    ['cluster', 'Cluster', /^prod-/],
  ])(
    'lists it by %s, each leading to its episodes',
    async (by, title, text) => {
      const { api } = await renderPage(`/fleet/drift?view=${by}`);
      const [first] = await rowsOf(`Drift by ${by}`);
      expect(
        screen.getByRole('columnheader', { name: title }),
      ).toBeInTheDocument();
      expect(first).toHaveTextContent(text);
      expect(within(first).getByRole('link').getAttribute('href')).toMatch(
        new RegExp(`^/fleet/drift\\?view=episodes&${by}=`),
      );
      expect(asked(api, 'listDriftGroups').at(-1)).toMatchObject({ by });
    },
  );

  it('hatches what nobody sees now, and says so', async () => {
    await renderPage('/fleet/drift?view=episodes');
    const row = (await rowsOf(EPISODES)).find(each =>
      each.textContent?.includes('prod-aps1'),
    );
    expect(row).toHaveAttribute('data-stale', 'true');
    expect(row).toHaveTextContent('by hand, not seen now');
  });

  it('says what is over, and what an exception hides', async () => {
    await renderPage('/fleet/drift?view=episodes&state=all&ignored=too');
    const rows = await rowsOf(EPISODES);
    expect(
      screen.getByRole('link', { name: '10 need or needed somebody' }),
    ).toBeVisible();
    const texts = rows.map(({ textContent }) => textContent);
    expect(texts).toContainEqual(
      expect.stringMatching(
        /^by handDeployment storefront\/search.*lasted 40 s/,
      ),
    );
    expect(texts).toContainEqual(
      expect.stringMatching(/^by hand, hiddenDeployment storefront\/cart/),
    );
  });

  it('asks for what the URL says, and not for what it does not know', async () => {
    const { api } = await renderPage(
      '/fleet/drift?view=episodes&class=human&class=nonsense&age=week&owner=group:default/payments&state=all&ignored=too',
    );
    await screen.findByRole('table', { name: EPISODES });
    expect(asked(api, 'listDrift').at(-1)).toEqual({
      class: ['human'],
      age: ['week'],
      owner: ['group:default/payments'],
      state: 'all',
      ignored: 'too',
      cursor: undefined,
    });
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Which episodes' }),
      'over',
    );
    expect(asked(api, 'listDrift').at(-1)).toMatchObject({ state: 'ended' });
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove filter Class: by hand' }),
    );
    expect(asked(api, 'listDrift').at(-1)).not.toHaveProperty('class');
  });

  it('counts for filters only once somebody looks at them', async () => {
    const { api } = await renderPage('/fleet/drift?class=human');
    await screen.findByRole('table', { name: LINES });
    expect(
      asked(api, 'listDriftGroups').map(query => (query as { by: string }).by),
    ).toEqual(['same']);
    await userEvent.click(screen.getByRole('button', { name: '+ Filter' }));
    const panel = await screen.findByRole('dialog', { name: 'Filter' });
    // Without the filter by class itself.
    expect(
      await within(panel).findByRole('checkbox', { name: 'missing, 1' }),
    ).not.toBeChecked();
    await userEvent.click(
      within(panel).getByRole('checkbox', { name: 'prod-euw1-a, 2' }),
    );
    expect(asked(api, 'listDrift').at(-1)).toMatchObject({
      class: ['human'],
      cluster: ['c-euw1a'],
    });
  });

  it('saves what is listed, with how much of the fleet is seen', async () => {
    const files: Blob[] = [];
    URL.createObjectURL = file => {
      files.push(file as Blob);
      return 'blob:1';
    };
    URL.revokeObjectURL = () => undefined;
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => undefined);
    const api = new FakeFleetApi();
    const [first] = api.world.drift?.episodes ?? [];
    first.episode.resource = {
      ...first.episode.resource,
      kind: '=HYPERLINK()',
    };
    await renderPage('/fleet/drift?view=episodes&cluster=c-euw1a', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Save as CSV' }),
    );
    jest.restoreAllMocks();
    const text = Buffer.from(await files[0].arrayBuffer()).toString('utf8');
    const [titles, line] = text.split('\r\n');
    expect(titles).toMatch(
      /clustersSeen,clustersOfAll,deliveriesSeen,deliveriesNotSeen,rowsInFile,rowsOfAll$/,
    );
    expect(line).toContain("'=HYPERLINK() payments/checkout");
    expect(line).toMatch(/10,12,263,26,2,2$/);
  });
});

describe('where nothing drifts', () => {
  it('says so with how much is seen', async () => {
    await renderPage('/fleet/drift', apiWith(noDrift()));
    expect(
      await screen.findByRole('heading', { name: 'Nothing drifts' }),
    ).toBeVisible();
    expect(
      screen.getByText(/All that the 289 deliveries bring was seen/),
    ).toBeVisible();
    expect(document.querySelector('[data-status="synced"]')).not.toBeNull();
  });

  it.each([
    [
      'a delivery that nobody sees',
      { episodes: [], watched: 12, unwatched: 1 },
      /Nothing is seen to drift, but not everything is seen/,
    ],
    [
      'a number that nobody told',
      { episodes: [], watched: undefined, unwatched: 0 } as never,
      /^Nothing is seen to drift$/,
    ],
    [
      'nothing that is delivered',
      { episodes: [], watched: 0, unwatched: 0 },
      /Nobody can say what drifts/,
    ],
  ])('is not good with %s', async (_, drift, title) => {
    await renderPage('/fleet/drift', apiWith(drift));
    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
    expect(document.querySelector('[data-status="synced"]')).toBeNull();
  });

  it('is not good where a cluster is not read, or the reader may see a part', async () => {
    const api = new FakeFleetApi();
    api.world.drift = noDrift();
    await renderPage('/fleet/drift', api);
    expect(
      await screen.findByRole('heading', { name: /not everything is seen/ }),
    ).toBeVisible();
    expect(
      screen.getByRole('status', { name: 'Not every cluster answers' }),
    ).toHaveTextContent('10 of 12 clusters');
  });

  it('says that nothing passes, and gives the way back', async () => {
    const { api } = await renderPage('/fleet/drift?region=nowhere');
    await screen.findByRole('heading', {
      name: 'No drift passes these filters',
    });
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    await screen.findByRole('table', { name: LINES });
    expect(asked(api, 'listDrift').at(-1)).toEqual({ limit: 1 });
  });
});

describe('where drift is shown besides', () => {
  it('is a tab of a cluster, of that cluster alone', async () => {
    const { api } = await renderPage(
      '/fleet/clusters/c-euw1b?tab=drift&cluster=c-euw1a',
    );
    const rows = await rowsOf(EPISODES);
    expect(rows).toHaveLength(3);
    expect(
      screen.queryByRole('columnheader', { name: 'Cluster' }),
    ).not.toBeInTheDocument();
    expect(asked(api, 'listDrift').at(-1)).toEqual({
      cluster: ['c-euw1b'],
      cursor: undefined,
    });
  });

  it('is a part of the tab of a component', async () => {
    await renderPage('/catalog/default/component/cart/fleet');
    const section = await screen.findByRole('region', { name: 'Drift' });
    const table = await within(section).findByRole('table', {
      name: EPISODES,
    });
    expect(within(table).getAllByRole('row')).toHaveLength(6);
    expect(
      within(section).getByRole('link', {
        name: 'All drift of this component',
      }),
    ).toHaveAttribute(
      'href',
      '/fleet/drift?component=component%3Adefault%2Fcart&view=episodes',
    );
    await userEvent.click(within(table).getAllByText('by a controller')[0]);
    expect(
      await screen.findByRole('dialog', { name: 'Deployment storefront/cart' }),
    ).toBeVisible();
  });

  it('is on the overview, leading to what somebody has to look at', async () => {
    await renderPage('/fleet');
    expect(
      await screen.findByRole('link', { name: '8 need somebody' }),
    ).toHaveAttribute(
      'href',
      '/fleet/drift?class=human&class=missing&class=extra&class=failed-apply',
    );
  });
});
