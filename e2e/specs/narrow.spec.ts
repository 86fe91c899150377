import type { Page } from '@playwright/test';
import { CLUSTER_TABS, ClusterPage, expect, test } from '../support';

const WIDTHS = [390, 1024, 1440];

/** Tables and tabs scroll in themselves; a page never does sideways. */
async function expectNoOverflow(page: Page, what: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(
        () =>
          page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth - clientWidth;
          }),
        { message: `${what} at ${width} px` },
      )
      .toBeLessThanOrEqual(0);
  }
}

test('no page is wider than its screen', async ({ page }) => {
  for (const path of [
    '/fleet',
    '/fleet/clusters',
    '/fleet/drift',
    '/fleet/compliance',
    '/fleet/cost',
    '/fleet/exceptions?view=applied',
    '/catalog/default/component/checkout/fleet',
  ]) {
    await page.goto(path);
    await page.locator('[data-cluster], [data-line]').first().waitFor();
    await expectNoOverflow(page, path);
  }
});

for (const cluster of ['prod-euw1-a', 'dev-euw4', 'prod-aps1']) {
  test(`no tab of ${cluster} is wider than its screen`, async ({
    page,
    api,
  }) => {
    const on = new ClusterPage(page);
    const id = await api.clusterId(cluster);
    for (const tab of CLUSTER_TABS) {
      await on.open(id, tab);
      await expectNoOverflow(page, `${cluster}, ${tab}`);
    }
  });
}

test('on a phone the state of an instance is to be seen without scrolling', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/catalog/default/component/checkout/fleet');
  const row = page.locator('[data-line]').filter({ hasText: 'stage-euw1' });
  // Whatever it is: a release is on its way or is not, as the world goes on.
  const mark = row.getByRole('cell').nth(2).locator('[data-status]').first();
  const box = await mark.locator('..').boundingBox();
  expect(box?.width).toBeGreaterThan(20);
  expect(box && box.x + box.width).toBeLessThanOrEqual(390);
});
