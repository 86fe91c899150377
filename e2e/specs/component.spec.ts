import { ComponentTab, expect, test } from '../support';

/** How the pages call the engines of the API. */
const ENGINES: Record<string, string> = { argocd: 'Argo CD', flux: 'Flux' };

test('the tab shows a row per cluster, by region', async ({ page, api }) => {
  const { instances } = await api.component('checkout');
  expect(instances.length).toBeGreaterThanOrEqual(9);
  const tab = new ComponentTab(page);
  await tab.open('checkout');
  await expect(tab.instances.rows).toHaveCount(instances.length);
  const regions = await tab.instances.table.locator('tr').evaluateAll(lines => {
    const found: Record<string, string[]> = {};
    let region = '';
    for (const line of lines) {
      const heading = line.querySelector('[data-region]');
      if (heading) region = heading.textContent ?? '';
      const link = line.querySelector('td a');
      if (link) (found[region] ??= []).push(link.textContent ?? '');
    }
    return found;
  });
  const expected: Record<string, string[]> = {};
  for (const { region, cluster } of instances) {
    (expected[region] ??= []).push(cluster.name);
  }
  // The worst of a region comes first, so that the order is another each time.
  for (const names of Object.values(expected)) names.sort();
  for (const names of Object.values(regions)) names.sort();
  expect(regions).toEqual(expected);

  for (const instance of instances) {
    const { cluster, version, health, engines, rollout } = instance;
    const row = tab.row(cluster.name);
    await expect(row).toContainText(version.desired ?? '');
    // While a release is on its way a row says how far it is there instead.
    if (!rollout || rollout.state === 'succeeded') {
      await expect(row).toContainText(health);
    }
    await expect(row).toContainText(ENGINES[engines[0]]);
  }
});

test('the drawer says why it is there, has a URL, and closes with Escape', async ({
  page,
  api,
}) => {
  const { instances } = await api.component('checkout');
  const instance = instances.find(
    ({ cluster }) => cluster.name === 'prod-use1-a',
  );
  const tab = new ComponentTab(page);
  await tab.open('checkout');
  await tab.row('prod-use1-a').click();
  await expect(tab.drawer).toBeVisible();
  await expect(tab.drawer).toContainText('Why it is here');
  await expect(tab.drawer).toContainText(
    'label backstage.io/kubernetes-id=checkout',
  );
  expect(new URL(page.url()).searchParams.get('detail')).toBe(instance?.id);
  await expect(tab.instances.rows).toHaveCount(instances.length);

  await page.reload();
  await expect(tab.drawer).toContainText('Why it is here');

  await page.keyboard.press('Escape');
  await expect(tab.drawer).toBeHidden();
  expect(new URL(page.url()).searchParams.has('detail')).toBe(false);
  await expect(tab.instances.rows).toHaveCount(instances.length);
});

test('where it is not, the reason stands', async ({ page, api }) => {
  const tab = new ComponentTab(page);
  const rows = tab.notHere.getByRole('listitem');
  for (const component of ['checkout', 'loyalty']) {
    const { instances, notHere } = await api.component(component);
    expect(instances.length + notHere.length).toBe(12);
    await tab.open(component);
    await expect(rows).toHaveCount(Math.min(notHere.length, 5));
    const showAll = tab.notHere.getByRole('button', { name: /^Show all/ });
    if (await showAll.isVisible()) await showAll.click();
    await expect(rows).toHaveCount(notHere.length);
    const forbidden = rows.filter({ hasText: 'dev-euw4' });
    await expect(forbidden).toContainText('forbidden');
    await expect(forbidden).toContainText('cannot list resource "deployments"');
    await expect(rows.filter({ hasText: 'mgmt-euw1' })).toContainText(
      'not placed',
    );
  }
  // Nobody delivers it there that answers, so nobody can say whether it runs.
  const unreachable = rows.filter({ hasText: 'prod-aps1' });
  await expect(unreachable).toContainText('unreachable');
  await expect(unreachable).toContainText('connection refused');
});

test('what only the hub knows of a cluster that is lost shows as old', async ({
  page,
}) => {
  const tab = new ComponentTab(page);
  await tab.open('checkout');
  const row = tab.row('prod-aps1');
  await expect(row).toHaveAttribute('data-stale', 'true');
  await expect(row).toContainText(/healthy, \d+ (s|min|h) ago/);
});

test('the drawer says why it is not well, in words and in those of the cluster', async ({
  page,
  api,
}) => {
  const drawerOf = async (component: string, cluster: string) => {
    await expect
      .poll(
        async () =>
          (await api.component(component)).instances
            .find(each => each.cluster.name === cluster)
            ?.workloads.every(({ diagnosis }) => diagnosis?.findings.length),
        { timeout: 120_000 },
      )
      .toBe(true);
    const tab = new ComponentTab(page);
    await tab.open(component);
    await tab.row(cluster).click();
    await expect(tab.drawer).toContainText('Why it is not well');
    return tab.drawer;
  };
  const image = await drawerOf('fraud-screening', 'prod-euw1-a');
  await expect(image).toContainText('An image cannot be pulled');
  await expect(image).toContainText(/fraud-screening:3\.8\.0.*not found/);
  await expect(image).toContainText(/Read .*ago/);
  const agents = await drawerOf('metrics-agent', 'prod-use1-b');
  await expect(agents).toContainText('Out of memory');
  await expect(agents).toContainText('exit code 137');
  await expect(agents).toContainText('Its node does not answer');
  await expect(agents).toContainText('4 of 6 pods are ready.');
  const crashing = await drawerOf('feature-store', 'prod-wus2');
  await expect(crashing).toContainText('A container crashes again and again');
  await expect(crashing).toContainText('exit code 1');

  // What is well has no such field.
  const tab = new ComponentTab(page);
  await tab.open('fraud-screening');
  await tab.row('prod-use1-a').click();
  await expect(tab.drawer).toContainText('Why it is here');
  await expect(tab.drawer).not.toContainText('Why it is not well');
});
