import { expect, OverviewPage, test } from '../support';
import { PROBLEMS, type Problem } from '../support/worlds/configuration';

/** What is said of a key that is not known, whose value may be a secret that was misplaced. */
const KNOWN_KEYS = 'Known keys: kubeconfigs, attributes';

test.use({ world: 'configuration' });

test('each mistake in the configuration shows once, with key and value', async ({
  page,
  portal,
  api,
}) => {
  const overview = new OverviewPage(page);
  await overview.open();
  const problems = page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: '4 problems in the configuration' });
  const lines = problems.getByRole('listitem');
  await expect(lines).toHaveCount(Object.keys(PROBLEMS).length);
  const log = portal.log().split('\n');
  for (const { key, value } of Object.values<Problem>(PROBLEMS)) {
    const line = lines.filter({ hasText: key });
    await expect(line).toHaveCount(1);
    await expect(line).toContainText(value ?? KNOWN_KEYS);
    const logged = log.filter(
      entry => entry.includes(key) && entry.includes('Configuration'),
    );
    expect(logged, key).toHaveLength(1);
    expect(logged[0]).toContain(value ?? KNOWN_KEYS);
  }

  // Everything else works as if nothing were wrong.
  await expect(overview.tiles).toHaveCount(12);
  const { totals } = await api.overview();
  const { items: clusters } = await api.clusters();
  expect(clusters.map(({ name }) => name)).not.toContain('mistyped');
  expect(totals.reachability.reachable).toBe(10);
  expect(totals.instances.healthy).toBeGreaterThan(200);
});
