import { expect, test } from '../support';

test('what is not mapped is listed once, with why and where', async ({
  page,
  api,
}, testInfo) => {
  const { items, totals } = await api.unbound('?limit=50');
  expect(totals.total).toBeGreaterThan(0);
  await page.goto('/fleet/unbound');
  const table = page.getByRole('table', { name: 'What is not mapped' });
  await expect(table.getByText(items[0].name).first()).toBeVisible();
  await expect(
    page.getByText(
      totals.total === 1
        ? '1 thing is not mapped'
        : `${totals.total} things are not mapped`,
    ),
  ).toBeVisible();
  await page.goto(`/fleet/unbound?detail=${items[0].id}`);
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText(items[0].name);
  await expect(drawer).toContainText('What it may belong to');
  await testInfo.attach('unbound', {
    body: await page.screenshot({ path: testInfo.outputPath('light.png') }),
    contentType: 'image/png',
  });
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
});

test('a component is found by where its configuration lies, and by its image', async ({
  api,
}) => {
  for (const [name, rules] of [
    ['payout-scheduler', ['delivery-source']],
    ['invoicing', ['image']],
  ] as const) {
    const { instances } = await api.component(name);
    expect(instances.length).toBeGreaterThan(2);
    const found = new Set(
      instances.flatMap(({ workloads, deliveries }) =>
        [...workloads, ...deliveries].flatMap(
          ({ binding }) => binding?.rule ?? [],
        ),
      ),
    );
    for (const rule of rules) expect([...found]).toContain(rule);
  }
});
