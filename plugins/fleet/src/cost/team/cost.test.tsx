import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  companyCost,
  companyWorld,
  costInTwoCurrencies,
  emptyWorld,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { entityOf, renderCard } from '../../__testUtils__/renderCard';
import { costScope } from './costScope';
import { CostOf } from './EntityCostContent';

const payments = entityOf('Group', 'payments');
const render = (options: Parameters<typeof renderCard>[1] = {}) =>
  renderCard(<CostOf costed={costScope(payments)} />, options);
const withCost = (cost = companyCost()) =>
  new FakeFleetApi({ world: { ...companyWorld(), cost } });

const asked = (api: FakeFleetApi) =>
  api.calls.flatMap(({ method, query }) =>
    method === 'getCost' ? [query] : [],
  );
const textsOf = (container: HTMLElement, role: string) =>
  within(container)
    .getAllByRole(role)
    .map(({ textContent }) => textContent);

describe('the Cost tab', () => {
  it('says what the month will cost, on what that rests, and of how much it is', async () => {
    const { api } = await render();
    const bill = (await screen.findByText('likely bill of November'))
      .parentElement!;
    // 1 November is a Sunday. Before the release 90 + 135; from it on 13 days of 159, 4 at
    // weekends of 106, and 90 more on one: 2,806. To come are 7 days of 159 and 4 of 106.
    expect([...bill.children].map(({ textContent }) => textContent)).toEqual([
      'likely bill of November',
      '4,343.00 EUR4,223.00 EUR to 4,493.00 EUR',
      'by level, trend and weekdays of 81 days · 8 of 10 are in the range',
      'Forecasts were off by 4 % in 1 past month',
      '2,806.00 EUR so far19 of 19 days known',
      expect.stringMatching(
        /^\+\d+ % against the month before, on 12 equal days$/,
      ),
      // Seven of its days lack a cluster, and two of September are missing.
      'October ≥ 3,609.00 EUR24 of 31 days known · 3 % less than September, on 21 equal days',
      '3 of 4 clusters · coverage at most 100 % of spend · 1 cluster never told any cost',
      '320.00 EUR of what is spent is estimated from a price sheet, and on no bill',
    ]);
    expect(asked(api)).toEqual([
      { owner: ['group:default/payments'], by: 'component' },
    ]);
  });

  it('says on the first of a month what the one that ended cost, and how it changed', async () => {
    await render({ api: withCost(companyCost('2026-12-01')) });
    const bill = (await screen.findByText('likely bill of December'))
      .parentElement!;
    const texts = [...bill.children].map(({ textContent }) => textContent);
    expect(texts).toContain('No day of December is over yet');
    expect(texts).toContainEqual(
      expect.stringMatching(
        /^November 4,343\.00 EUR\d+ % more than October, on 23 equal days$/,
      ),
    );
    expect(bill).not.toHaveTextContent(/so far|month before/);
    expect(
      screen.getByRole('figure', {
        name: /^Spend of November is \d+ % above October$/,
      }),
    ).toBeInTheDocument();
  });

  it('says of a month of which nothing is known that nothing is', async () => {
    const cost = companyCost('2026-12-01');
    const [sheet] = cost.sheets;
    const nothing = { known: 0, inPart: 0, missing: 30, days: 30, gaps: [] };
    await render({
      api: withCost({
        ...cost,
        sheets: [
          {
            ...sheet,
            lastMonth: { span: sheet.lastMonth.span, coverage: nothing },
          },
        ],
      }),
    });
    expect(
      await screen.findByText('Nothing is known of what November cost'),
    ).toBeInTheDocument();
    const table = await screen.findByRole('table', { name: 'Components' });
    expect(textsOf(table, 'columnheader').slice(1, 3)).toEqual([
      'Month to date',
      'Change',
    ]);
  });

  it('names what would move it most, whose it is, and what to do', async () => {
    await render();
    const movers = (await screen.findByText('What would move it most'))
      .parentElement!;
    const items = within(movers).getAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(
        /^Could be savedcheckout[\d.]+ EUR a monthRequest what is used, with headroom$/,
      ),
      expect.stringMatching(
        /^The budget runs out on Nov 30payments\+143\.00 EURSpend less, or ask for more than 4,200\.00 EUR$/,
      ),
      expect.stringMatching(
        /^Nov 11 was unusualcheckout\+[\d.]+ EURLook at checkout on prod-euw1-b: 6 to 24 replicas$/,
      ),
    ]);
    expect(within(items[0]).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout',
    );
  });

  it('draws the days with their gaps and what is expected, and what they are made of', async () => {
    await render();
    const trend = await screen.findByRole('figure', {
      name: /^Spend is \d+ % above the month before$/,
    });
    expect(
      within(trend).getByText(
        'No figure of 2 days: Sep 5 – Sep 6 · 7 days lack a part, and are at least what is shown',
      ),
    ).toBeInTheDocument();
    expect(within(trend).getByText('EUR a day')).toBeInTheDocument();
    expect(textsOf(trend, 'listitem')).toEqual([
      expect.stringMatching(/^1Nov 11\+[\d.]+ EUR against what such days/),
    ]);
    expect(
      screen.getByRole('figure', {
        name: /^checkout is 4\d % of what is known$/,
      }),
    ).toBeInTheDocument();
    expect((await screen.findAllByText('budget by day')).length).toBe(2);
  });

  it('has a row for each, what is of nobody apart', async () => {
    await render();
    const table = await screen.findByRole('table', { name: 'Components' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map(row => row.children[0].textContent)).toEqual([
      'checkout',
      'cart',
      'ledger',
      'Idle',
    ]);
    expect(rows[1]).toHaveTextContent(/no request/);
    expect(within(rows[3]).queryByRole('link')).not.toBeInTheDocument();
  });

  it.each([
    [
      'the last month, as long as no day of this one is over',
      '2026-12-01',
      ['November', 'Change on October'],
      ['2,318.00 EUR', /^\+\d+ %on 23 days$/],
    ],
    [
      'this month, from its first whole day on',
      '2026-12-02',
      ['Month to date', 'Change'],
      ['84.00 EUR', /^\+\d+ %$/],
    ],
  ])('tells rows of %s', async (_, today, titles, [amount, change]) => {
    await render({ api: withCost(companyCost(today)) });
    const table = await screen.findByRole('table', { name: 'Components' });
    expect(textsOf(table, 'columnheader').slice(1, 3)).toEqual(titles);
    const [, checkout] = within(table).getAllByRole('row');
    expect(checkout.children[1].textContent).toBe(amount);
    expect(checkout.children[2].textContent).toMatch(change);
  });

  it('lists unusual days with what happened around them, budgets, and who says so', async () => {
    await render();
    const unusual = await screen.findByRole('region', { name: 'Unusual days' });
    expect(textsOf(unusual, 'listitem')).toEqual([
      expect.stringMatching(
        /^Nov 11\+[\d.]+ EUR249\.00 EUR instead of 135\.00 EUR, as 7 days beforecheckout\+114\.00 EURScalingcheckout on prod-euw1-b: 6 to 24 replicas$/,
      ),
    ]);
    const budgets = screen.getByRole('region', { name: 'Budgets' });
    expect(textsOf(budgets, 'listitem')).toEqual([
      'paymentsruns out on Nov 302,806.00 EUR of 4,200.00 EUR · 66 %by month · from the configuration',
    ]);
    const sources = screen.getByRole('region', { name: 'Who says so' });
    expect(sources).toHaveTextContent(
      'of 1 cluster no cost is known:prod-aps1',
    );
    expect(sources).toHaveTextContent(
      /prod-use1-a.*estimated from a price sheet.*2026-11-19.*5 h ago/,
    );
  });

  it('says what was spent today so far, and shows hours with their gaps', async () => {
    const { api } = await render();
    const hours = await screen.findByRole('region', {
      name: 'The last 8 days by hour',
    });
    // 4 instead of 8 in the hour that lacks a cluster: 6 + 7 + 4 + 6 + 7 + 8.
    const figure = await within(hours).findByRole('figure', {
      name: '≥ 38.00 EUR today so far, of 5 of 6 hours known',
    });
    expect(
      within(figure).getByText(
        '1 hours without a figure · 1 hours that lack a cluster · hours of 3 of 4 clusters',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      within(figure).getByRole('button', { name: 'Show as table' }),
    );
    const rows = within(within(figure).getByRole('table')).getAllByRole('row');
    expect(rows).toHaveLength(31);
    expect(rows[5]).toHaveTextContent('2026-11-19 04:00no figure');
    expect(rows[27]).toHaveTextContent('2026-11-20 02:00at least 4.00 EUR');
    expect(
      api.calls.find(({ method }) => method === 'getCostHours')?.query,
    ).toEqual({ owner: ['group:default/payments'] });
  });

  it.each([
    [3, '≥ 38.00 EUR today so far, of 6 of 6 hours known'],
    [4, '38.00 EUR today so far, of 6 of 6 hours known'],
  ])('says of a sum of %s of 4 clusters what it is', async (known, name) => {
    const api = withCost();
    const [sheet] = api.costHours.sheets;
    const at = '2026-11-20T00:00:00Z';
    api.costHours = {
      ...api.costHours,
      sheets: [
        {
          ...sheet,
          hours: [{ at, cost: 38, known, expected: known }],
          clusters: { known, expected: 4 },
          today: { cost: 38, known: 6, inPart: 0, missing: 0 },
        },
      ],
    };
    await render({ api });
    const figure = await screen.findByRole('figure', { name });
    const lacking = within(figure).queryByText('hours of 3 of 4 clusters');
    expect(lacking !== null).toBe(known < 4);
  });

  it('says of no hours that they are not zero', async () => {
    const api = withCost();
    api.costHours = { ...api.costHours, sheets: [] };
    await render({ api });
    expect(
      await screen.findByText(/^No hours are known here. That is not zero/),
    ).toBeInTheDocument();
  });

  it('says whose budget counts, and what is wrong with an annotation', async () => {
    const cost = companyCost();
    const [sheet] = cost.sheets;
    await render({
      api: withCost({
        ...cost,
        sheets: [
          {
            ...sheet,
            budgets: [
              { ...sheet.budgets[0], overrulesAnnotation: true },
              { ...sheet.budgets[0], source: 'annotation', period: 'week' },
            ],
          },
        ],
        budgetProblems: [
          {
            entity: 'component:default/cart',
            value: '1,200 \u202eEUR',
            problem: 'amount',
          },
        ],
      }),
    });
    const budgets = await screen.findByRole('region', { name: 'Budgets' });
    const [configured, annotated, problem] = textsOf(budgets, 'listitem');
    expect(configured).toMatch(
      /from the configuration · what its annotation says does not count beside that$/,
    );
    expect(annotated).toMatch(/by week · from its annotation in the catalog$/);
    expect(problem).toMatch(
      /^cartThe annotation is no budget, for its amount:1,200 .*EURAs in '1200 EUR'/,
    );
    expect(problem).not.toContain('\u202e');
  });

  it('never adds up two currencies, and makes up no forecast', async () => {
    await render({
      api: withCost(costInTwoCurrencies()),
      path: '/?money=USD',
    });
    const bill = (await screen.findByText('likely bill of November'))
      .parentElement!;
    expect(bill).toHaveTextContent(
      /^likely bill of November–No forecast: no day of the last four weeks is known– so far0 of 19 days known/,
    );
    const tabs = screen.getByRole('navigation', { name: /Currencies/ });
    expect(textsOf(tabs, 'link')).toEqual(['EUR', 'USD']);
    expect(within(tabs).getByRole('link', { name: 'USD' })).toHaveAttribute(
      'aria-current',
    );
    expect(screen.getByText(/^No day could be judged/)).toBeInTheDocument();
    expect(
      screen.getByText(/^No budget runs out, no day was unusual/),
    ).toBeInTheDocument();
  });

  it('asks for other rows as the URL says', async () => {
    const { api } = await render({ path: '/?by=cluster' });
    await screen.findByText('likely bill of November');
    expect(asked(api)).toEqual([
      { owner: ['group:default/payments'], by: 'cluster' },
    ]);
  });

  it('asks of a component its own costs', () => {
    expect(costScope(entityOf('Component', 'checkout'))).toEqual({
      query: { component: ['component:default/checkout'] },
      isEmpty: false,
    });
  });

  it('says of no costs that they are not zero, and of which clusters none are known', async () => {
    const world = emptyWorld();
    const api = new FakeFleetApi({
      world: {
        ...world,
        cost: { ...companyCost(), sheets: [], sources: [] },
      },
    });
    await render({ api });
    expect(
      await screen.findByText('No costs are known here'),
    ).toBeInTheDocument();
    expect(screen.getByText(/^That is not zero/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'prod-aps1' })).toBeInTheDocument();
    expect(screen.queryByText(/EUR/)).not.toBeInTheDocument();
  });

  it('names the permission to ask for', async () => {
    const api = new FakeFleetApi();
    api.forbid('getCost');
    await render({ api });
    expect(
      await screen.findByText(/fleet\.allocation\.read/),
    ).toBeInTheDocument();
  });
});
