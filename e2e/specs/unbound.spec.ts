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

test('a component is found by each of the ways that its team chose', async ({
  api,
}) => {
  for (const [name, rules] of [
    ['cart', ['kubernetes-id']],
    ['returns', ['engine-annotation']],
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

test('the simulated company shows what is contested, ambiguous and proposed', async ({
  page,
  api,
}) => {
  const { items, totals } = await api.unbound('?limit=50');
  const named = (name: string) => items.filter(item => item.name === name);
  expect([totals.contested, totals.ambiguous]).toEqual([1, 1]);
  // Contested first, then ambiguous: that is the order of urgency.
  expect(items.slice(0, 2).map(({ name, problem }) => [name, problem])).toEqual(
    [
      ['voucher-redeemer', 'contested'],
      ['pdf-renderer', 'ambiguous'],
    ],
  );
  const proposalsOf = (name: string) =>
    named(name)[0].proposals.map(({ entityRef }) => entityRef);
  expect(proposalsOf('voucher-redeemer')).toEqual([
    'component:default/campaigns',
  ]);
  expect(proposalsOf('pdf-renderer')).toEqual([
    'component:default/invoicing',
    'component:default/reports',
  ]);
  expect(named('suggest')).toHaveLength(1);
  expect(named('suggest')[0]).toMatchObject({
    problem: 'unbound',
    place: 'search',
    proposals: [{ entityRef: 'component:default/suggest' }],
  });
  // What is contested counts for nobody: the claimant has nothing there.
  const { instances } = await api.component('campaigns');
  expect(instances.length).toBeGreaterThan(0);
  expect(instances.filter(each => each.namespace === 'payments')).toEqual([]);

  for (const [name, says] of [
    ['voucher-redeemer', 'let the owner bind it'],
    ['pdf-renderer', 'it is one of 2 that claim it by the same rule'],
    ['suggest', 'backstage.io/kubernetes-label-selector'],
  ] as const) {
    await page.goto(`/fleet/unbound?detail=${named(name)[0].id}`);
    const drawer = page.getByRole('dialog');
    await expect(drawer).toContainText(name);
    await expect(drawer).toContainText(says);
  }
});
