import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import type { Connections } from '@fleetview/backstage-plugin-fleet-node';

/**
 * What is known of the clusters in use, with what the fleet says now. That a source
 * could not be read, or has not been since the fleet began, takes nothing away.
 */
export function mergeConnections(
  known: ReadonlyMap<string, Connection>,
  told: Pick<Connections, 'connections' | 'complete'>,
): Map<string, Connection> {
  const merged = new Map<string, Connection>();
  const named = new Set<string>();
  for (const connection of told.connections) {
    const { id, aliases, lifecycle, access } = connection;
    named.add(id);
    aliases.forEach(alias => named.add(alias));
    if (lifecycle === 'removed') continue;
    const before = known.get(id);
    merged.set(
      id,
      access.type === 'unknown' && before
        ? {
            ...connection,
            access: before.access,
            authentication: before.authentication,
          }
        : connection,
    );
  }
  if (told.complete) return merged;
  for (const [id, connection] of known) {
    if (!named.has(id)) merged.set(id, connection);
  }
  return merged;
}
