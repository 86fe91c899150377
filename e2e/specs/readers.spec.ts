import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import {
  ComponentTab,
  expect,
  FleetApi,
  OverviewPage,
  signIn,
  test,
} from '../support';

/** The people of the simulated company, and the team of which alone they see what runs. */
const READERS: { id: string; title: string; team?: string }[] = [
  { id: 'platform-engineer', title: 'Platform engineer' },
  { id: 'storefront-lead', title: 'Team lead, Storefront', team: 'storefront' },
  { id: 'payments-developer', title: 'Developer, Payments', team: 'payments' },
];

const LIMITED = 'Only what your permissions let you see';

test.use({ rememberGuest: false });

async function allInstances(api: FleetApi): Promise<Instance[]> {
  const { items } = await api.clusters('?limit=500');
  const lists = await Promise.all(items.map(({ id }) => api.instances(id)));
  return lists.flat();
}

for (const { id, title, team } of READERS) {
  test(`${title}: all pages show the same of the fleet`, async ({
    page,
    portal,
    api,
  }) => {
    test.setTimeout(240_000);
    const own = new FleetApi(portal.url, id);
    const owner = team && `group:default/${team}`;
    let whole: Instance[] = [];
    let mine: Instance[] = [];

    // What the API tells is what the whole fleet has of it. The catalog, which
    // says who owns what, comes in little by little.
    await expect(async () => {
      whole = await allInstances(api);
      mine = whole.filter(each => !owner || each.owner === owner);
      expect(mine.length).toBeGreaterThan(0);
      expect(mine.length < whole.length).toBe(owner !== undefined);
      const seen = await allInstances(own);
      expect(seen.map(each => each.id).sort()).toEqual(
        mine.map(each => each.id).sort(),
      );
      const { totals, attention, limited } = await own.overview();
      expect(totals.instances.total).toBe(mine.length);
      expect(totals.clusters).toBe((await api.overview()).totals.clusters);
      expect(limited).toEqual(owner ? ['instances'] : undefined);
      for (const item of attention) {
        if (item.kind === 'instance-degraded' && owner) {
          expect(item.owner).toBe(owner);
        }
      }
    }).toPass({ timeout: 150_000 });

    // And the pages tell what the API tells.
    await signIn(page, title);
    const overview = new OverviewPage(page);
    await expect(overview.attention).toBeVisible();
    await expect(page.getByText(LIMITED)).toHaveCount(owner ? 1 : 0);
    await expect(async () => {
      const { instances } = (await own.overview()).totals;
      await expect(page.getByRole('main')).toContainText(
        `${instances.total}instances`,
        { timeout: 3_000 },
      );
    }).toPass({ timeout: 60_000 });

    const others = whole.find(each => each.owner && each.owner !== owner);
    const foreign = others?.entityRef?.split('/').pop() as string;
    const tab = new ComponentTab(page);
    if (owner) {
      await page.goto(`/catalog/default/component/${foreign}/fleet`);
      await expect(
        page.getByText('Not seen on any cluster that you may see'),
      ).toBeVisible();
      const known = mine.find(each => each.entityRef)?.entityRef;
      await tab.open(known?.split('/').pop() as string);
    } else {
      await tab.open(foreign);
    }
    await expect(tab.instances.rows.first()).toBeVisible();

    // Their home page has what their teams roll out, or that nothing is rolled out.
    await page.goto('/home');
    await expect(
      page.getByText('Releases of my teams on their way'),
    ).toBeVisible();
    await expect(
      page
        .getByRole('list', { name: 'Releases on their way' })
        .getByRole('link')
        .first()
        .or(
          page.getByText(
            /No release (is on its way|that you may see)|could not all be read/,
          ),
        ),
    ).toBeVisible();
  });
}

test('somebody who is nobody is not let in', async ({ portal }) => {
  const response = await fetch(`${portal.url}/api/auth/sample/refresh`, {
    headers: { 'x-sample-person': 'nobody' },
  });
  expect(response.status).toBe(404);
  const stranger = await fetch(`${portal.url}/api/fleet/overview`);
  expect(stranger.status).toBe(401);
});
