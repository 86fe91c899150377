import type {
  ClusterFact,
  Heartbeat,
} from '@fleetview/backstage-plugin-fleet-common';
import { normaliseServer } from '../apiServer';

/** A hub's word on a cluster, as far as others are told apart by it. */
export type HubCluster = {
  /** Of the fact. */
  id: string;
  observer: string;
  adapter: string;
  sourceUid: string;
  namespace?: string;
  name: string;
  identity?: {
    assertedBy: 'hub' | 'member';
    /** Normalised; those that are no URL are left out. */
    servers: string[];
    uid?: string;
  };
  heartbeat: Heartbeat;
  /** Whether the object could be read the last time. */
  isReadable: boolean;
};

/** Names of an adapter at a hub of which something is different now. */
export type ChangedNames = {
  /** Who the cluster is. */
  identity: Set<string>;
  /** Whether the hub sees it. */
  sight: Set<string>;
};

/** Of one hub. Beyond, names lead nowhere, which is said. */
const MOST = 50_000;

type Hub = {
  byObject: Map<string, HubCluster[]>;
  byName: Map<string, Set<HubCluster>>;
  byClaim: Map<string, Set<HubCluster>>;
  size: number;
};

/**
 * What hubs say of clusters, found by what they call them: every fact of a hub is
 * looked up. Kept of the hubs that this replica reads, and of their identity alone.
 */
export class HubClusters {
  readonly #hubs = new Map<string, Hub>();

  /** Takes all that is known of hubs in place of what was. */
  replace(observers: string[], clusters: HubCluster[]): void {
    for (const observer of observers) this.#hubs.delete(observer);
    for (const cluster of clusters) this.#add(cluster);
  }

  /**
   * Takes what some objects of a hub say now in place of what they said.
   *
   * @returns the names of which something is different
   */
  replaceObjects(
    owner: { observer: string; adapter: string },
    sourceUids: string[],
    clusters: HubCluster[],
  ): ChangedNames {
    const uids = new Set(sourceUids);
    const before = [...uids].flatMap(
      uid =>
        this.#hubs
          .get(owner.observer)
          ?.byObject.get(objectKey(owner.adapter, uid)) ?? [],
    );
    for (const cluster of before) this.#remove(cluster);
    for (const cluster of clusters) this.#add(cluster);
    const changed = changedNames(before, clusters);
    // Who claims the same may be the only one now, or the only one no more.
    const claims = new Set(
      [...before, ...clusters]
        .filter(({ name }) => changed.identity.has(name))
        .flatMap(claimsOf),
    );
    for (const claim of claims) {
      for (const { name } of this.#hubs
        .get(owner.observer)
        ?.byClaim.get(claim) ?? []) {
        changed.identity.add(name);
      }
    }
    return changed;
  }

  forget(observers: string[]): void {
    for (const observer of observers) this.#hubs.delete(observer);
  }

  /** What a hub's adapter says of a name; of any namespace where none is given. */
  named(reference: {
    observer: string;
    adapter: string;
    name: string;
    namespace?: string;
  }): HubCluster[] {
    const { observer, adapter, name, namespace } = reference;
    const found = this.#hubs.get(observer)?.byName.get(`${adapter}\n${name}`);
    return [...(found ?? [])].filter(
      cluster => namespace === undefined || cluster.namespace === namespace,
    );
  }

  /** Whether another object of the same hub and adapter claims the address or the UID of this one. */
  isClaimedTwice(cluster: HubCluster): boolean {
    const hub = this.#hubs.get(cluster.observer);
    return claimsOf(cluster).some(claim =>
      [...(hub?.byClaim.get(claim) ?? [])].some(
        other => other.id !== cluster.id,
      ),
    );
  }

  #add(cluster: HubCluster): void {
    const hub = this.#hubs.get(cluster.observer) ?? {
      byObject: new Map(),
      byName: new Map(),
      byClaim: new Map(),
      size: 0,
    };
    this.#hubs.set(cluster.observer, hub);
    if (hub.size >= MOST) return;
    hub.size += 1;
    const key = objectKey(cluster.adapter, cluster.sourceUid);
    hub.byObject.set(key, [...(hub.byObject.get(key) ?? []), cluster]);
    put(hub.byName, `${cluster.adapter}\n${cluster.name}`, cluster);
    for (const claim of claimsOf(cluster)) put(hub.byClaim, claim, cluster);
  }

  #remove(cluster: HubCluster): void {
    const hub = this.#hubs.get(cluster.observer);
    if (!hub) return;
    hub.size -= 1;
    hub.byObject.delete(objectKey(cluster.adapter, cluster.sourceUid));
    take(hub.byName, `${cluster.adapter}\n${cluster.name}`, cluster);
    for (const claim of claimsOf(cluster)) take(hub.byClaim, claim, cluster);
  }
}

/** What a fact of a hub says of a cluster, as it is looked up. */
export function toHubCluster(
  row: {
    id: string;
    observer: string;
    adapter: string;
    sourceUid: string;
    isReadable: boolean;
  },
  { name, namespace, identity, heartbeat }: ClusterFact,
): HubCluster {
  return {
    ...row,
    name,
    ...(namespace ? { namespace } : {}),
    ...(identity
      ? {
          identity: {
            assertedBy: identity.assertedBy,
            servers: [
              ...new Set(
                identity.servers.flatMap(url => normaliseServer(url) ?? []),
              ),
            ],
            ...(identity.uid ? { uid: identity.uid } : {}),
          },
        }
      : {}),
    heartbeat,
  };
}

function changedNames(before: HubCluster[], after: HubCluster[]): ChangedNames {
  const says = (of: (cluster: HubCluster) => unknown, all: HubCluster[]) =>
    new Map(all.map(each => [each.id, JSON.stringify([each.name, of(each)])]));
  const changed = (of: (cluster: HubCluster) => unknown) => {
    const [old, now] = [says(of, before), says(of, after)];
    return new Set(
      [...before, ...after].flatMap(({ id, name }) =>
        old.get(id) === now.get(id) ? [] : [name],
      ),
    );
  };
  return {
    identity: changed(({ namespace, identity }) => [namespace, identity]),
    sight: changed(({ namespace, heartbeat, isReadable }) => [
      namespace,
      heartbeat,
      isReadable,
    ]),
  };
}

function claimsOf({ adapter, identity }: HubCluster): string[] {
  if (!identity) return [];
  return [
    ...identity.servers.map(server => `${adapter}\ns${server}`),
    ...(identity.uid ? [`${adapter}\nu${identity.uid}`] : []),
  ];
}

function objectKey(adapter: string, sourceUid: string): string {
  return `${adapter}\n${sourceUid}`;
}

function put(
  map: Map<string, Set<HubCluster>>,
  key: string,
  cluster: HubCluster,
): void {
  map.set(key, (map.get(key) ?? new Set()).add(cluster));
}

function take(
  map: Map<string, Set<HubCluster>>,
  key: string,
  cluster: HubCluster,
): void {
  const found = map.get(key);
  found?.delete(cluster);
  if (found?.size === 0) map.delete(key);
}
