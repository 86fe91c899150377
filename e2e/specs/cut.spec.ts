import {
  ClusterPage,
  expect,
  FleetTable,
  OverviewPage,
  test,
} from '../support';

const CLUSTER = 'prod-wus2';

test.afterEach(({ control }) => control.clearFaults(CLUSTER));

test('a cluster that is cut off turns stale, loses nothing, and comes back', async ({
  page,
  api,
  control,
}) => {
  const id = await api.clusterId(CLUSTER);
  const [{ totals }, { cluster }, workloads, byHubs] = await Promise.all([
    api.overview(),
    api.cluster(id),
    api.workloads(id),
    api.instancesByHubs(id),
  ]);
  const healthyByHubs = byHubs.filter(
    ({ currency, health }) => currency.current && health === 'healthy',
  ).length;
  const healthyLost = cluster.instances.healthy - healthyByHubs;
  const lost = cluster.instances.total - byHubs.length;
  expect(cluster.instances.stale).toBe(0);
  expect(healthyLost).toBeGreaterThan(10);
  const overview = new OverviewPage(page);
  const tile = overview.tile(id);
  const healthyOf = (count: number) =>
    overview
      .total('instances')
      .getByRole('link', { name: `${count} healthy`, exact: true });
  const staleOf = (count: number) =>
    overview
      .total('instances')
      .getByRole('link', { name: `${count} stale`, exact: true });
  await overview.open();
  await expect(tile).not.toHaveAttribute('data-stale');
  await expect(healthyOf(totals.instances.healthy)).toBeVisible();

  await control.fault(CLUSTER, { fault: 'refuse' });

  await expect(tile.getByRole('img', { name: 'unreachable' })).toBeVisible();
  await expect(tile).toHaveAttribute('data-stale', 'true');
  await expect(tile).toHaveCSS('background-image', /repeating-linear-gradient/);
  await expect(tile).toContainText(/unreachable · seen \d+ (s|min) ago/);
  await expect(
    tile.getByRole('link', { name: `${lost} stale`, exact: true }),
  ).toBeVisible();
  await expect(healthyOf(totals.instances.healthy - healthyLost)).toBeVisible();
  await expect(staleOf(totals.instances.stale + lost)).toBeVisible();
  await expect(overview.total('instances')).toContainText(
    `${totals.instances.total}`,
  );
  await overview.attention.getByRole('button', { name: /^Show all/ }).click();
  await expect(
    overview.attention
      .getByRole('listitem')
      .filter({ hasText: CLUSTER })
      .first(),
  ).toContainText('connection refused');
  await expect(overview.coverage).toContainText(`${CLUSTER} unreachable since`);

  const on = new ClusterPage(page);
  await on.open(id, 'workloads');
  const table = new FleetTable(page, 'Workloads');
  await expect(on.header).toContainText('connection refused');
  await expect(table.rows).toHaveCount(workloads.length);
  await expect(table.table.locator('tr[data-stale="true"]')).toHaveCount(
    workloads.length,
  );
  await expect(table.rows.first()).toContainText(/, \d+ (s|min) ago/);

  await control.clearFaults(CLUSTER);

  await expect(on.header).not.toContainText('connection refused', {
    timeout: 60_000,
  });
  await expect(table.table.locator('tr[data-stale="true"]')).toHaveCount(0, {
    timeout: 60_000,
  });
  await overview.open();
  await expect(healthyOf(totals.instances.healthy)).toBeVisible();
  await expect(tile).not.toHaveAttribute('data-stale');
});
