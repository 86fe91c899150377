import { expect, FacetFilter, OverviewPage, test } from '../support';

test('a filter on the overview stands in the URL and survives a reload', async ({
  page,
  api,
}) => {
  const { items: clusters } = await api.clusters();
  const staging = clusters
    .filter(({ attributes }) => attributes.environment.value === 'staging')
    .map(({ id }) => id)
    .sort();
  const overview = new OverviewPage(page);
  const filter = new FacetFilter(page);
  await overview.open();
  await filter.open();
  await expect(filter.option('Environment', 'staging')).toHaveAccessibleName(
    `staging, ${staging.length}`,
  );
  await filter.choose('Environment', 'staging');
  await filter.close();

  const shown = () =>
    overview.tiles.evaluateAll(tiles =>
      tiles.map(tile => tile.getAttribute('data-cluster') ?? '').sort(),
    );
  await expect(page).toHaveURL(/\?environment=staging$/);
  await expect.poll(shown).toEqual(staging);

  await page.reload();
  await expect(filter.chip('Environment', 'staging')).toBeVisible();
  await expect.poll(shown).toEqual(staging);

  await filter.chip('Environment', 'staging').click();
  await expect(overview.tiles).toHaveCount(12);
  await expect(page).toHaveURL(/\/fleet$/);
});
