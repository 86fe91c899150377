import {
  ClusterPage,
  expect,
  FleetTable,
  readCounts,
  test,
  untilSettled,
} from '../support';

const HUB = 'mgmt-euw1';
const CLUSTER = 'prod-use1-b';

test.afterEach(async ({ control }) => {
  await control.clearFaults(CLUSTER);
  await control.tick();
});

test("when the cluster behind a hub dies, the hub's deliveries stop counting as healthy", async ({
  page,
  api,
  control,
}) => {
  const id = await api.clusterId(CLUSTER);
  const deliveries = await api.deliveries(id);
  const delivered = deliveries.filter(
    ({ engine, observer, subject }) =>
      engine === 'argocd' &&
      observer.name === HUB &&
      subject.cluster?.id === id,
  );
  // Open Cluster Management believes in a silent agent for five times its lease.
  const believed = deliveries.filter(
    ({ engine }) => engine === 'open-cluster-management',
  ).length;
  const { cluster } = await api.cluster(id);
  expect(delivered.length).toBeGreaterThan(10);
  expect(cluster.deliveries.healthy).toBeGreaterThan(10);
  const on = new ClusterPage(page);
  const table = new FleetTable(page, 'Deliveries');
  await on.open(id, 'deliveries');
  expect((await readCounts(on.number('Deliveries'))).healthy).toBe(
    cluster.deliveries.healthy,
  );

  await control.fault(CLUSTER, { fault: 'refuse' });
  // The hub looks at its clusters as time passes, and says so of each Application.
  await control.tick();

  await expect
    .poll(async () => (await readCounts(on.number('Deliveries'))).stale)
    .toBeGreaterThanOrEqual(cluster.deliveries.total - believed);
  const { healthy = 0 } = await readCounts(on.number('Deliveries'));
  expect(healthy).toBeLessThanOrEqual(believed);
  for (const { id: delivery } of delivered) {
    const row = table.row(delivery);
    await expect(row).toHaveAttribute('data-stale', 'true');
    await expect(await table.cell(row, 'State')).toHaveText(
      /^[a-z-]+, \d+ (s|min|h|d) ago/,
    );
  }
  await table.row(delivered[0].id).click();
  await expect(page.getByRole('dialog')).toContainText(HUB);

  await control.clearFaults(CLUSTER);
  await control.tick();
  await expect
    .poll(
      async () => (await readCounts(on.number('Deliveries'))).healthy ?? 0,
      { timeout: 60_000 },
    )
    .toBeGreaterThan(10);
  await untilSettled(api, {});
});
