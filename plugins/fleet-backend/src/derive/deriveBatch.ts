import { setImmediate } from 'node:timers/promises';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import { markDirty } from '../store/markDirty';
import { CLUSTER_ALONE, EVERY_NAMESPACE } from '../store/touchedNamespaces';
import { clusterEvidence } from './clusterEvidence';
import { deriveClusters } from './deriveClusters';
import type { DeriveContext } from './DeriveContext';
import { deriveNamespaces } from './deriveNamespaces';
import { listNamespaces } from './listNamespaces';
import { placeDeliveries } from './placeDeliveries';
import type { Place } from './readFacts';
import { readNodes } from './readNodes';
import { refreshSources } from './refreshSources';
import { resolveAttributes } from './resolveAttributes';
import { isPostgres } from './statements';

/** Namespaces that are read, derived and written at once on PostgreSQL. */
const PLACES_AT_ONCE = 128;

/** On SQLite a write holds the thread, and statements cost next to nothing. */
const PLACES_AT_ONCE_SQLITE = 16;

/** A cluster with more namespaces than this has them queued, so that others are not held up. */
const PLACES_OF_ONE = 256;

/** What is marked, by cluster: namespaces, `*` for all of them, empty for the cluster alone. */
export type MarkedNamespaces = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Derives what is marked of several clusters, and writes only what is different:
 * bindings, instances, cells, sums, and where a cluster itself is marked its own
 * row.
 *
 * A namespace is derived from its workloads, the deliveries with a place in it and
 * its labels; of the cluster it takes what configuration says, and the region. So
 * what changes in one namespace reads no other.
 *
 * @returns whether anything visible changed, and the clusters that are in other
 *   hands now, of which nothing was written
 */
export async function deriveBatch(
  context: DeriveContext,
  options: {
    clusters: readonly KnownCluster[];
    marked: MarkedNamespaces;
    /** Called whenever something visible was written. */
    onVisible?: () => void;
  },
): Promise<{ visible: boolean; lost: string[] }> {
  const { knex } = context;
  const clusters = new Map(
    options.clusters.map(cluster => [cluster.id, cluster]),
  );
  const marked = [...options.marked].filter(([id]) => clusters.has(id));
  if (marked.length === 0) return { visible: false, lost: [] };
  await placeDeliveries({ knex, clusterIds: marked.map(([id]) => id) });

  const own = new Set(
    marked
      .filter(([, names]) => names.has(CLUSTER_ALONE) || hasAll(names))
      .map(([id]) => id),
  );
  await refreshSources({
    knex,
    clusterIds: [...own],
    whole: new Set(
      marked.filter(([, names]) => hasAll(names)).map(([id]) => id),
    ),
  });
  const details = await readOwn(context, clusters, [...own]);
  const regions = new Map(
    [...details].map(([id, { attributes }]) => [id, attributes.region.value]),
  );
  const places = await placesToDerive(context, marked);
  const lost = new Set<string>();
  let visible = false;
  const written = (result: { visible: boolean; lost: string[] }) => {
    visible ||= result.visible;
    if (result.visible) options.onVisible?.();
    for (const id of result.lost) lost.add(id);
  };
  const atOnce = isPostgres(knex) ? PLACES_AT_ONCE : PLACES_AT_ONCE_SQLITE;
  for (let start = 0; start < places.length; start += atOnce) {
    const slice = places
      .slice(start, start + atOnce)
      .filter(({ clusterId }) => !lost.has(clusterId));
    if (slice.length === 0) continue;
    const result = await deriveNamespaces(context, {
      clusters,
      places: slice,
      regions,
      rebuilt: own,
    });
    written(result);
    const more = result.clustersToo.filter(id => !details.has(id));
    for (const [id, known] of await readOwn(context, clusters, more)) {
      details.set(id, known);
    }
    await setImmediate();
  }
  for (const id of lost) details.delete(id);
  if (details.size > 0) {
    written(await deriveClusters(context, details));
  }
  return { visible, lost: [...lost] };
}

function hasAll(namespaces: ReadonlySet<string>): boolean {
  return namespaces.has(EVERY_NAMESPACE);
}

/** What the own rows of clusters are derived from. */
async function readOwn(
  context: DeriveContext,
  clusters: ReadonlyMap<string, KnownCluster>,
  clusterIds: string[],
) {
  const nodes = await readNodes({ knex: context.knex, clusterIds });
  return new Map(
    [...nodes].map(([id, known]) => [
      id,
      {
        nodes: known,
        attributes: resolveAttributes({
          ...clusterEvidence(context, clusters.get(id) as KnownCluster),
          nodes: known,
        }),
      },
    ]),
  );
}

async function placesToDerive(
  { knex }: DeriveContext,
  marked: [string, ReadonlySet<string>][],
): Promise<Place[]> {
  const whole = marked.filter(([, names]) => hasAll(names)).map(([id]) => id);
  const found = new Map<string, Set<string>>(
    marked.map(([id, names]) => [id, new Set(hasAll(names) ? [''] : names)]),
  );
  if (whole.length > 0) {
    for (const { clusterId, namespace } of await listNamespaces({
      knex,
      clusterIds: whole,
    })) {
      found.get(clusterId)?.add(namespace);
    }
  }
  for (const id of whole) {
    const names = found.get(id) ?? new Set();
    if (names.size <= PLACES_OF_ONE) continue;
    await markDirty({
      knex,
      marks: [...names]
        .filter(name => name !== CLUSTER_ALONE)
        .map(namespace => ({ clusterId: id, namespace })),
    });
    found.set(id, new Set([CLUSTER_ALONE]));
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([clusterId, names]) =>
      [...names].map(namespace => ({ clusterId, namespace })),
    );
}
