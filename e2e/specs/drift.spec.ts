import { expect, FleetTable, test } from '../support';

const LINES = 'Drift, one line for what differs in the same way';
const EPISODES = 'Episodes of drift, what has lasted longest first';
const BY_HAND = ['prod-use1-a', 'prod-euw4'];

const componentOf = (name: string) =>
  encodeURIComponent(`component:default/${name}`);

test('the same edit by hand on several clusters is one line, with where beneath it', async ({
  page,
  api,
  control,
}) => {
  for (const cluster of BY_HAND) {
    await control.editByHand(cluster, {
      component: 'checkout',
      environment: { LOG_LEVEL: 'trace' },
    });
  }
  await control.tick();
  const same = async () => {
    const { items } = await api.driftGroups(
      `?by=same&class=human&component=${componentOf('checkout')}`,
    );
    return items.find(({ clusters }) => clusters === BY_HAND.length);
  };
  await expect(async () => expect(await same()).toBeDefined()).toPass({
    timeout: 150_000,
  });
  const line = await same();
  await page.goto('/fleet/drift?class=human');
  const table = new FleetTable(page, LINES);
  const row = table.row(line?.key ?? '');
  await expect(row).toContainText('by hand');
  await expect(row).toContainText('and 1 more');
  await row.getByRole('button', { name: /^Show where/ }).click();
  for (const cluster of BY_HAND) {
    await expect(
      table.table.getByRole('link', { name: cluster, exact: true }),
    ).toBeVisible();
  }
});

test('an episode says what differs, since when and by whom', async ({
  page,
  api,
  control,
}, testInfo) => {
  // Whatever else was reverted meanwhile.
  await control.editByHand('prod-use1-a', {
    component: 'cart',
    environment: { LOG_LEVEL: 'trace' },
  });
  await control.tick();
  const id = await api.clusterId('prod-use1-a');
  const of = `?cluster=${id}&component=${componentOf('cart')}&class=human`;
  await expect(async () =>
    expect((await api.drift(of)).items).not.toEqual([]),
  ).toPass({ timeout: 150_000 });
  const [episode] = (await api.drift(of)).items;
  await page.goto(`/fleet/drift?episode=${episode.id}`);
  const drawer = page.getByRole('dialog', {
    name: `${episode.resource.kind} ${episode.resource.namespace}/${episode.resource.name}`,
  });
  await expect(drawer).toContainText('kubectl-edit');
  await expect(drawer).toContainText('a name that clients give themselves');
  await expect(
    drawer.getByRole('table', { name: /^Desired and live value of/ }).first(),
  ).toBeVisible();
  await drawer.getByRole('button', { name: 'Side by side' }).click();
  await expect(
    drawer.getByRole('columnheader', { name: 'Live' }).first(),
  ).toBeVisible();
  await testInfo.attach('episode', {
    body: await page.screenshot({ path: testInfo.outputPath('episode.png') }),
    contentType: 'image/png',
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await expect
    .poll(() =>
      drawer.evaluate(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    )
    .toBeLessThanOrEqual(0);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
});

test('what an exception would hide is shown before it is asked for', async ({
  page,
  api,
  control,
}) => {
  test.setTimeout(240_000);
  // One of its own: of others the engine may put an end to while it is looked at.
  await control.editByHand('prod-use1-a', {
    component: 'cart',
    environment: { LOG_LEVEL: 'debug' },
  });
  await control.tick();
  const id = await api.clusterId('prod-use1-a');
  const of = `?cluster=${id}&component=${componentOf('cart')}&class=human`;
  const dialog = page.getByRole('dialog', { name: 'Ignore this drift' });
  await expect(async () => {
    const { items } = await api.drift(of);
    expect(items).not.toEqual([]);
    await page.goto(`/fleet/drift?episode=${items[0].id}`);
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Ignore' }).click();
    await expect(
      dialog.getByRole('region', { name: 'What it would hide now' }),
    ).toContainText(/^What it would hide now.*Hides [\d,]+ differences?/s);
  }).toPass({ timeout: 180_000 });
  await expect(
    dialog.getByRole('button', { name: 'Ask for the exception' }),
  ).toBeDisabled();
});

test('numbers of the headline lead to exactly the episodes that they count', async ({
  page,
  api,
}) => {
  await page.goto('/fleet/drift');
  const needed = page.getByRole('link', { name: /need(s)? somebody$/ });
  await needed.click();
  await page.getByRole('link', { name: 'Episodes', exact: true }).click();
  await expect(async () => {
    const search =
      '?class=human&class=missing&class=extra&class=failed-apply&limit=500';
    const { totals, items } = await api.drift(search);
    expect(totals.headline).toBe(totals.episodes);
    await expect(new FleetTable(page, EPISODES).rows).toHaveCount(
      Math.min(items.length, 100),
    );
  }).toPass({ timeout: 60_000 });
});

test('a cluster that does not answer leaves its drift open, and nothing is good', async ({
  page,
  api,
  control,
}) => {
  const id = await api.clusterId('prod-euw4');
  await control.fault('prod-euw4', { fault: 'refuse' });
  try {
    await page.goto(`/fleet/clusters/${id}?tab=drift`);
    await expect(
      page.getByText(/not seen now|nobody can say now/).first(),
    ).toBeVisible({ timeout: 150_000 });
    await expect(
      page.getByRole('heading', { name: 'Nothing drifts' }),
    ).toBeHidden();
  } finally {
    await control.clearFaults('prod-euw4');
    await control.tick();
  }
});
