import type { ComponentFleet } from '@fleetview/backstage-plugin-fleet-common';
import {
  ComponentTab,
  expect,
  test,
  type ReleaseReport,
  type ReleaseState,
} from '../support';

test.use({ world: 'release' });

const VERSION = '9.9.0';
const REFUSED = 'euw1-flux';
const WAITING = 'euw1-argocd';
const LOST = 'use1-flux';

/** The words that are right while a cluster is in a state. */
const WORDS: Record<ReleaseState, readonly string[]> = {
  queued: ['queued'],
  'window-closed': ['window-closed'],
  applying: ['applying', 'queued'],
  verifying: ['applying', 'verifying', 'soaking'],
  succeeded: ['succeeded', 'soaking'],
  failed: ['failed', 'timed-out'],
  stuck: ['stuck', 'timed-out', 'applying'],
  unknown: ['unknown'],
};

/** What is read is as old as it takes to be seen, derived and asked for. */
const SEEN_WITHIN_MS = 15_000;

/** Until a cluster that does not answer is said not to. */
const LOST_WITHIN_MS = 100_000;

type Said = { state: string; link?: string; message?: string };

function saidOf(component: ComponentFleet): Map<string, Said> {
  return new Map(
    component.instances.flatMap(({ cluster, rollout }) =>
      rollout
        ? [
            [
              cluster.name,
              {
                state: rollout.state,
                ...(rollout.reason
                  ? {
                      link: rollout.reason.link,
                      message: rollout.reason.message ?? '',
                    }
                  : {}),
              },
            ],
          ]
        : [],
    ),
  );
}

/** Clusters of which something else is said than is so, and has been so for long enough to be known. */
function disagreements(
  release: ReleaseReport,
  said: ReadonlyMap<string, Said>,
): string[] {
  const now = Date.now();
  return release.members.flatMap(({ cluster, state, since, knowable }) => {
    const limit = knowable ? SEEN_WITHIN_MS : LOST_WITHIN_MS;
    if (now - Date.parse(since) < limit) return [];
    const word = said.get(cluster)?.state ?? 'nothing';
    return WORDS[state].includes(word)
      ? []
      : [`${cluster} is ${state}, and said to be ${word}`];
  });
}

test('a release goes over nine clusters behind three engines, and the page says at each moment what its log says', async ({
  page,
  api,
  control,
}) => {
  test.setTimeout(420_000);
  const tab = new ComponentTab(page);
  await tab.open('checkout');
  await control.release({
    component: 'checkout',
    version: VERSION,
    troubles: [
      { type: 'admission', cluster: REFUSED },
      { type: 'window', cluster: WAITING, seconds: 45 },
      { type: 'unreachable', cluster: LOST },
    ],
  });
  const wrong = new Set<string>();
  const seen = new Map<string, Set<string>>();
  const reasons = new Map<string, Set<string>>();
  let release: ReleaseReport | undefined;
  let isLostSaid = false;
  const end = Date.now() + 330_000;
  while (Date.now() < end) {
    await control.tick();
    // First what is so, so that what is said had the time in between.
    [release] = await control.releases();
    const said = saidOf(await api.component('checkout'));
    for (const each of disagreements(release, said)) wrong.add(each);
    for (const [cluster, { state, link }] of said) {
      seen.set(cluster, (seen.get(cluster) ?? new Set()).add(state));
      if (link) {
        reasons.set(cluster, (reasons.get(cluster) ?? new Set()).add(link));
      }
    }
    isLostSaid = said.get(LOST)?.state === 'unknown';
    const { lifecycle } = release;
    if (lifecycle !== 'running' && isLostSaid) break;
    await page.waitForTimeout(1_000);
  }
  expect([...wrong]).toEqual([]);
  expect(isLostSaid).toBe(true);
  expect([...(seen.get(WAITING) ?? [])]).toContain('window-closed');
  expect([...(seen.get(REFUSED) ?? [])]).toContain('failed');
  expect([...(reasons.get(REFUSED) ?? [])]).toContain('admission');
  expect([...(reasons.get(WAITING) ?? [])]).toContain('window');

  // What the API says stands on the page that was open all the time.
  await expect(tab.row(REFUSED)).toContainText(/admission/i);
  await expect(tab.row(LOST)).toHaveAttribute('data-stale', 'true');
  await tab.row(REFUSED).getByRole('button', { name: /why/i }).click();
  await expect(tab.drawer).toContainText('require-signed-images');
  const done = release?.members.filter(({ state }) => state === 'succeeded');
  expect(done?.length).toBeGreaterThanOrEqual(6);
});
