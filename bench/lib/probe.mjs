import { Browser } from './Browser.mjs';
import { sleep, until } from './wait.mjs';

const EVERY_MS = 250;
/** Deployments that are changed in turn; all are on the first page. */
const PROBES = 10;

/**
 * Changes a Deployment of one cluster again and again while a page of that
 * cluster is open, and measures how long each change takes to be seen there.
 *
 * @returns latencies in ms
 */
export async function probe({ backend, clusters, number, durationMs }) {
  const ids = await backend.ask('clusterIds');
  const browser = new Browser(
    backend,
    `/clusters/${ids[`cluster-${number}`]}/workloads?limit=500`,
  );
  const deadline = Date.now() + durationMs;
  for (let round = 0; Date.now() < deadline; round++) {
    browser.expect(
      await clusters.child.ask('change', {
        cluster: number,
        plural: 'deployments',
        index: round % PROBES,
        how: 'changed',
      }),
    );
    await sleep(EVERY_MS);
  }
  await until(
    'Every change seen on the page',
    () => {
      if (browser.failed) throw browser.failed;
      return browser.unseen === 0 || { unseen: browser.unseen };
    },
    { timeoutMs: 60_000 },
  );
  browser.close();
  return browser.latencies;
}
