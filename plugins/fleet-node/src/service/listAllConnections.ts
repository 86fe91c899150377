import type {
  ConnectionPage,
  FleetClient,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Connections } from './FleetService';

const PAGE = 500;
/** No fleet has so many clusters: an answer without end is not read. */
const MOST_PAGES = 200;

/** One page that was read: where it began, and what tells it from others. */
type Seen = [cursor: string | null, etag: string];

/**
 * Reads all pages, unless each of those that the caller has is still right.
 */
export async function listAllConnections(
  client: Pick<FleetClient, 'listConnections'>,
  options: { unless?: string; signal?: AbortSignal },
): Promise<Connections | undefined> {
  const { signal } = options;
  const held = seenOf(options.unless);
  if (held && (await areRight(client, held, signal))) return undefined;
  const pages: ConnectionPage[] = [];
  const seen: Seen[] = [];
  let cursor: string | undefined;
  do {
    const answer = await client.listConnections(
      { limit: PAGE, ...(cursor ? { cursor } : {}) },
      { signal },
    );
    if (!answer) throw new Error('The fleet answered 304 to a first question');
    pages.push(answer.page);
    seen.push([cursor ?? null, answer.etag ?? '']);
    cursor = answer.page.nextCursor;
    if (pages.length >= MOST_PAGES && cursor) {
      throw new Error(
        `The fleet has more than ${MOST_PAGES * PAGE} connections`,
      );
    }
  } while (cursor);
  // What became complete while it was read may have a cluster on a page read before.
  const [first, ...others] = pages;
  const sources = first.sources.map(source => {
    const incomplete = others
      .map(page => page.sources.find(({ id }) => id === source.id))
      .find(other => !other?.complete);
    return incomplete ?? source;
  });
  return {
    connections: pages.flatMap(({ items }) => items),
    sources,
    complete:
      pages.every(({ complete }) => complete) &&
      sources.every(({ complete }) => complete),
    version: JSON.stringify(seen),
  };
}

async function areRight(
  client: Pick<FleetClient, 'listConnections'>,
  held: Seen[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  for (const [cursor, etag] of held) {
    if (!etag) return false;
    const answer = await client.listConnections(
      { limit: PAGE, ...(cursor ? { cursor } : {}) },
      { etag, signal },
    );
    if (answer) return false;
  }
  return true;
}

function seenOf(version: string | undefined): Seen[] | undefined {
  return version ? JSON.parse(version) : undefined;
}
