import { ClusterPage, expect, FleetTable, test } from '../support';

test.afterEach(async ({ control }) => {
  await control.clearFaults('prod-euw4');
  await control.tick();
});

test('findings are counted as the API counts them, and each filter leads to what it counts', async ({
  page,
  api,
}) => {
  const id = await api.clusterId('prod-use1-a');
  const { totals } = await api.findings(id);
  expect(totals.total).toBeGreaterThan(50);
  expect(totals.engines.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['kyverno', 'ocm-policy', 'kube-bench']),
  );
  const on = new ClusterPage(page);
  await on.open(id, 'findings');
  await expect(page.getByText(`${totals.total} findings`)).toBeVisible();

  const failed = totals.results.find(({ result }) => result === 'fail');
  await page.goto(`${page.url()}&result=fail`);
  await expect(page.getByText(`${failed?.count} findings`)).toBeVisible();
  const table = new FleetTable(page, 'Findings');
  await table.rows.first().waitFor();
  for (const text of (await table.readAll('Result')).values()) {
    expect(text).toBe('fail');
  }
});

test('what a hub and the cluster both found is one line', async ({ api }) => {
  const id = await api.clusterId('prod-use1-a');
  const { items } = await api.findings(id, '?engine=ocm-policy&limit=500');
  expect(items.length).toBeGreaterThan(0);
  expect(
    new Set(items.map(({ policy, rule }) => `${policy} ${rule}`)).size,
  ).toBe(items.length);
  for (const { observer } of items) expect(observer.name).toBe('prod-use1-a');
});

test('of a cluster that cannot be reached, findings are old and none of them passes', async ({
  page,
  api,
  control,
}) => {
  const id = await api.clusterId('prod-euw4');
  const { totals } = await api.findings(id);
  expect(totals.stale).toBe(0);
  expect(totals.total).toBeGreaterThan(10);
  await control.fault('prod-euw4', { fault: 'refuse' });
  const on = new ClusterPage(page);
  await on.open(id, 'findings');
  await expect(
    page.getByText(`${totals.total} cannot be confirmed now`),
  ).toBeVisible({
    timeout: 150_000,
  });
  const table = new FleetTable(page, 'Findings');
  await expect(table.rows.first()).toHaveAttribute('data-stale', 'true');
  // Nothing that was known of them is lost.
  expect((await api.findings(id)).totals.total).toBe(totals.total);
});

test('policies and their exceptions are told as the API has them', async ({
  page,
  api,
}) => {
  const id = await api.clusterId('prod-use1-a');
  const { items } = await api.policies(id);
  expect(items.map(({ type }) => type)).toContain('policy');
  const on = new ClusterPage(page);
  await on.open(id, 'policies');
  await expect(
    new FleetTable(page, 'Policies and exceptions').rows,
  ).toHaveCount(items.length);
});

test('costs are those of one cost tool, window and grain, and budgets beside them', async ({
  page,
  api,
}) => {
  const id = await api.clusterId('prod-wus2');
  const { totals } = await api.allocations(id);
  expect(totals.windows.map(({ engine }) => engine)).toContain('kubecost');
  const budgets = await api.budgets(id);
  expect(budgets.items.length).toBeGreaterThan(0);
  const on = new ClusterPage(page);
  await on.open(id, 'cost');
  const table = new FleetTable(page, 'Costs as Kubecost has them');
  await table.rows.first().waitFor();
  await expect(new FleetTable(page, 'Budgets').rows).toHaveCount(
    budgets.items.length,
  );
});
