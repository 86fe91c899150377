import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  CLUSTER_TABS,
  ClusterPage,
  ComponentTab,
  expect,
  FleetTable,
  OverviewPage,
  test,
} from '../support';

/** Where everything stands that is ours; the rest of a page is the portal's. */
const OURS = '[data-fleet-content]';

async function expectNoViolations(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(OURS).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.slice(0, 3).map(({ target, html }) => ({ target, html })),
    }));
  expect(serious, what).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.beforeEach(({ context }) =>
      context.addInitScript(name => localStorage.setItem('theme', name), theme),
    );

    test('overview and clusters have no serious violation', async ({
      page,
    }) => {
      await new OverviewPage(page).open();
      await expectNoViolations(page, 'overview');
      await page.goto('/fleet/clusters');
      await new FleetTable(page, 'Clusters').rows.first().waitFor();
      await expectNoViolations(page, 'clusters');
    });

    test('no tab of a cluster has a serious violation', async ({
      page,
      api,
    }) => {
      const on = new ClusterPage(page);
      const id = await api.clusterId('prod-euw1-a');
      await on.open(id);
      const links = await on.tabs.getByRole('link').all();
      expect(links).toHaveLength(CLUSTER_TABS.length);
      for (const link of links) {
        await link.click();
        await expect(link).toHaveAttribute('aria-current', 'page');
        // Where nothing has changed yet, or no hub speaks of it, it says so instead.
        await page
          .getByRole('table')
          .or(
            page.getByRole('heading', {
              name: /^(No changes seen yet|No hub speaks of this cluster|Alerts of this cluster are not read|Nothing else is known of this cluster)$/,
            }),
          )
          .first()
          .waitFor();
        await expectNoViolations(page, await link.innerText());
      }
      await on.open(await api.clusterId('dev-euw4'), 'systems');
      await page.getByRole('table').first().waitFor();
      await expectNoViolations(page, 'systems of a forbidden cluster');
    });

    test('the component tab with its drawer has no serious violation', async ({
      page,
    }) => {
      const tab = new ComponentTab(page);
      await tab.open('checkout');
      await tab.row('prod-use1-a').click();
      await expect(tab.drawer).toBeVisible();
      await expectNoViolations(page, 'component');
    });

    test('the chain of reasons, the tabs of owners and the cards have no serious violation', async ({
      page,
    }) => {
      const tab = new ComponentTab(page);
      await tab.open('checkout');
      await tab.notHere
        .getByRole('button', { name: /^Why not here, on/ })
        .first()
        .click();
      await expect(tab.drawer).toContainText(/runs? here/);
      await expectNoViolations(page, 'why not here');
      for (const owner of [
        'system/payment-processing',
        'domain/finance',
        'group/payments',
      ]) {
        await page.goto(`/catalog/default/${owner}/fleet`);
        await page
          .getByRole('region', { name: 'Releases on their way' })
          .waitFor();
        await expectNoViolations(page, `the tab of ${owner}`);
      }
      await page.goto('/fleet/drift');
      await page.getByRole('group', { name: 'How much drifts' }).waitFor();
      await expectNoViolations(page, 'drift');
      for (const path of [
        '/fleet/compliance',
        '/catalog/default/group/storefront/compliance',
      ]) {
        await page.goto(path);
        await page.getByRole('table', { name: 'Policies' }).waitFor();
        await expectNoViolations(page, path);
      }
      for (const path of [
        '/fleet/cost',
        '/catalog/default/group/storefront/cost',
      ]) {
        await page.goto(path);
        await page.getByText(/^likely bill of /).waitFor();
        await expectNoViolations(page, path);
      }
      await page.goto('/fleet/exceptions');
      await page
        .getByRole('button', { name: /exception/i })
        .first()
        .waitFor();
      await expectNoViolations(page, 'the ledger of exceptions');
      await page.goto('/catalog/default/component/checkout');
      await page.getByText(/^\d+ regions?/).waitFor();
      await expectNoViolations(page, 'the card of a component');
    });
  });
}

test.describe('by keyboard', () => {
  /** Presses Tab until something has the focus. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab');
      const has = await page.evaluate(
        wanted => document.activeElement?.matches(wanted) ?? false,
        selector,
      );
      if (has) return;
    }
    throw new Error(`Tab does not reach '${selector}'`);
  }

  test('Tab reaches the first tile, and Enter opens it', async ({ page }) => {
    const overview = new OverviewPage(page);
    await overview.open();
    const first = overview.tiles.first();
    const name = await first.getByRole('link').first().innerText();
    const id = await first.getAttribute('data-cluster');
    await tabTo(page, `[data-cluster="${id}"] a`);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/fleet/clusters/${id}$`));
    await expect(new ClusterPage(page).heading).toHaveText(name);
  });

  test('Tab reaches the first row, arrows move, Enter opens, Escape closes', async ({
    page,
  }) => {
    const tab = new ComponentTab(page);
    await tab.open('checkout');
    const [first, second] = await tab.instances.ids();
    await tabTo(page, `tr[data-line="row:${first}"]`);
    await page.keyboard.press('ArrowDown');
    await expect(tab.instances.row(second)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(tab.drawer).toBeVisible();
    expect(new URL(page.url()).searchParams.get('detail')).toBe(second);
    await page.keyboard.press('Escape');
    await expect(tab.drawer).toBeHidden();
    await expect(tab.instances.row(second)).toBeFocused();
  });
});
