import {
  CLUSTER_TABS,
  ClusterPage,
  expect,
  firstNumber,
  FleetTable,
  readCounts,
  test,
} from '../support';

/** Where a state of the API reads differently on the page, and what is no state. */
const SHOWN = {
  healthy: 'healthy',
  suspended: 'suspended',
  progressing: 'progressing',
  unknown: 'unknown',
  missing: 'missing',
  degraded: 'degraded',
  stale: 'stale',
} as const;

test('the numbers of the header are those of the API', async ({
  page,
  api,
}) => {
  const id = await api.clusterId('prod-use1-b');
  const { cluster } = await api.cluster(id);
  const on = new ClusterPage(page);
  await on.open(id);
  await expect(on.heading).toHaveText(cluster.name);
  await expect(on.header).toContainText(cluster.title ?? '');
  await expect(on.number('Nodes ready')).toContainText(
    `${cluster.nodes.ready} of ${cluster.nodes.total}`,
  );
  expect(cluster.nodes.ready).toBeLessThan(cluster.nodes.total);
  await expect(on.number('Capacity')).toContainText(
    `${cluster.capacity.cpuMillicores / 1000} cores`,
  );
  for (const [label, counts] of [
    ['Instances', cluster.instances],
    ['Deliveries', cluster.deliveries],
  ] as const) {
    const number = on.number(label);
    expect(
      firstNumber(await number.getByRole('link').first().innerText()),
    ).toBe(counts.total);
    const expected = Object.fromEntries(
      (Object.keys(SHOWN) as (keyof typeof SHOWN)[])
        .filter(state => counts[state] > 0)
        .map(state => [SHOWN[state], counts[state]]),
    );
    expect(await readCounts(number)).toMatchObject(expected);
  }
});

test('each tab has its own URL and its own content', async ({ page, api }) => {
  const id = await api.clusterId('prod-use1-a');
  const { nodes } = await api.cluster(id);
  const on = new ClusterPage(page);
  await on.open(id);
  // Asked anew each time: what is read from a cluster still grows while pages are looked at.
  const rowsBecome = async (table: string, count: () => Promise<number>) =>
    expect(async () => {
      const expected = await count();
      const { size } = await new FleetTable(page, table).readAll();
      expect(size, `rows of ${table}`).toBe(expected);
    }).toPass({ timeout: 20_000 });
  await rowsBecome('Instances', async () => (await api.instances(id)).length);
  const expected: Record<string, [string, () => Promise<number>]> = {
    Workloads: ['Workloads', async () => (await api.workloads(id)).length],
    Deliveries: ['Deliveries', async () => (await api.deliveries(id)).length],
    Systems: [
      'What is read from this cluster',
      async () => (await api.cluster(id)).coverage.length,
    ],
    Nodes: ['Nodes', async () => (await api.cluster(id)).nodes.length],
  };
  for (const [title, [table, count]] of Object.entries(expected)) {
    await on.tabs.getByRole('link', { name: title, exact: true }).click();
    await expect(page).toHaveURL(
      new RegExp(`\\?tab=${title.toLocaleLowerCase('en')}$`),
    );
    await rowsBecome(table, count);
    await expect(
      on.tabs.getByRole('link', { name: title, exact: true }),
    ).toHaveAttribute('aria-current', 'page');
  }
  await page.reload();
  await expect(new FleetTable(page, 'Nodes').rows).toHaveCount(nodes.length);
  await page.goBack();
  await expect(page).toHaveURL(/\?tab=systems$/);
  expect(CLUSTER_TABS).toHaveLength(await on.tabs.getByRole('link').count());
});

test('identity says what is known and by which evidence', async ({
  page,
  api,
}) => {
  const id = await api.clusterId('prod-aue');
  await new ClusterPage(page).open(id, 'identity');
  const main = page.getByRole('main');
  await expect(main.getByText('Known as')).toBeVisible();
  // Only its nodes say where it is: no configuration states it.
  const region = main.getByRole('row').filter({ hasText: 'australiaeast' });
  await expect(region.first()).toContainText('node labels');
});

test('a forbidden cluster says of each kind why, and what to grant', async ({
  page,
  api,
}) => {
  const id = await api.clusterId('dev-euw4');
  const { coverage } = await api.cluster(id);
  const forbidden = coverage.filter(({ state }) => state === 'forbidden');
  expect(forbidden.map(({ kind }) => kind)).toContain('Deployment');
  const on = new ClusterPage(page);
  await on.open(id, 'systems');
  await expect(on.header).toContainText('forbidden');
  await expect(on.number('Instances')).not.toContainText('healthy');

  const table = new FleetTable(page, 'What is read from this cluster');
  // So many kinds are read that only those in sight are drawn.
  const reasons = [...(await table.readAll('Reason')).values()];
  expect(reasons).toHaveLength(coverage.length);
  expect(reasons.filter(reason => reason.includes('HTTP 403'))).toHaveLength(
    forbidden.length,
  );
  const row = (kind: string) =>
    table.rows.filter({
      has: page.getByRole('cell', { name: kind, exact: true }),
    });
  await table.scrollTo(row('Namespace'));
  await expect(row('Namespace')).toContainText('current');

  await table.scrollTo(row('Deployment'));
  await expect(row('Deployment')).toContainText('HTTP 403');
  await row('Deployment').click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('What to grant');
  await expect(drawer.locator('pre')).toContainText('deployments');
  await expect(drawer.locator('pre')).toContainText('apps');
  await expect(drawer.locator('pre')).toContainText(/list.*watch/s);
});

test('the cluster that is behind says so, on its page and in the list', async ({
  page,
  api,
}) => {
  const id = await api.clusterId('stage-euw4');
  const { cluster } = await api.cluster(id);
  expect(cluster.kubernetes?.minorsBehind).toBe(4);
  const on = new ClusterPage(page);
  await on.open(id);
  await expect(on.fact('Kubernetes')).toHaveText('1.31.9 · 4 minors behind');
  await page.goto('/fleet/clusters?version=1.31');
  const table = new FleetTable(page, 'Clusters');
  await expect(table.rows).toHaveCount(1);
  await expect(table.row(id)).toContainText('1.31.9 −4');
});
