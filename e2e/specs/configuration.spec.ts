import { expect, OverviewPage, test } from '../support';
import { PROBLEMS } from '../support/worlds/configuration';

test.use({ world: 'configuration' });

test('each mistake in the configuration shows once, with key and value', async ({
  page,
  portal,
  api,
}) => {
  const overview = new OverviewPage(page);
  await overview.open();
  const problems = page.getByRole('main').getByRole('alert');
  await expect(problems).toContainText('4 problems in the configuration');
  const lines = problems.getByRole('listitem');
  await expect(lines).toHaveCount(Object.keys(PROBLEMS).length);
  const log = portal.log().split('\n');
  for (const { key, value } of Object.values(PROBLEMS)) {
    const line = lines.filter({ hasText: key });
    await expect(line).toHaveCount(1);
    await expect(line).toContainText(value);
    const logged = log.filter(
      entry => entry.includes(key) && entry.includes('Configuration'),
    );
    expect(logged, key).toHaveLength(1);
    expect(logged[0]).toContain(value);
  }

  // Everything else works as if nothing were wrong.
  await expect(overview.tiles).toHaveCount(12);
  const { clusters, totals } = await api.overview();
  expect(clusters.map(({ name }) => name)).not.toContain('mistyped');
  expect(totals.reachability.reachable).toBe(10);
  expect(totals.instances.healthy).toBeGreaterThan(200);
});
