import { setTimeout as pause } from 'node:timers/promises';
import type { FleetApi } from './FleetApi';

const PAUSE_MS = 1_000;
const STILL_MS = 3_000;
const AT_MOST_MS = 150_000;

/**
 * Resolves when the portal has read everything that it will read: every cluster
 * has answered or failed, the catalog is known, and nothing new has come for
 * some seconds. Only a world whose time stands still settles.
 */
export async function untilSettled(
  api: FleetApi,
  options: { component?: string },
): Promise<void> {
  const deadline = Date.now() + AT_MOST_MS;
  let last: string | undefined;
  let since = Date.now();
  let state = 'nothing was read';
  while (Date.now() < deadline) {
    const { revision, coverage } = await api.overview();
    const waiting = coverage.gaps
      .filter(gap => gap.state === 'pending' || gap.state === 'listing')
      .map(gap => `${gap.cluster.name} is ${gap.state}`);
    // The catalog fills little by little, and with it who owns what.
    const components = options.component ? await api.catalogComponents() : [];
    if (options.component && !components.includes(options.component)) {
      waiting.push(`the catalog does not know ${options.component}`);
    }
    const known = await Promise.all(
      components.map(name => api.component(name)),
    );
    const unknown = known.filter(each => !each.known).length;
    if (unknown > 0) waiting.push(`${unknown} components are not known`);
    const now = `${revision} with ${components.length} components`;
    if (now !== last || waiting.length > 0) since = Date.now();
    else if (Date.now() - since > STILL_MS) return;
    last = now;
    state = waiting.join(', ') || `revision ${revision} is not the last`;
    await pause(PAUSE_MS);
  }
  throw new Error(
    `the portal did not settle within ${AT_MOST_MS / 1000} s: ${state}`,
  );
}
