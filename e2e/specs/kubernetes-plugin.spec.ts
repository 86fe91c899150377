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
