import {
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
} from '@backstage/errors';
import type { ClusterDetail } from '@fleetview/backstage-plugin-fleet-common';
import { askFleet, type Asking, type FleetAsker } from '../fleet/askFleet';

const PAGE = 100;

/** Whether something runs on a cluster, as far as the fleet knows, and why that is said. */
export type Occupancy = {
  state: 'empty' | 'occupied' | 'unknown';
  words: string;
};

/**
 * Asks the fleet what runs on a cluster, in the name of who started the task. Only a cluster that
 * answers, of which all that is asked for is current and may be seen, is empty where it has nothing.
 *
 * @throws InputError where several clusters have that name; NotAllowedError where no person asks
 */
export async function askOccupancy(
  asker: FleetAsker,
  asking: Asking,
  cluster: {
    name: string;
    id?: string;
    server?: string;
    /** Whether it is the Resource that has the id: people say there which cluster it is. */
    isOfResource?: boolean;
  },
): Promise<Occupancy> {
  let detail: ClusterDetail | undefined;
  try {
    detail = await askFleet(
      asker,
      asking,
      `ask what runs on '${cluster.name}'`,
      async (fleet, options) => {
        const id = cluster.id ?? (await idOf(fleet, cluster.name, options));
        return id === undefined ? undefined : fleet.getCluster(id, options);
      },
    );
  } catch (error) {
    // Nobody was asked, or what was asked is wrong: that is for whoever started it.
    if (error instanceof NotAllowedError || asking.signal?.aborted) throw error;
    if (isError(error) && error.name === 'ConflictError') {
      throw new InputError(error.message);
    }
    return unknown(
      `the fleet could not say: ${isError(error) ? error.message : error}`,
    );
  }
  if (detail === undefined) {
    return unknown(
      `the fleet has no cluster called '${cluster.name}', or none that may be seen by who asks`,
    );
  }
  return cluster.isOfResource || isSame(detail, cluster)
    ? occupancyOf(detail)
    : unknown(
        `the cluster '${cluster.id}' of the fleet is called '${detail.cluster.name}', and nothing says that it is this one`,
      );
}

/** Of several of one name none is taken: the wrong one may be empty. */
async function idOf(
  fleet: FleetAsker['fleet'],
  name: string,
  options: Parameters<FleetAsker['fleet']['getCluster']>[1],
): Promise<string | undefined> {
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await fleet.listClusters(
      { text: name, limit: PAGE, ...(cursor ? { cursor } : {}) },
      options,
    );
    for (const each of page.items) if (each.name === name) found.add(each.id);
    cursor = page.nextCursor;
  } while (cursor);
  if (found.size > 1) {
    throw new ConflictError(
      `${found.size} clusters are called '${name}'. Give the id of the one that is meant by 'clusterId'; it stands in the address of its page.`,
    );
  }
  return [...found][0];
}

/** An id that somebody wrote may be of another cluster, which is empty. */
function isSame(
  { cluster, identities, aliases }: ClusterDetail,
  { name, server }: { name: string; server?: string },
): boolean {
  return (
    cluster.name === name ||
    identities.some(
      each =>
        each.name === name ||
        (server !== undefined && each.server?.replace(/\/+$/, '') === server),
    ) ||
    aliases.some(each => each.name === name)
  );
}

function occupancyOf({ cluster, coverage, limited }: ClusterDetail): Occupancy {
  const { instances, reachability, currency, identityLostAt } = cluster;
  const current = instances.total - instances.stale;
  if (current > 0) {
    return {
      state: 'occupied',
      words: `${current} ${
        current === 1 ? 'instance' : 'instances'
      } of components, as the fleet knows now`,
    };
  }
  const seen =
    reachability.lastSeenAt === undefined
      ? 'it was never seen'
      : `it was last seen at ${reachability.lastSeenAt}`;
  if (reachability.state !== 'reachable') {
    return unknown(`the cluster is ${reachability.state}, and ${seen}`);
  }
  if (identityLostAt !== undefined) {
    return unknown('the cluster may be another one than it was');
  }
  if (!currency.current) {
    return unknown(
      `what is known of it is not current${
        currency.reason ? `: ${currency.reason}` : ''
      }`,
    );
  }
  if (instances.stale > 0) {
    return unknown(
      `${instances.stale} instances of components were on it, and are not current`,
    );
  }
  const gap = coverage.find(
    each => each.state !== 'not-served' && !each.currency.current,
  );
  if (gap) {
    return unknown(
      `of ${gap.kind} what is known of it is not current (${gap.state})`,
    );
  }
  if (coverage.every(each => each.state === 'not-served')) {
    return unknown('nothing was asked of it');
  }
  if (limited?.some(each => each === 'clusters' || each === 'instances')) {
    return unknown('who asks may see only a part of what runs there');
  }
  return {
    state: 'empty',
    words: 'no instance of a component; what belongs to none is not counted',
  };
}

function unknown(words: string): Occupancy {
  return { state: 'unknown', words };
}
