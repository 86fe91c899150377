import {
  ClusterPage,
  expect,
  FacetFilter,
  FleetTable,
  OverviewPage,
  test,
} from '../support';

test('the table lists every cluster and leads to its page', async ({
  page,
  api,
}) => {
  const { items } = await api.clusters();
  const table = new FleetTable(page, 'Clusters');
  await page.goto('/fleet/clusters');
  await expect(table.rows).toHaveCount(12);
  for (const cluster of items) {
    const row = table.row(cluster.id);
    await expect(row.getByRole('link').first()).toHaveText(cluster.name);
    if (cluster.reachability.state === 'reachable') {
      await expect(await table.cell(row, 'Reachability')).toHaveText(
        /^reachable/,
      );
    } else {
      await expect(row).toContainText(cluster.reachability.state);
    }
    if (cluster.kubernetes) {
      await expect(await table.cell(row, 'Kubernetes')).toContainText(
        cluster.kubernetes.version.replace(/^v/, ''),
      );
    }
    await expect(await table.cell(row, 'Coverage')).toContainText(
      // Of nothing nothing can be current: it has not been asked yet.
      cluster.coverage.asked === 0
        ? 'pending'
        : `${cluster.coverage.current} of ${cluster.coverage.asked}`,
    );
  }
  const wanted = items.find(({ name }) => name === 'prod-euw4');
  await table
    .row(wanted?.id ?? '')
    .getByRole('link')
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`/fleet/clusters/${wanted?.id}$`));
  await expect(new ClusterPage(page).heading).toHaveText(wanted?.name ?? '');
});

test('facets are OR within a key and AND across keys', async ({
  page,
  api,
}) => {
  const { items } = await api.clusters();
  const idsWhere = (passes: (cluster: (typeof items)[number]) => boolean) =>
    items
      .filter(passes)
      .map(({ id }) => id)
      .sort();
  const table = new FleetTable(page, 'Clusters');
  const shown = async () => (await table.ids()).sort();
  const filter = new FacetFilter(page);
  await page.goto('/fleet/clusters');
  await expect(table.rows).toHaveCount(12);

  await filter.open();
  await filter.choose('Provider', 'gcp');
  const gcp = idsWhere(({ attributes }) => attributes.provider.value === 'gcp');
  await expect.poll(shown).toEqual(gcp);

  await filter.choose('Provider', 'azure');
  const either = idsWhere(({ attributes }) =>
    ['gcp', 'azure'].includes(attributes.provider.value),
  );
  expect(either.length).toBeGreaterThan(gcp.length);
  await expect.poll(shown).toEqual(either);

  // What a choice would leave counts under all other keys, but not its own.
  await expect(filter.option('Provider', 'aws')).toHaveAccessibleName(
    `aws, ${idsWhere(c => c.attributes.provider.value === 'aws').length}`,
  );
  await filter.choose('Environment', 'production');
  const both = idsWhere(
    ({ id, attributes }) =>
      either.includes(id) && attributes.environment.value === 'production',
  );
  expect(both.length).toBeLessThan(either.length);
  expect(both.length).toBeGreaterThan(0);
  await expect.poll(shown).toEqual(both);
  await filter.close();

  const { searchParams } = new URL(page.url());
  expect(searchParams.getAll('provider').sort()).toEqual(['azure', 'gcp']);
  expect(searchParams.getAll('environment')).toEqual(['production']);
});

test('a column sorts, and the order stands in the URL', async ({ page }) => {
  const table = new FleetTable(page, 'Clusters');
  await page.goto('/fleet/clusters');
  await expect(table.rows).toHaveCount(12);
  const minors = async () => {
    const texts: string[] = [];
    for (const row of await table.rows.all()) {
      texts.push(await (await table.cell(row, 'Kubernetes')).innerText());
    }
    return texts.flatMap(text => {
      const [, minor] = /^1\.(\d+)/.exec(text) ?? [];
      return minor ? [Number(minor)] : [];
    });
  };
  await table.sortBy('Kubernetes');
  await expect(page).toHaveURL(/[?&]sort=version(&|$)/);
  await expect
    .poll(async () => {
      const numbers = await minors();
      return [numbers[0], numbers.length];
    })
    .toEqual([31, 11]);
  const ascending = await minors();
  expect(ascending).toEqual([...ascending].sort((a, b) => a - b));

  await table.sortBy('Kubernetes');
  await expect(page).toHaveURL(/[?&]sort=-version(&|$)/);
  await expect.poll(minors).toEqual([...ascending].sort((a, b) => b - a));
});

test('the search narrows by name, and nothing found is a sight of its own', async ({
  page,
}) => {
  const table = new FleetTable(page, 'Clusters');
  const search = page.getByRole('searchbox', { name: 'Search by name' });
  await page.goto('/fleet/clusters');
  await expect(table.rows).toHaveCount(12);

  await search.fill('euw1');
  await expect(table.rows).toHaveCount(3);
  await expect(page).toHaveURL(/[?&]text=euw1(&|$)/);

  await search.fill('no such cluster');
  await expect(page.getByText('No cluster passes these filters')).toBeVisible();
  await expect(table.table).toBeHidden();
  await page
    .getByRole('main')
    .getByRole('button', { name: 'Clear filters' })
    .last()
    .click();
  await expect(table.rows).toHaveCount(12);
  await expect(search).toHaveValue('');
});

test('the overview shows the same clusters as a table', async ({ page }) => {
  const overview = new OverviewPage(page);
  await overview.open();
  await overview.clusters.getByRole('button', { name: 'Table' }).click();
  await expect(page).toHaveURL(/[?&]view=table/);
  await expect(new FleetTable(page, 'Clusters').rows).toHaveCount(12);
  await expect(overview.tiles).toHaveCount(0);
});
