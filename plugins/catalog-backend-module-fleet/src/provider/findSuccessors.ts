import {
  ANNOTATION_KUBERNETES_API_SERVER,
  ANNOTATION_KUBERNETES_API_SERVER_CA,
} from '@backstage/plugin-kubernetes-common';
import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import type { StoredCluster } from '../store/StoredCluster';

/** An entity of one cluster that is to be that of another from now on. */
export type Succession = { from: string; to: string };

/**
 * Finds clusters that the fleet knows by a new id, and whose entity the catalog
 * has already: one that became part of the other, or one at the same address
 * that is not in use any more. A source that calls a cluster otherwise, or a
 * fleet that lost its memory, gives it a new id; it is the same entity still.
 */
export function findSuccessors(
  connections: Connection[],
  stored: ReadonlyMap<string, StoredCluster>,
): Succession[] {
  const inUse = connections.filter(({ lifecycle }) => lifecycle === 'in-use');
  const ids = new Set(inUse.map(({ id }) => id));
  const free = new Map(
    [...stored].filter(([id, row]) => !ids.has(id) && row.entity),
  );
  const found: Succession[] = [];
  const succeed = (from: string, to: string) => {
    free.delete(from);
    found.push({ from, to });
  };
  const without = inUse.filter(({ id }) => !stored.has(id));
  for (const { id, aliases } of without) {
    const alias = aliases.find(each => free.has(each));
    if (alias !== undefined) succeed(alias, id);
  }
  const done = new Set(found.map(({ to }) => to));
  for (const connection of without) {
    const address = addressOf(connection);
    if (done.has(connection.id) || address === undefined) continue;
    const rows = [...free.values()].filter(
      ({ entity }) => storedAddress(entity) === address,
    );
    const others = without.filter(each => addressOf(each) === address);
    // Of several nobody can say which one it is.
    if (rows.length === 1 && others.length === 1) {
      succeed(rows[0].clusterId, connection.id);
    }
  }
  return found;
}

function addressOf({ access }: Connection): string | undefined {
  if (access.type === 'unknown' || !access.server) return undefined;
  const ca = access.caData ? Buffer.from(access.caData).toString('base64') : '';
  return `${access.server}\n${ca}`;
}

function storedAddress(entity: StoredCluster['entity']): string | undefined {
  const annotations = entity?.metadata.annotations ?? {};
  const server = annotations[ANNOTATION_KUBERNETES_API_SERVER];
  if (!server) return undefined;
  return `${server}\n${annotations[ANNOTATION_KUBERNETES_API_SERVER_CA] ?? ''}`;
}
