import type { KnownCluster } from '../clusters/ClusterRegistry';
import type { FleetConfig } from '../config/FleetConfig';

type Entry = FleetConfig['attributes'][number];

/** Configuration does not change while the portal runs; it is looked at for each cluster and batch. */
const indexes = new WeakMap<
  FleetConfig['attributes'],
  Map<string, { position: number; entry: Entry }>
>();

/**
 * What configuration says of a cluster: the first entry that names it by any of
 * its names. Whoever may write entities or a hub's objects shall not give a
 * cluster the attributes of another by calling it the same.
 */
export function configuredAttributes(
  config: FleetConfig,
  cluster: KnownCluster,
): { configured: Entry['values']; configurationKey?: string } {
  const index = indexOf(config.attributes);
  let found: { position: number; entry: Entry } | undefined;
  for (const name of cluster.names) {
    if (cluster.othersNames?.includes(name)) continue;
    const named = index.get(name);
    if (named && (!found || named.position < found.position)) found = named;
  }
  return {
    configured: found?.entry.values ?? {},
    ...(found ? { configurationKey: found.entry.key } : {}),
  };
}

function indexOf(attributes: FleetConfig['attributes']) {
  const known = indexes.get(attributes);
  if (known) return known;
  const index = new Map<string, { position: number; entry: Entry }>();
  attributes.forEach((entry, position) => {
    if (!index.has(entry.cluster))
      index.set(entry.cluster, { position, entry });
  });
  indexes.set(attributes, index);
  return index;
}
