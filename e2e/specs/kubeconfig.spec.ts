import path from 'node:path';
import { expect, FleetTable, test } from '../support';
import { freePort } from '../support/scripts';
import {
  contextsOf,
  kubeconfigIn,
  LOST_CONTEXT,
  startAndFail,
} from '../support/worlds/kubeconfig';

test.use({ world: 'kubeconfig' });

test('a kubeconfig shows a row per context, the lost one with its reason', async ({
  page,
  api,
  portal,
}) => {
  const contexts = contextsOf(kubeconfigIn(portal.folder));
  expect(contexts).toHaveLength(13);
  const table = new FleetTable(page, 'Clusters');
  await page.goto('/fleet/clusters');
  await expect(table.rows).toHaveCount(contexts.length);
  const names = await table.rows.evaluateAll(rows =>
    rows.map(row => row.querySelector('a')?.textContent ?? ''),
  );
  expect(names.sort()).toEqual(contexts.sort());

  const lost = await api.clusterId(LOST_CONTEXT);
  await expect(table.row(lost)).toContainText('unreachable');
  await expect(table.row(lost)).not.toContainText('healthy');
  await expect(table.row(await api.clusterId('prod-aue'))).toContainText(
    'reachable',
  );
  await table.row(lost).getByRole('link').first().click();
  await expect(page.getByRole('main')).toContainText('connection refused');
});

test('a kubeconfig that is not there is one clear line', async ({ portal }) => {
  const missing = path.join(portal.folder, 'missing.yaml');
  const { code, said } = await startAndFail(
    ['--kubeconfig', missing, '--port', String(await freePort())],
    portal.folder,
  );
  expect(code).toBe(1);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said).toContain('--kubeconfig');
  expect(said).toContain(missing);
  expect(said).toContain('no file');
});
