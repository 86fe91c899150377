import type { FleetPromotion } from '@fleetview/backstage-plugin-fleet-common';
import { expect, FleetApi, test, type ControlClient } from '../support';

test.use({ world: 'promotion' });
test.describe.configure({ mode: 'serial' });

const CART = 'component:default/cart';
const SPARE = 'prod-aps1';
/** Who asks is a guest; who approves is somebody else. */
const APPROVER = 'storefront-lead';

/** Time of the simulation passes until something is so. */
async function until(
  control: ControlClient,
  isSo: () => Promise<void>,
  timeout = 120_000,
): Promise<void> {
  await expect(async () => {
    await control.tick();
    await isSo();
  }).toPass({ timeout, intervals: [1_000] });
}

/** A task until it has ended well. */
async function completed(api: FleetApi, id: string) {
  await expect
    .poll(async () => (await api.task(id)).status, { timeout: 60_000 })
    .toMatch(/^(completed|failed)$/);
  const task = await api.task(id);
  expect(task.log.join('\n') && task.status).toBe('completed');
  return task;
}

/** The branch that a wave's change, or what takes it back, was pushed to. */
async function pushedBranch(
  control: ControlClient,
  promotion: FleetPromotion,
  wave: string,
  direction: 'promote' | 'roll-back' = 'promote',
): Promise<string> {
  const found = promotion.waves.find(({ key }) => key === wave);
  const reference =
    direction === 'promote'
      ? found?.changes[0].reference
      : found?.changes[0].attempts.find(each => each.direction === direction)
          ?.reference;
  const { branches } = await control.git();
  const branch = branches.find(({ name }) => reference?.endsWith(name));
  if (!branch) {
    throw new Error(
      `no branch of '${reference}' among ${JSON.stringify(branches)}`,
    );
  }
  return branch.name;
}

test('a cluster that is registered by the template is in the fleet a minute after the merge', async ({
  api,
  control,
}) => {
  test.setTimeout(240_000);
  const { clusters } = await control.state();
  const spare = clusters.find(({ name }) => name === SPARE);
  const { url } = await control.git();
  const values = {
    name: SPARE,
    owner: 'group:default/platform',
    server: spare?.url.replace('http:', 'https:'),
    certificateAuthority: spare?.caData,
    attributes: { region: 'ap-south-1', environment: 'production' },
    engine: 'argocd',
    store: 'platform',
    key: `clusters/${SPARE}`,
    storeKind: 'ClusterSecretStore',
    host: 'git',
    remoteUrl: url,
    gitBase: 'main',
  };
  expect(
    (await api.clusters('?limit=100')).items.map(({ name }) => name),
  ).not.toContain(SPARE);
  const first = await completed(
    api,
    await api.startTemplate('register-cluster', values),
  );
  const { branches, head } = await control.git();
  const [branch] = branches.filter(({ name }) => name.startsWith('fleet/'));
  expect(first.output).toBeDefined();
  // A second run finds what the first has pushed.
  await completed(api, await api.startTemplate('register-cluster', values));
  expect((await control.git()).branches).toEqual(branches);
  expect((await control.git()).head).toBe(head);

  await control.merge(branch.name);
  await until(
    control,
    async () => {
      const { items } = await api.clusters('?limit=100');
      const found = items.find(({ name }) => name.includes(SPARE));
      expect(found?.reachability.state).toBe('reachable');
    },
    60_000,
  );
});

test('a release is promoted to the first wave, is stopped before the second, and is taken back', async ({
  page,
  api,
  control,
  portal,
}) => {
  test.setTimeout(600_000);
  const approver = new FleetApi(portal.url, APPROVER);
  await until(control, async () => {
    const { moves } = await api.pipeline(CART);
    expect(moves.find(({ to }) => to === 'production')?.mayMove).toBe(true);
  });
  await page.goto('/catalog/default/component/cart/fleet');
  await page.getByRole('button', { name: /Promote to production/ }).click();
  await page.getByRole('button', { name: 'Ask for this promotion' }).click();
  const drawer = page.getByRole('dialog', { name: /cart 2.9.0 to production/ });
  await expect(drawer).toContainText('Somebody who has not asked');
  await expect(drawer.getByRole('button', { name: 'Approve' })).toBeDisabled();
  const [{ id }] = (await api.promotions()).items;
  const { hash, commit } = await api.promotion(id);
  const state = async () => {
    const { state: now, next } = await api.promotion(id);
    return `${now} ${next?.what ?? ''}`.trim();
  };
  await until(control, async () => {
    expect(await state()).toBe('waiting approval');
  });
  // Nobody approves of what he has asked for.
  await expect(
    api.changePromotion(id, 'approve', { hash, commit }),
  ).rejects.toThrow('HTTP 403');
  await approver.changePromotion(id, 'approve', { hash, commit });

  // A task pushes the change of the first wave, and nothing is merged by that.
  await until(control, async () => {
    expect(await state()).toContain('proposed');
  });
  const [canary, wave] = (await api.promotion(id)).waves.map(({ key }) => key);
  const before = await control.git();
  const again = await completed(
    api,
    await api.startTemplate('promote-release', {
      promotion: id,
      wave: canary,
      direction: 'promote',
      repository: before.url,
    }),
  );
  expect(again.status).toBe('completed');
  expect(await control.git()).toEqual(before);
  await control.merge(
    await pushedBranch(control, await api.promotion(id), canary),
  );
  // A cluster of the second wave falls ill before the first has soaked.
  await control.editByHand('prod-euw1', { component: 'cart', replicas: 5 });
  await until(control, async () => {
    const { waves } = await api.promotion(id);
    expect(waves.map(each => each.state)).toEqual(['done', 'waiting']);
  });
  await until(control, async () => {
    const { gates, next, wave: underWay } = await api.promotion(id);
    expect(underWay).toBe(wave);
    expect(next?.what).toBe('repair');
    expect(gates.find(({ kind }) => kind === 'drift-free')?.status).toBe(
      'failed',
    );
  });
  expect((await control.git()).branches.length).toBe(before.branches.length);

  await page.goto(`/fleet/promotions/${id}`);
  await expect(
    page.getByText('It is held up by “Free of drift”'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Roll back…' }).click();
  await page.getByRole('textbox', { name: /Reason/ }).fill('carts are empty');
  await page
    .getByRole('button', { name: 'Roll this back', exact: true })
    .click();
  await until(control, async () => {
    const { waves } = await api.promotion(id);
    const attempt = waves[0].changes[0].attempts.find(
      ({ direction }) => direction === 'roll-back',
    );
    expect(attempt?.state).toBe('succeeded');
  });
  await control.merge(
    await pushedBranch(control, await api.promotion(id), canary, 'roll-back'),
  );
  await until(control, async () => {
    expect((await api.promotion(id)).state).toBe('rolled-back');
  });
  await expect(page.getByRole('main')).toContainText(/rolled back/i);
  const { stages } = await api.pipeline(CART);
  const production = stages.find(({ name }) => name === 'production');
  expect(production?.release?.images[0].tag).toBe('2.8.1');
});
