import { expect, FleetTable, test } from '../support';

const STOREFRONT = `?owner=${encodeURIComponent('group:default/storefront')}`;

test.afterEach(async ({ control }) => {
  await control.clearFaults('prod-euw4');
  await control.tick();
});

test('a team sees how far it keeps policies, and what to do about it first', async ({
  page,
  api,
}) => {
  const { percent, evaluation, movers, policiesTotal } = await api.compliance(
    STOREFRONT,
  );
  expect(percent).toBeGreaterThan(0);
  expect(evaluation.expected).toBeGreaterThan(evaluation.evaluated);
  expect(movers).toHaveLength(3);
  await page.goto('/catalog/default/group/storefront/compliance');
  const first = page.getByRole('listitem').filter({
    hasText: movers[0].title ?? movers[0].policy,
  });
  await expect(first).toContainText(/\+[\d.]+ points$/);
  await expect(
    page.getByText(
      `${evaluation.evaluated} of ${evaluation.expected} policies on clusters evaluated`,
    ),
  ).toBeVisible();
  await expect(new FleetTable(page, 'Policies').rows).toHaveCount(
    policiesTotal,
  );
});

test('the parts of the fleet add up to the whole', async ({ api }) => {
  const checks = ({ results }: Awaited<ReturnType<typeof api.compliance>>) =>
    results.reduce((sum, { counts }) => sum + counts.pass + counts.fail, 0);
  // Between two questions something may come.
  await expect(async () => {
    const whole = await api.compliance('?rows=owner');
    const owners = whole.heatmap.rows.map(({ key }) => key);
    expect(whole.heatmap.rowsTotal).toBe(owners.length);
    let parts = 0;
    for (const owner of owners) {
      parts += checks(
        await api.compliance(`?owner=${encodeURIComponent(owner)}`),
      );
    }
    expect(parts).toBe(checks(whole));
  }).toPass({ timeout: 60_000 });
});

test('a cluster that cannot be reached costs coverage, and none of what is bad', async ({
  page,
  api,
  control,
}) => {
  const id = await api.clusterId('prod-euw4');
  const before = await api.compliance(`?cluster=${id}`);
  const sum = (
    { results }: typeof before,
    name: 'pass' | 'fail' | 'notEvaluated',
  ) => results.reduce((total, { counts }) => total + counts[name], 0);
  expect(sum(before, 'pass')).toBeGreaterThan(0);
  expect(sum(before, 'fail')).toBeGreaterThan(0);
  expect(before.evaluation.evaluated).toBe(before.evaluation.expected);
  await control.fault('prod-euw4', { fault: 'refuse' });
  await page.goto('/fleet/compliance');
  const row = page
    .getByRole('region', { name: 'How far each policy is kept' })
    .getByRole('row', { name: /^prod-euw4/ });
  await expect(
    row.getByRole('cell', { name: /evaluated 0 of 1/ }).first(),
  ).toBeVisible({ timeout: 150_000 });
  const after = await api.compliance(`?cluster=${id}`);
  expect(after.evaluation).toEqual({
    evaluated: 0,
    expected: before.evaluation.expected,
    missing: [{ reason: 'unreachable', count: before.evaluation.expected }],
  });
  expect(sum(after, 'pass')).toBe(0);
  expect(sum(after, 'fail')).toBe(sum(before, 'fail'));
  expect(sum(after, 'notEvaluated')).toBeGreaterThanOrEqual(
    sum(before, 'pass'),
  );
  expect(after.grading.noGrade).toBe('coverage');
});

test('the heatmap is of severities where those are asked for, in their order', async ({
  page,
  api,
}) => {
  const { heatmap } = await api.compliance('?columns=severity');
  expect(heatmap.columns.length).toBeGreaterThan(1);
  await page.goto('/fleet/compliance?columns=severity');
  const headers = page
    .getByRole('region', { name: 'How far each policy is kept' })
    .getByRole('columnheader');
  await expect(headers).toHaveText([
    'Clusters',
    'all policies',
    ...heatmap.columns.map(({ key }) =>
      key === 'unknown' ? 'no severity' : key,
    ),
  ]);
  await expect(page.getByRole('link', { name: 'Severities' })).toHaveAttribute(
    'aria-current',
  );
  // What it is looked at by changes no score; what comes between two questions does.
  await expect(async () => {
    const { percent } = await api.compliance('?columns=severity');
    expect((await api.compliance('')).percent).toBe(percent);
  }).toPass({ timeout: 60_000 });
});

test('a cluster says which level of Pod Security its namespaces are proven to keep', async ({
  page,
  api,
}) => {
  const id = await api.clusterId('prod-euw4');
  await page.goto(`/fleet/clusters/${id}?tab=podSecurity`);
  const { rows } = new FleetTable(page, 'Pod Security Standards by namespace');
  await expect(rows.first()).toBeVisible();
  // Labels alone prove nothing: no namespace keeps a level that nobody looked at.
  for (const row of await rows.filter({ hasText: 'nobody' }).all()) {
    await expect(row).toContainText(/privileged to \w+, not evaluated/);
  }
});
