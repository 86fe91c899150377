import fs from 'node:fs';
import { expect, FleetTable, signIn, test } from '../support';

test.use({ rememberGuest: false });

test('who may read the audit sees whom it was refused, and exports it', async ({
  browser,
  page,
  portal,
}, testInfo) => {
  test.setTimeout(240_000);

  // A developer finds no way there, and going there all the same is refused.
  const other = await browser.newContext({ baseURL: portal.url });
  const developer = await other.newPage();
  await signIn(developer, 'Developer, Payments');
  await expect(developer.getByRole('tab', { name: 'Clusters' })).toBeVisible();
  await expect(developer.getByRole('tab', { name: 'Audit' })).toHaveCount(0);
  await developer.goto('/fleet/audit');
  await expect(
    developer.getByRole('heading', { name: 'You may not see this' }),
  ).toBeVisible();
  await expect(developer.getByRole('main')).toContainText('fleet.audit.read');
  await developer.screenshot({ path: testInfo.outputPath('forbidden.png') });
  await other.close();

  // The platform engineer sees that he tried.
  await signIn(page, 'Platform engineer');
  await page.getByRole('tab', { name: 'Audit' }).click();
  await expect(page).toHaveURL(/\/fleet\/audit$/);
  const table = new FleetTable(page, 'Audit, newest first');
  await table.rows.first().waitFor();
  await expect(page.getByText(/^Chain intact since/)).toBeVisible();
  const refusal = table.rows
    .filter({ hasText: 'Developer, Payments' })
    .filter({ hasText: 'listAudit' });
  await expect(refusal).toHaveCount(1);
  await expect(refusal).toContainText('refused');
  // And what the portal did itself when it found its clusters.
  const registered = table.rows.filter({ hasText: 'Cluster registered' });
  await expect(registered.first()).toContainText('succeeded');
  await page.screenshot({
    path: testInfo.outputPath('audit.png'),
    fullPage: true,
  });
  // Another theme draws everything anew.
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.getByText(/^Chain intact since/)).toBeVisible();
  await page.screenshot({
    path: testInfo.outputPath('audit-dark.png'),
    fullPage: true,
  });

  // The drawer, which is a place of its own.
  await registered.first().locator('td').first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('cluster-registered');
  await expect(page).toHaveURL(/detail=/);
  await page.screenshot({ path: testInfo.outputPath('drawer-dark.png') });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(drawer).toContainText('cluster-registered');
  await page.screenshot({ path: testInfo.outputPath('drawer.png') });
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  // What is chosen is in the address, and is what is exported.
  await page.getByRole('searchbox', { name: 'Who' }).fill('payments');
  await expect(page).toHaveURL(/actor=payments/);
  await expect(table.rows).toHaveCount(1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('fleet-audit.csv');
  const csv = fs.readFileSync((await download.path()) as string, 'utf8');
  const lines = csv.trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('user:default/payments-developer');
  expect(lines[1]).toContain('operation-refused');
  await page.getByRole('searchbox', { name: 'Who' }).fill('');
  await expect(page).not.toHaveURL(/actor=/);
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(
    table.rows.filter({ hasText: 'Audit exported' }).first(),
  ).toContainText('succeeded');

  // On a phone nothing of the page is wider than it.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(table.rows.first()).toBeVisible();
  await expect
    .poll(() =>
      page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      ),
    )
    .toBeLessThanOrEqual(0);
  await page.screenshot({ path: testInfo.outputPath('narrow.png') });
});
