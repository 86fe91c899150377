import type { FleetCost } from '@fleetview/backstage-plugin-fleet-common';
import { expect, test } from '../support';

test.use({ world: 'ninety-days' });

/** Cost tools that answer; the fifth and sixth are of clusters that another one asks for. */
const SOURCES = 8;
const DAY_MS = 86_400_000;

const ref = (value: string) => encodeURIComponent(value);
const usd = ({ sheets }: FleetCost) =>
  sheets.find(({ money }) => money === 'USD') as FleetCost['sheets'][number];

/** The day so many days before the one that is not over. */
function ago({ today }: FleetCost, days: number): string {
  return new Date(Date.parse(today) - days * DAY_MS).toISOString().slice(0, 10);
}

function costOn(
  { days }: Pick<FleetCost['sheets'][number], 'days'>,
  day: string,
) {
  return days.find(each => each.day === day)?.cost;
}

test('ninety days are taken down, and a week without data stays one', async ({
  page,
  api,
}) => {
  test.setTimeout(420_000);
  await expect
    .poll(
      async () => {
        const { sources, span } = await api.cost('?by=cluster');
        return sources.filter(({ lastDay }) => lastDay === span.last).length;
      },
      { timeout: 360_000, intervals: [5_000] },
    )
    .toBe(SOURCES);
  const { sources } = await api.cost('?by=cluster');
  expect(
    sources
      .filter(({ days }) => days !== 90)
      .map(({ cluster, days }) => [cluster.name, days]),
  ).toEqual([['prod-use1-a', 83]]);

  const id = await api.clusterId('prod-use1-a');
  const silent = await api.cost(`?cluster=${id}`);
  for (let days = 27; days > 20; days--) {
    expect(costOn(usd(silent), ago(silent, days))).toBeUndefined();
  }
  expect(costOn(usd(silent), ago(silent, 28))).toBeGreaterThan(0);
  // Of the fleet these are days in part, and the bill says so.
  await page.goto('/fleet/cost');
  await expect(
    page
      .getByText('7 days lack a part, and are at least what is shown')
      .first(),
  ).toBeVisible();
  await expect(page.getByText(/^likely bill of /)).toBeVisible();
});

test('a team that grows, a release that costs more, and a day that stands out are told', async ({
  api,
}) => {
  const search = await api.cost(`?owner=${ref('group:default/search')}`);
  // Fifteen per cent a month: a week beside the one four weeks before, so that the same
  // weekdays are compared, and neither is the one in which a cluster told nothing.
  const week = (first: number) =>
    Array.from({ length: 7 }, (_, index) =>
      costOn(usd(search), ago(search, first + index)),
    ).reduce<number>((sum, cost) => sum + (cost ?? Number.NaN), 0);
  const growth = week(1) / week(29) - 1;
  expect(growth).toBeGreaterThan(0.1);
  expect(growth).toBeLessThan(0.2);
  const { change, lastMonth, budgets } = usd(search);
  // On the first of a month no day of it is over, and there is nothing to compare: the month
  // that ended is there on any day.
  expect(change === undefined).toBe(search.today.endsWith('-01'));
  expect(lastMonth.coverage.cost).toBeGreaterThan(0);
  expect(lastMonth.change?.comparedDays).toBeGreaterThan(0);
  expect(budgets[0]).toMatchObject({
    name: 'group:default/search',
    standing: { limit: 180 },
  });

  // Doubled requests, on the clusters that got the release; the same weekday before and after.
  const component = ref('component:default/tax-engine');
  const at = async (name: string) =>
    api.cost(`?component=${component}&cluster=${await api.clusterId(name)}`);
  const released = await at('prod-euw1-a');
  const before = costOn(usd(released), ago(released, 37)) as number;
  const after = costOn(usd(released), ago(released, 30)) as number;
  expect(after / before).toBeGreaterThan(1.5);
  const untouched = await at('prod-wus2');
  expect(
    (costOn(usd(untouched), ago(untouched, 30)) as number) /
      (costOn(usd(untouched), ago(untouched, 37)) as number),
  ).toBeCloseTo(1, 1);

  const cluster = await api.clusterId('prod-euw1-a');
  const spiked = await api.cost(`?cluster=${cluster}`);
  expect(usd(spiked).anomalies.items).toMatchObject([
    { day: ago(spiked, 9), direction: 'more' },
  ]);
  // More nodes than its pods took up: most of it was idle.
  expect(usd(spiked).anomalies.items[0].parts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['idle', 'component:default/stream-processor']),
  );
});

test('requests that could be smaller are told, and what contradicts them; and what a release costs', async ({
  page,
  api,
}) => {
  const cluster = await api.clusterId('prod-euw4');
  const { items, totals, sums } = await api.rightSizing(`?cluster=${cluster}`);
  const sizeOf = (name: string) => items.find(each => each.name === name);
  // Throttled on all days, and killed on one of them: neither says what it needs.
  expect(sizeOf('checkout')?.cpu.why).toBe('throttled');
  expect(sizeOf('media-gateway')?.ram.why).toBe('out-of-memory');
  expect(totals.smaller).toBeGreaterThan(0);
  expect(sums[0].saved).toBeGreaterThan(0);
  // Its cost tool tells of means alone.
  const told = await api.rightSizing(
    `?cluster=${await api.clusterId('prod-euw1-a')}`,
  );
  expect(told.totals).toMatchObject({ smaller: 0, larger: 0 });
  expect(told.totals.notJudged[0].why).toBe('high-unknown');

  const { releases } = await api.releaseCosts('component:default/tax-engine');
  const measured = releases.find(
    ({ money, sum }) => money === 'USD' && (sum.total?.effect ?? 0) > 0,
  );
  expect(measured?.sum.controlled).toBeGreaterThan(0);

  await page.goto('/catalog/default/component/tax-engine/cost');
  await expect(
    page.getByRole('table', { name: 'Cost of releases' }),
  ).toBeVisible();
  await page.goto('/fleet/cost');
  await page
    .getByRole('table', { name: 'Requests of workloads' })
    .getByRole('row')
    .nth(1)
    .click();
  await expect(
    page.getByRole('region', { name: 'Proposal to copy' }),
  ).toBeVisible();
});

test('parts add up to the whole, whatever they are of', async ({ api }) => {
  const sum = (cost: FleetCost) =>
    usd(cost).rows.reduce((total, { span }) => total + (span.cost ?? 0), 0);
  const total = (cost: FleetCost) =>
    usd(cost).days.reduce((all, { cost: each }) => all + each, 0);
  for (const by of ['component', 'owner', 'cluster', 'namespace', 'region']) {
    const cost = await api.cost(`?by=${by}`);
    expect(usd(cost).rowsTotal).toBe(usd(cost).rows.length);
    expect(sum(cost)).toBeCloseTo(total(cost), 4);
  }
});

test('a team lead finds the bill of the month and what to do about it', async ({
  page,
  api,
}) => {
  const cost = await api.cost(`?owner=${ref('group:default/storefront')}`);
  expect(usd(cost).forecast.expected).toBeGreaterThan(0);
  await page.goto('/catalog/default/group/storefront/cost');
  await expect(page.getByText(/^likely bill of /)).toBeVisible();
  await expect(page.getByText('What would move it most')).toBeVisible();
  await expect(page.getByText(/never told any cost/)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).first().click(),
  ]);
  const stream = await download.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  expect(text).toContain('component:default/checkout');
});
