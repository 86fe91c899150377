import { expect, test } from '../support';

test("the Kubernetes plugin's own tab works on the same clusters", async ({
  page,
}) => {
  await page.goto('/catalog/default/component/checkout/kubernetes');
  const main = page.getByRole('main');
  await expect(main.getByText('Your Clusters')).toBeVisible({
    timeout: 60_000,
  });
  const cluster = main.getByRole('button', { name: /Production, Virginia A/ });
  await expect(cluster).toContainText(/[1-9]\d* pods?/);
  await cluster.click();
  await main
    .getByRole('button', { name: /checkout.*Deployment/ })
    .first()
    .click();
  await expect(
    main.getByText(/^checkout-[a-z0-9]+-[a-z0-9]+$/).first(),
  ).toBeVisible();
});

test("the Kubernetes plugin's tab asks only where the component runs", async ({
  page,
  api,
  control,
}) => {
  const { instances } = await api.component('campaigns');
  const places = instances.map(({ cluster }) => cluster.name);
  expect(places.length).toBeGreaterThan(3);
  // One that it does not run on, and that would be an error in its tab.
  expect(places).not.toContain('prod-wus2');
  await control.faultNow('prod-wus2', { fault: 'refuse' });
  try {
    const answered = page.waitForResponse(
      response =>
        response.request().method() === 'POST' &&
        response.url().includes('/api/kubernetes/services/'),
      { timeout: 60_000 },
    );
    await page.goto('/catalog/default/component/campaigns/kubernetes');
    const response = await answered;
    expect(response.status()).toBe(200);
    const { items } = await response.json();
    const shown: string[] = items.map(
      ({ cluster }: { cluster: { name: string } }) => cluster.name,
    );
    expect(shown).toContain('prod-use1-b');
    for (const name of shown) expect(places).toContain(name);
  } finally {
    await control.clearFaults('prod-wus2');
  }
});
