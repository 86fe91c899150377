import {
  expect,
  FleetTable,
  OverviewPage,
  readCounts,
  firstNumber,
  test,
} from '../support';

const SEVERITIES = ['critical', 'warning', 'notice'];

test.describe('signing in', () => {
  test.use({ rememberGuest: false });

  test('a guest signs in and sees first what needs attention', async ({
    page,
    api,
  }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page).toHaveURL(/\/fleet$/);
    const overview = new OverviewPage(page);
    await expect(overview.attention).toBeVisible();

    const showAll = overview.attention.getByRole('button', {
      name: /^Show all/,
    });
    if (await showAll.isVisible()) await showAll.click();
    const rows = overview.attention.getByRole('listitem');
    await expect(rows.filter({ hasText: 'fraud-screening' })).toContainText(
      'degraded on prod-euw1-a',
    );
    await expect(
      rows.filter({ hasText: 'prod-aps1' }).filter({ hasText: 'unreachable' }),
    ).toContainText('connection refused');
    await expect(
      rows.filter({ hasText: 'dev-euw4' }).filter({ hasText: 'forbidden' }),
    ).toContainText('cannot list resource "deployments"');

    const { attention } = await api.overview();
    const severities = attention.map(({ severity }) =>
      SEVERITIES.indexOf(severity),
    );
    expect(severities).toEqual([...severities].sort());
    await expect(rows).toHaveCount(attention.length);
    const [list, grid] = await Promise.all([
      overview.attention.boundingBox(),
      overview.tiles.first().boundingBox(),
    ]);
    expect(list?.y).toBeLessThan(grid?.y ?? 0);
  });
});

test('twelve tiles stand in groups by region, and in others when asked to', async ({
  page,
  api,
}) => {
  const { items: clusters } = await api.clusters();
  const groupsBy = (key: 'region' | 'environment') => {
    const groups: Record<string, string[]> = {};
    for (const { id, attributes } of clusters) {
      (groups[attributes[key].value] ??= []).push(id);
    }
    for (const ids of Object.values(groups)) ids.sort();
    return groups;
  };
  const overview = new OverviewPage(page);
  await overview.open();
  await expect(overview.tiles).toHaveCount(12);
  expect(await overview.groups()).toEqual(groupsBy('region'));
  expect(Object.keys(groupsBy('region'))).toHaveLength(6);

  await overview.groupBy('Environment');
  await expect(page).toHaveURL(/[?&]group=environment/);
  await expect(
    overview.clusters.getByRole('heading', { name: 'production', level: 3 }),
  ).toBeVisible();
  expect(await overview.groups()).toEqual(groupsBy('environment'));
});

test('every number leads to exactly the clusters behind it', async ({
  page,
}) => {
  const overview = new OverviewPage(page);
  const table = new FleetTable(page, 'Clusters');
  await overview.open();
  const unreachable = overview
    .total('clusters')
    .getByRole('link', { name: /^\d+ unreachable$/ });
  const clusters = firstNumber(await unreachable.getAttribute('aria-label'));
  expect(clusters).toBeGreaterThan(0);
  await unreachable.click();
  await expect(page).toHaveURL(/\/fleet\/clusters\?reachability=unreachable$/);
  await expect(table.rows).toHaveCount(clusters);

  for (const [total, column] of [
    ['instances', 'Instances'],
    ['deliveries', 'Deliveries'],
  ] as const) {
    await overview.open();
    const degraded = overview
      .total(total)
      .getByRole('link', { name: /^\d+ degraded$/ });
    const count = firstNumber(await degraded.getAttribute('aria-label'));
    expect(count).toBeGreaterThan(0);
    await degraded.click();
    await expect(page).toHaveURL(new RegExp(`\\?${total}=degraded$`));
    await table.rows.first().waitFor();
    let sum = 0;
    for (const row of await table.rows.all()) {
      const counts = await readCounts(await table.cell(row, column));
      expect(counts.degraded).toBeGreaterThan(0);
      sum += counts.degraded;
    }
    expect(sum).toBe(count);
  }
});

test('a number on a tile leads to exactly the instances that it counts', async ({
  page,
  api,
}) => {
  const id = await api.clusterId('prod-euw1-a');
  const overview = new OverviewPage(page);
  await overview.open();
  const degraded = overview
    .tile(id)
    .getByRole('link', { name: /^\d+ degraded$/ });
  const count = firstNumber(await degraded.getAttribute('aria-label'));
  await degraded.click();
  await expect(page).toHaveURL(
    new RegExp(`/fleet/clusters/${id}\\?state=degraded$`),
  );
  const table = new FleetTable(page, 'Instances');
  await expect(table.rows).toHaveCount(count);
  await expect(table.rows.first()).toContainText('fraud-screening');
});

test('the tile of a cluster that does not answer has nothing green', async ({
  page,
  api,
}) => {
  const overview = new OverviewPage(page);
  await overview.open();
  const colours = (clusterId: string) =>
    overview.tile(clusterId).evaluate(tile =>
      [...tile.querySelectorAll('svg *')].flatMap(shape => {
        const { fill, stroke } = getComputedStyle(shape);
        return [fill, stroke].filter(colour => colour !== 'none');
      }),
    );
  const healthy = page
    .locator('[data-cluster]')
    .getByRole('img', { name: /healthy/ })
    .first();
  const green = await healthy
    .locator('circle')
    .evaluate(circle => getComputedStyle(circle).fill);
  expect(green).toMatch(/^rgb\(/);

  const id = await api.clusterId('prod-aps1');
  const tile = overview.tile(id);
  await expect(tile).toHaveAttribute('data-stale', 'true');
  await expect(tile.getByRole('img', { name: 'unreachable' })).toBeVisible();
  await expect(tile).not.toContainText('healthy');
  expect(await colours(id)).not.toContain(green);
  expect(Object.keys(await readCounts(tile))).toEqual(['stale']);
});

for (const theme of ['light', 'dark'] as const) {
  test(`the overview renders in the ${theme} theme`, async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(String(error)));
    await page.addInitScript(
      name => localStorage.setItem('theme', name),
      theme,
    );
    const overview = new OverviewPage(page);
    await overview.open();
    await expect(overview.tiles).toHaveCount(12);
    const luminance = (
      selector: string,
      property: 'color' | 'backgroundColor',
    ) =>
      page
        .locator(selector)
        .first()
        .evaluate((element, name) => {
          const [red, green, blue] =
            getComputedStyle(element)
              [name].match(/[\d.]+/g)
              ?.map(Number) ?? [];
          return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
        }, property);
    const ground = await luminance('[data-cluster]', 'backgroundColor');
    const text = await luminance('[data-cluster] a', 'color');
    if (theme === 'light') {
      expect(ground).toBeGreaterThan(0.85);
      expect(text).toBeLessThan(0.25);
    } else {
      expect(ground).toBeLessThan(0.2);
      expect(text).toBeGreaterThan(0.75);
    }
    expect(errors).toEqual([]);
  });
}
