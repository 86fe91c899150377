import type {
  ClusterReference,
  Fact,
} from '@fleetview/backstage-plugin-fleet-common';
import { among } from '../../permissions/fragment';
import { readClusterNames } from '../readClusterNames';
import type { ReadContext, Row } from '../types';
import { visibleOf } from '../visible';
import { hubWords } from './selectStatements';

/** What statements name, as far as the reader may be told of it. */
export type Named = {
  /** Whether all that is named is told, also what nobody knows. */
  isAll: boolean;
  /** Whether it may be told how much there is. */
  tellsTotals: boolean;
  /** The cluster that a hub means, where it is known and may be told. */
  clusterOf: (observer: string, name: string) => ClusterReference | undefined;
  /** Whether a delivery of a hub may be told. */
  hasDelivery: (
    observer: string,
    name: string,
    namespace: string | undefined,
  ) => boolean;
};

/** With the adapter of the hub's object that names it: names mean something within one alone. */
type Reference = { name: string; server?: string; adapter: string };

/**
 * Looks up the clusters and deliveries that statements name. Whoever may not see
 * all is told of those that he may see; what a name means that leads to nothing
 * is not known, so it is not told to him.
 */
export async function readNamed(
  context: ReadContext,
  rows: readonly Row[],
): Promise<Named> {
  const { view, tellsHidden = false } = context;
  const clusters = new Map<string, Map<string, Reference>>();
  const deliveries = new Map<string, Set<string>>();
  for (const row of rows) {
    const fact: Fact = JSON.parse(row.data);
    const named = clusters.get(row.observer) ?? new Map();
    for (const { name, server } of clustersIn(fact)) {
      named.set(name, {
        name,
        ...(server ? { server } : {}),
        adapter: row.adapter,
      });
    }
    clusters.set(row.observer, named);
    const brought = deliveries.get(row.observer) ?? new Set();
    for (const name of deliveriesIn(fact)) brought.add(name);
    deliveries.set(row.observer, brought);
  }
  const ids = await resolveClusters(context, clusters);
  const names = await readClusterNames(context, ids.values());
  const visible =
    view && !view.statements.isWhole
      ? await visibleDeliveries(context, deliveries)
      : undefined;
  return {
    isAll: view === undefined,
    tellsTotals: view === undefined || tellsHidden,
    clusterOf: (observer, name) => {
      const id = ids.get(`${observer}/${name}`);
      if (!id || (view && !view.fleet.byId.has(id))) return undefined;
      return { id, name: names.get(id) ?? id };
    },
    hasDelivery: (observer, name, namespace) =>
      !visible ||
      visible.has(
        JSON.stringify(
          namespace === undefined
            ? [observer, name]
            : [observer, name, namespace],
        ),
      ),
  };
}

function clustersIn(fact: Fact): Omit<Reference, 'adapter'>[] {
  switch (fact.type) {
    case 'placement':
    case 'policy':
      return fact.clusters ?? [];
    case 'service':
    case 'freeze':
      return fact.clusters.map(name => ({ name }));
    default:
      return [];
  }
}

function deliveriesIn(fact: Fact): string[] {
  if (fact.type === 'placement') return fact.deliveries.map(({ name }) => name);
  return fact.type === 'freeze' ? fact.deliveries : [];
}

/** The ids of clusters by hub and name there: by the hub's own objects, else as its deliveries lead there. */
async function resolveClusters(
  { knex, resolver }: ReadContext,
  wanted: ReadonlyMap<string, ReadonlyMap<string, Reference>>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [observer, references] of wanted) {
    if (references.size === 0) continue;
    const { sql, bindings } = among(knex, 'name', [...references.keys()]);
    const found: { name: string; subject: string }[] = await hubWords(knex)
      .where({ observer })
      .whereNotNull('subject')
      .whereRaw(sql, bindings)
      .distinct('name', 'subject');
    const byName = new Map<string, string | undefined>();
    for (const { name, subject } of found) {
      // Two of one name lead nowhere.
      byName.set(name, byName.has(name) ? undefined : subject);
    }
    for (const { name, server, adapter } of references.values()) {
      const id = byName.has(name)
        ? byName.get(name)
        : resolver?.resolve(
            observer,
            { type: 'reference', name, ...(server ? { server } : {}) },
            adapter,
          ).subject;
      if (id) ids.set(`${observer}/${name}`, id);
    }
  }
  return ids;
}

/** The deliveries of those names that the reader may see, by hub and name, with and without namespace. */
async function visibleDeliveries(
  context: ReadContext,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Set<string>> {
  const { knex } = context;
  const visible = new Set<string>();
  for (const [observer, names] of wanted) {
    if (names.size === 0) continue;
    const { sql, bindings } = among(knex, 'delivery.name', [...names]);
    const found: Row[] = await visibleOf(
      context,
      knex('delivery')
        .where('delivery.observer', observer)
        .whereRaw(sql, bindings),
      'delivery',
    ).select('delivery.name', 'delivery.namespace');
    for (const { name, namespace } of found) {
      visible.add(JSON.stringify([observer, name]));
      visible.add(JSON.stringify([observer, name, namespace]));
    }
  }
  return visible;
}
