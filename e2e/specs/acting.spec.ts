import type {
  Delivery,
  Instance,
} from '@fleetview/backstage-plugin-fleet-common';
import { expect, test, type FleetApi } from '../support';

const HUB = 'mgmt-euw1';
const COMPONENTS = ['cart', 'returns', 'invoicing', 'checkout'];

/** What is brought by an Application of the hub that does nothing just now; what differs from Git first. */
async function quietInstance(api: FleetApi) {
  const found: { component: string; instance: Instance; delivery: Delivery }[] =
    [];
  for (const component of COMPONENTS) {
    const { instances } = await api.component(component);
    for (const instance of instances) {
      const delivery = instance.deliveries.find(
        ({ kind, observer, operation }) =>
          kind === 'Application' &&
          observer.name === HUB &&
          operation?.phase === 'succeeded',
      );
      if (
        delivery &&
        instance.workloads.length > 0 &&
        instance.cluster.name !== HUB
      ) {
        found.push({ component, instance, delivery });
      }
    }
  }
  const [first] = [
    ...found.filter(({ delivery }) => delivery.sync === 'out-of-sync'),
    ...found,
  ];
  return {
    ...first,
    address: `/catalog/default/component/${
      first.component
    }/fleet?detail=${encodeURIComponent(first.instance.id)}`,
  };
}

test('a system is told something, and it is followed until it is seen', async ({
  page,
  api,
  control,
}, testInfo) => {
  const { address, delivery } = await quietInstance(api);
  await page.goto(address);
  await page.getByRole('button', { name: /^Act/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Tell a system something' });
  await dialog.getByRole('button', { name: 'Sync the Application' }).click();
  await expect(page.getByText('What will happen')).toBeVisible();
  const start = page.getByRole('button', { name: 'Sync the Application' });
  await expect(start).toBeDisabled();
  await page.getByRole('textbox', { name: /Reason/ }).fill('it is behind');
  await testInfo.attach('plan', {
    body: await page.screenshot({ path: testInfo.outputPath('plan.png') }),
    contentType: 'image/png',
  });
  const since = (await control.state()).lastSequence;
  await start.click();
  const steps = page.getByRole('list', { name: 'What came of it' });
  await expect(steps).toContainText('asked');
  // Time stands still in the simulation: Argo CD has not taken it up.
  await expect(steps).toContainText('seen …');
  for (let tick = 0; tick < 6; tick += 1) await control.tick();
  await expect(steps.getByText('seen', { exact: true })).toBeVisible();
  await expect(steps).not.toContainText('…');
  await testInfo.attach('seen', {
    body: await page.screenshot({ path: testInfo.outputPath('seen.png') }),
    contentType: 'image/png',
  });
  // It is what happened, and not only what the page says.
  const changes = await control.log(since);
  expect(
    changes.some(
      ({ kind, name, cluster }) =>
        cluster === 'mgmt-euw1' &&
        kind === 'Application' &&
        name === delivery.name,
    ),
  ).toBe(true);
});

test('what has no credentials is listed, disabled, with what to add', async ({
  page,
  api,
}) => {
  const { address, instance } = await quietInstance(api);
  await page.goto(address);
  await page.getByRole('button', { name: /^Act/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Tell a system something' });
  const workload = dialog
    .locator('section')
    .filter({ hasText: `on ${instance.cluster.name}` });
  const button = workload.getByRole('button').first();
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(/To add: fleet\.act/);
});
