import {
  ClusterPage,
  expect,
  FleetTable,
  test,
  type FleetApi,
} from '../support';

/** The first cluster on which there is something of a type. */
async function clusterWith(api: FleetApi, type: string): Promise<string> {
  const { items } = await api.clusters('?limit=500');
  for (const { id } of items) {
    const page = await api.statements(id, `?role=on&type=${type}&limit=1`);
    if (page.totals.total > 0) return id;
  }
  throw new Error(`no cluster of this world has a '${type}'`);
}

const TABLE = 'What is read here besides';

test('what is read on a cluster besides is listed by type', async ({
  page,
  api,
}) => {
  const id = await clusterWith(api, 'placement');
  const { items, totals } = await api.statements(id, '?role=on&limit=100');
  expect(totals.types.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['agent', 'cluster', 'placement', 'pool']),
  );
  await new ClusterPage(page).open(id, 'platform');
  const table = new FleetTable(page, TABLE);
  // More than a hundred are drawn only where they can be seen.
  if (items.length <= 100 && totals.total === items.length) {
    await expect(table.rows).toHaveCount(items.length);
  }
  await expect(
    page.getByText('Placements', { exact: true }).first(),
  ).toBeVisible();
});

test('the type is chosen in the panel and kept in the URL', async ({
  page,
  api,
}) => {
  const id = await clusterWith(api, 'source');
  const { totals } = await api.statements(id, '?role=on&type=source&limit=1');
  await new ClusterPage(page).open(id, 'platform');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('checkbox', { name: /^Sources/ }).click();
  await expect(page).toHaveURL(/type=source/);
  await page.keyboard.press('Escape');
  await expect(new FleetTable(page, TABLE).rows).toHaveCount(
    Math.min(totals.total, 100),
  );
});

test('a row opens what the object says, by keyboard, and the URL names it', async ({
  page,
  api,
}) => {
  const id = await clusterWith(api, 'placement');
  const {
    items: [placement],
  } = await api.statements(id, '?role=on&type=placement&limit=1');
  await page.goto(`/fleet/clusters/${id}?tab=platform&type=placement`);
  const row = new FleetTable(page, TABLE).rows.first();
  await row.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', {
    name: `${placement.kind} ${placement.name}`,
  });
  await expect(drawer).toContainText('Open Cluster Management');
  await expect(page).toHaveURL(
    new RegExp(`detail=${encodeURIComponent(placement.id)}`),
  );
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
});

test('a cluster that no hub speaks of says what would be here', async ({
  page,
  api,
}) => {
  const { items } = await api.clusters('?limit=500');
  for (const { id, reachability } of items) {
    const { totals } = await api.statements(id, '?role=about&limit=1');
    if (totals.total > 0 || reachability.state !== 'reachable') continue;
    await new ClusterPage(page).open(id, 'hubs');
    await expect(
      page.getByRole('heading', {
        name: /No hub speaks of this cluster|What is here is not known/,
      }),
    ).toBeVisible();
    return;
  }
  throw new Error('hubs speak of every cluster of this world');
});
