import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import { CLUSTER_ID } from '../clusters/constants';
import { serverKey } from '../clusters/serverKey';
import { isOwnSource } from '../clusters/toClusterDetails';

/**
 * Finds out which of the fleet's clusters one of the Kubernetes plugin is: by the
 * id that it was handed over with, else by its name in the configuration that
 * both read, else by its API server. Nothing where that is not certain.
 */
export function fleetIds(
  known: ReadonlyMap<string, Connection>,
): (details: ClusterDetails) => string | undefined {
  const byName = new Map<string, Set<string>>();
  const byServer = new Map<string, Set<string>>();
  for (const { id, names, access } of known.values()) {
    for (const { name, source, present } of names) {
      if (present && isOwnSource(source)) add(byName, name, id);
    }
    const server = serverKey(access.server);
    if (server) add(byServer, server, id);
  }
  return ({ name, url, authMetadata }) => {
    const handed = authMetadata[CLUSTER_ID];
    if (handed !== undefined && known.has(handed)) return handed;
    const server = serverKey(url);
    const named = [...(byName.get(name) ?? [])];
    const served = [...((server && byServer.get(server)) || [])];
    // One of that name at another address is another cluster.
    const both = named.filter(id => {
      const at = serverKey(known.get(id)?.access.server);
      return at === undefined || at === server;
    });
    return only(both) ?? only(served);
  };
}

function add(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key) ?? new Set();
  map.set(key, ids.add(id));
}

function only(ids: readonly string[]): string | undefined {
  return ids.length === 1 ? ids[0] : undefined;
}
