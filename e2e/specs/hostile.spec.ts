import type { Page } from '@playwright/test';
import { CLUSTER_TABS, expect, test, type FleetApi } from '../support';
import { contentProblems, layoutProblems } from '../support/pageProblems';
import { hostileDeployment, TEXTS } from '../support/worlds/hostileObjects';

const WIDTHS = [390, 1440];

/** Fewer would mean that a page has not been looked at. */
const PAGES = 18;

test.use({ world: 'hostile' });

/** Every page, tab and drawer that there is something for, with what tells that it is there. */
async function pathsOf(api: FleetApi): Promise<string[]> {
  const { items } = await api.clusters('?limit=10');
  const [id, lost] = ['reachable', 'unreachable'].map(
    state => items.find(({ reachability }) => reachability.state === state)?.id,
  ) as [string, string];
  const [instances, workloads, deliveries, unbound, shop] = await Promise.all([
    api.instances(id),
    api.workloads(id),
    api.deliveries(id),
    api.unbound('?limit=100'),
    api.component('shop'),
  ]);
  const problems = ['contested', 'ambiguous', 'unbound'].map(
    each => unbound.items.find(({ problem }) => problem === each)?.id,
  );
  const cluster = `/fleet/clusters/${id}`;
  return [
    '/fleet',
    '/fleet?groupBy=owner',
    '/fleet/clusters',
    ...CLUSTER_TABS.map(tab => `${cluster}?tab=${tab}`),
    `${cluster}?detail=${instances[0].id}`,
    `${cluster}?tab=workloads&detail=${workloads[0].id}`,
    `${cluster}?tab=deliveries&detail=${deliveries[0].id}`,
    `/fleet/clusters/${lost}`,
    '/fleet/unbound',
    ...problems.map(each => `/fleet/unbound?detail=${each}`),
    '/fleet/audit',
    '/catalog/default/component/shop/fleet',
    `/catalog/default/component/shop/fleet?detail=${shop.instances[0].id}`,
    await entityPageOf(api, id),
  ];
}

/** The page of the entity that the catalog has of a cluster. */
async function entityPageOf(api: FleetApi, id: string): Promise<string> {
  let name: string | undefined;
  await expect
    .poll(
      async () => {
        name = (await api.clusterEntities()).get(id);
        return name;
      },
      { timeout: 60_000 },
    )
    .toBeDefined();
  return `/catalog/clusters/resource/${name}/fleet`;
}

/** Goes on within the page, as links do: loading it anew takes longer than looking at it. */
async function open(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** Collects what a page does that it must not, whenever it does it. */
function watch(page: Page): string[] {
  const done: string[] = [];
  page.on('dialog', dialog => {
    done.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', error => done.push(`an error: ${error.message}`));
  page.on('console', message => {
    const { url } = message.location();
    // The portal asks the catalog who a guest is, and the catalog does not know him.
    if (message.type() !== 'error' || url.endsWith('/development/guest'))
      return;
    done.push(`logged: ${message.text()} ${url}`);
  });
  page.on('popup', popup => done.push(`a window: ${popup.url()}`));
  page.on('request', request => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol === 'data:' || protocol === 'blob:') return;
    if (!['localhost', '127.0.0.1'].includes(hostname)) {
      done.push(`a request to ${request.url()}`);
    }
  });
  return done;
}

test.beforeAll(async ({ portal }) => {
  // Another version, so that there is history.
  const [changed] = [0, 1, 2].map(number =>
    hostileDeployment(number, `2.0.0 ${TEXTS[number]}`),
  );
  await portal.control.apply('hostile', changed);
});

for (const theme of ['light', 'dark'] as const) {
  test(`a hostile fleet is text and nothing else, in the ${theme} theme`, async ({
    page,
    context,
    api,
  }) => {
    test.setTimeout(300_000);
    await context.addInitScript(
      name => localStorage.setItem('theme', name),
      theme,
    );
    const done = watch(page);
    const paths = await pathsOf(api);
    expect(paths.length).toBeGreaterThanOrEqual(PAGES);
    const found: Record<string, string[]> = {};
    await page.goto('/catalog');
    let widths = [...WIDTHS];
    for (const path of paths) {
      await open(page, path);
      await page.locator('[data-fleet-content]').first().waitFor();
      if (path.includes('detail=')) await page.getByRole('dialog').waitFor();
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      // Somebody's text is to be seen: else there would be nothing to look at.
      await expect
        .poll(() => showsHostileText(page), { message: path })
        .toBe(true);
      const problems = await contentProblems(page);
      // The next page begins as wide as this one ends.
      widths = widths.reverse();
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        for (const problem of await lastingLayoutProblems(page)) {
          problems.push(`${problem} (at ${width} px)`);
        }
      }
      problems.push(...done.splice(0));
      if (problems.length > 0) found[path] = problems;
    }
    expect(found).toEqual({});
  });
}

test('the look finds what it looks for', async ({ page }) => {
  const done = watch(page);
  await page.goto('/fleet');
  await page.getByRole('group', { name: 'Totals' }).waitFor();
  expect(await contentProblems(page)).toEqual([]);
  expect(await lastingLayoutProblems(page)).toEqual([]);
  expect(done.splice(0)).toEqual([]);
  await page.evaluate(attack => {
    const cell = document.createElement('dd');
    cell.style.width = '20px';
    cell.innerHTML = '<a href="#">runsoverwhatisbesideit\u202e</a><img>';
    cell.querySelector('a')?.setAttribute('href', attack);
    const image = cell.querySelector('img');
    image?.setAttribute('onerror', 'alert(1)');
    image?.setAttribute('src', 'https://evil.invalid/a.png');
    const wide = document.createElement('p');
    wide.style.width = '3000px';
    wide.style.height = '10px';
    document.querySelector('[data-fleet-content]')?.append(cell);
    // Some of our content scrolls in itself; the page must not.
    document.body.append(wide);
  }, TEXTS[0]);
  const text = JSON.stringify('runsoverwhatisbesideit\u202e');
  expect(await contentProblems(page)).toEqual([
    `href=${JSON.stringify(TEXTS[0])}`,
    `text hides something: ${text}`,
    'an element img',
    'an attribute onerror',
  ]);
  expect(await layoutProblems(page)).toEqual([
    expect.stringMatching(/^text leaves its dd by \d+ px/),
    expect.stringMatching(/^the page is \d+ px too wide$/),
  ]);
  await expect
    .poll(() => done)
    .toEqual(
      expect.arrayContaining([
        'a request to https://evil.invalid/a.png',
        // The portal's policy stops what would have run, and says so.
        expect.stringContaining('logged: Executing inline event handler'),
      ]),
    );
});

/** What is still wrong once the page has settled at its new width. */
async function lastingLayoutProblems(page: Page): Promise<string[]> {
  let problems = await layoutProblems(page);
  for (let tries = 0; tries < 10 && problems.length > 0; tries += 1) {
    await page.waitForTimeout(200);
    problems = await layoutProblems(page);
  }
  return problems;
}

function showsHostileText(page: Page): Promise<boolean> {
  return page
    .locator('[data-fleet-content]')
    .evaluateAll(
      (elements, texts) =>
        elements.some(element =>
          texts.some(text => element.textContent?.includes(text)),
        ),
      ['alert(1)', 'evil.example', '__proto__', 'onmouseover', 'onload='],
    );
}
