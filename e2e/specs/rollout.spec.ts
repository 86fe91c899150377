import type { Page } from '@playwright/test';
import {
  ComponentTab,
  expect,
  test,
  type ControlClient,
  type FleetApi,
} from '../support';

const COMPONENT = 'checkout';
const MOST_TICKS = 60;

/** What the simulated clusters run, by what they logged themselves. */
async function truth(
  control: ControlClient,
): Promise<Map<string, { version: string; desired: number; updated: number }>> {
  const found = new Map<
    string,
    { version: string; desired: number; updated: number }
  >();
  for (const entry of await control.log()) {
    if (entry.kind !== 'Deployment' || entry.name !== COMPONENT) continue;
    const { image, replicas, updated } = entry.summary;
    found.set(entry.cluster, {
      version: String(image).replace(/^.*:/, ''),
      desired: Number(replicas),
      updated: Number(updated ?? 0),
    });
  }
  return found;
}

/** The versions that the portal's own API states, once it has caught up with the truth. */
async function caughtUp(api: FleetApi, control: ControlClient): Promise<void> {
  const expected = await truth(control);
  await expect
    .poll(async () => {
      const { instances } = await api.component(COMPONENT);
      return Object.fromEntries(
        instances
          .filter(({ currency }) => currency.current)
          .map(({ cluster, version }) => [
            cluster.name,
            `${version.desired}, ${version.updated} of ${version.replicas}`,
          ]),
      );
    })
    .toMatchObject(
      Object.fromEntries(
        [...expected]
          .filter(([name]) => name !== 'prod-aps1' && name !== 'dev-euw4')
          .map(([name, { version, updated, desired }]) => [
            name,
            `${version}, ${updated} of ${desired}`,
          ]),
      ),
    );
}

/** Notes every text that the version of a row ever had, also the shortest-lived. */
async function noteVersions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Record<string, string[]> = {};
    Object.assign(window, { versionsSeen: seen });
    const note = () => {
      for (const row of document.querySelectorAll(
        'table[aria-label="Instances"] tr[data-line^="row:"]',
      )) {
        const [where, version] = row.querySelectorAll('td');
        const cluster = where?.querySelector('a')?.textContent ?? '';
        const words = [...(version?.querySelectorAll('span > span') ?? [])];
        const text = words.map(word => word.textContent).join(' ');
        const texts = (seen[cluster] ??= []);
        if (texts.at(-1) !== text) texts.push(text);
      }
    };
    note();
    new MutationObserver(note).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
}

function versionsSeen(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(
    () =>
      (window as unknown as { versionsSeen: Record<string, string[]> })
        .versionsSeen,
  );
}

/** "1.41.2", "1.41.2 → 1.42.0 1 of 3", …, "1.42.0": one release on its way over one row. */
function releaseIn(texts: string[]): { from: string; to: string } | undefined {
  for (const [index, text] of texts.entries()) {
    const [, from, to, updated, replicas] =
      /^(\d\S*) → (\d\S*) (\d+) of (\d+)$/.exec(text) ?? [];
    if (!from || index === 0 || Number(updated) > Number(replicas)) continue;
    if (texts[index - 1] === from && texts.slice(index).includes(to)) {
      return { from, to };
    }
  }
  return undefined;
}

test('a release moves over the open page without a reload', async ({
  page,
  api,
  control,
}) => {
  const tab = new ComponentTab(page);
  await tab.open(COMPONENT);
  await noteVersions(page);
  const before = await truth(control);
  let navigations = 0;
  page.on('framenavigated', () => {
    navigations += 1;
  });

  let seen: Record<string, string[]> = {};
  let ticks = 0;
  const done = () => Object.values(seen).some(texts => releaseIn(texts));
  while (!done() && ticks < MOST_TICKS) {
    await control.tick();
    ticks += 1;
    await caughtUp(api, control);
    seen = await versionsSeen(page);
  }
  const released = Object.entries(seen).flatMap(([cluster, texts]) => {
    const release = releaseIn(texts);
    return release ? [{ cluster, ...release }] : [];
  });
  expect(released, `after ${ticks} ticks: ${JSON.stringify(seen)}`).not.toEqual(
    [],
  );

  const running = await truth(control);
  for (const { cluster, from, to } of released) {
    expect(before.get(cluster)?.version).toBe(from);
    expect(running.get(cluster)?.version).toBe(to);
  }
  // All replicas run it; whether they are well is for the engine to find out, which takes
  // it some more of the world's time.
  await expect(async () => {
    await control.tick();
    await caughtUp(api, control);
    for (const { cluster } of released) {
      await expect(tab.row(cluster)).toContainText('healthy', {
        timeout: 1_000,
      });
    }
  }).toPass({ timeout: 60_000 });
  const after = await truth(control);
  for (const [cluster, { version }] of after) {
    if (cluster === 'prod-aps1' || cluster === 'dev-euw4') continue;
    const cell = await tab.instances.cell(tab.row(cluster), 'Version');
    await expect(cell).toContainText(version);
  }
  expect(navigations).toBe(0);
});
