import type { Page } from '@playwright/test';
import {
  ClusterPage,
  ComponentTab,
  expect,
  FleetTable,
  OverviewPage,
  test,
  type Fault,
} from '../support';

/** Beside the one of the scenario that refuses already, and the one that forbids. */
const BROKEN: Record<string, { fault: Fault; shown: RegExp }> = {
  'prod-wus2': {
    fault: { fault: 'refuse' },
    shown: /connection refused/,
  },
  'prod-use1-a': {
    fault: { fault: 'hang' },
    shown: /did not answer within \d+ s/,
  },
  'stage-euw1': {
    fault: { fault: 'html' },
    shown: /answered text\/html instead of JSON/,
  },
};
const HEALTHY = 'prod-euw4';
const FLOOR_MS = 3_000;

test.afterAll(async ({ portal }) => {
  for (const name of Object.keys(BROKEN))
    await portal.control.clearFaults(name);
});

type Visit = { name: string; open: () => Promise<void> };

/** How long each page takes until its content stands, the better of two visits, in ms. */
async function measure(visits: Visit[]): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (const { name, open } of [...visits, ...visits]) {
    const startedAt = performance.now();
    await open();
    const took = performance.now() - startedAt;
    times.set(name, Math.min(took, times.get(name) ?? Infinity));
  }
  return times;
}

function visitsOf(page: Page, clusterId: string): Visit[] {
  const overview = new OverviewPage(page);
  const clusters = new FleetTable(page, 'Clusters');
  const component = new ComponentTab(page);
  const cluster = new ClusterPage(page);
  const runs = new FleetTable(page, 'Instances');
  return [
    {
      name: 'overview',
      open: async () => {
        await overview.open();
        await overview.tiles.nth(11).waitFor();
      },
    },
    {
      name: 'clusters',
      open: async () => {
        await page.goto('/fleet/clusters');
        await clusters.rows.nth(11).waitFor();
      },
    },
    { name: 'component tab', open: () => component.open('checkout') },
    {
      name: 'cluster page',
      open: async () => {
        await cluster.open(clusterId);
        await runs.rows.first().waitFor();
      },
    },
  ];
}

test('three broken clusters cost every page nothing but themselves', async ({
  page,
  api,
  control,
}) => {
  test.setTimeout(240_000);
  const healthyId = await api.clusterId(HEALTHY);
  const visits = visitsOf(page, healthyId);
  const before = await api.clusters();
  const checkout = await api.component('checkout');
  const instances = await api.instances(healthyId);
  const byHubs = new Map<string, number>();
  for (const { id, name } of before.items) {
    if (!(name in BROKEN)) continue;
    byHubs.set(name, (await api.instancesByHubs(id)).length);
  }
  const timesBefore = await measure(visits);

  for (const [name, { fault }] of Object.entries(BROKEN)) {
    await control.faultNow(name, fault);
  }
  await expect
    .poll(
      async () => {
        const { items } = await api.clusters();
        return items
          .filter(({ name }) => name in BROKEN)
          .every(
            cluster =>
              cluster.reachability.state !== 'reachable' &&
              cluster.instances.stale ===
                cluster.instances.total - (byHubs.get(cluster.name) ?? 0),
          );
      },
      { timeout: 120_000 },
    )
    .toBe(true);
  const timesDuring = await measure(visits);
  for (const [name, took] of timesDuring) {
    const usual = timesBefore.get(name) ?? 0;
    test.info().annotations.push({
      type: 'time',
      description: `${name}: ${Math.round(usual)} ms before, ${Math.round(
        took,
      )} ms during`,
    });
    expect(took, name).toBeLessThan(Math.max(2 * usual, FLOOR_MS));
  }

  const overview = new OverviewPage(page);
  await overview.open();
  await expect(overview.tiles).toHaveCount(12);
  const list = new FleetTable(page, 'Clusters');
  const component = new ComponentTab(page);
  const on = new ClusterPage(page);

  for (const { id, name, instances: counts } of before.items) {
    const tile = overview.tile(id);
    if (name in BROKEN) {
      await expect(tile).toHaveAttribute('data-stale', 'true');
      const toldByHubs = byHubs.get(name) ?? 0;
      if (toldByHubs === 0) {
        await expect(tile).toContainText(/^(?!.*healthy).*$/s);
      }
      await expect(
        tile.getByRole('link', {
          name: `${counts.total - toldByHubs} stale`,
          exact: true,
        }),
      ).toBeVisible();
    } else if (counts.healthy > 0) {
      await expect(
        tile.getByRole('link', {
          name: `${counts.healthy} healthy`,
          exact: true,
        }),
      ).toBeVisible();
    }
  }
  await expect(overview.total('instances')).toContainText(
    String(before.totals.instances.total),
  );

  await page.goto('/fleet/clusters');
  await expect(list.rows).toHaveCount(12);
  for (const { id, name } of before.items) {
    if (name in BROKEN) {
      await expect(list.row(id)).toHaveAttribute('data-stale', 'true');
    }
  }

  await component.open('checkout');
  await expect(component.instances.rows).toHaveCount(checkout.instances.length);
  for (const { cluster, currency } of checkout.instances) {
    const row = component.row(cluster.name);
    if (cluster.name in BROKEN) {
      await expect(row).toHaveAttribute('data-stale', 'true');
      await expect(row).toContainText(/, \d+ (s|min) ago/);
    } else if (currency.current) {
      await expect(row).not.toHaveAttribute('data-stale');
    }
  }

  await on.open(healthyId);
  await expect(new FleetTable(page, 'Instances').rows).toHaveCount(
    instances.length,
  );

  for (const [name, { shown }] of Object.entries(BROKEN)) {
    const id = await api.clusterId(name);
    const known = before.items.find(cluster => cluster.id === id);
    await on.open(id);
    await expect(on.header).toContainText(shown);
    const rows = new FleetTable(page, 'Instances').rows;
    await expect(rows).toHaveCount(known?.instances.total ?? 0);
  }
});
