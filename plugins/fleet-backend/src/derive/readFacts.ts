import type {
  DeliveryFact,
  NamespaceFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { CurrencyLookup } from '../coverage/CoverageTracker';
import { hubFactsOf, sightsOf, type SightLookup } from '../hubs/sights';
import type { CoveredKey } from '../coverage/scopes';
import { breather } from './breather';
import { labelPlace, namespacePlace } from '../store/placesOf';
import {
  runStatement,
  tableOfRows,
  type Rows,
  type Statement,
} from './statements';
import type { StoredDelivery, StoredWorkload } from './stored';

/** A namespace of a cluster: what is derived by itself. */
export type Place = { clusterId: string; namespace: string };

/** A row of a fact, with the fact in it. */
export type Read<S> = { row: Rows[number]; stored: S };

/** What is known of some namespaces of one cluster. */
export type ClusterFacts = {
  workloads: Read<StoredWorkload>[];
  deliveries: Read<StoredDelivery>[];
  namespaceLabels: Map<string, Record<string, string>>;
};

/**
 * Reads what some namespaces are derived from, one statement per table for all of
 * them: their workloads, the deliveries with a place there, and their labels.
 */
export async function readFacts(options: {
  knex: Knex;
  places: Place[];
  currency: CurrencyLookup;
}): Promise<Map<string, ClusterFacts>> {
  const { knex, places, currency } = options;
  const breathe = breather();
  const found = new Map<string, ClusterFacts>();
  for (const { clusterId } of places) {
    if (!found.has(clusterId)) {
      found.set(clusterId, {
        workloads: [],
        deliveries: [],
        namespaceLabels: new Map(),
      });
    }
  }
  const workloads = await runStatement(knex, workloadsIn(knex, places));
  const sightOfWorkload = await readSights(knex, workloads, currency);
  for (const row of workloads) {
    found.get(row.subject)?.workloads.push({
      row,
      stored: toWorkload(row, currency, sightOfWorkload),
    });
    await breathe();
  }
  const deliveries = await readDeliveries(knex, places, found);
  const sightOfDelivery = await readSights(knex, deliveries, currency);
  for (const row of deliveries) {
    found.get(row.subject)?.deliveries.push({
      row,
      stored: toDelivery(row, currency, sightOfDelivery),
    });
    await breathe();
  }
  for (const row of await runStatement(knex, namespacesAt(knex, places))) {
    const { labels }: NamespaceFact = JSON.parse(row.data);
    found.get(row.observer)?.namespaceLabels.set(row.name, labels);
  }
  for (const facts of found.values()) {
    // One order on all databases: the first of several decides a message.
    facts.workloads.sort(byId);
    facts.deliveries.sort(byId);
  }
  return found;
}

/** The workloads in some namespaces. */
export function workloadsIn(knex: Knex, places: Place[]): Statement {
  const wanted = wantedPlaces(knex, places);
  return {
    sql: `select id, subject, observer, adapter, api_group, kind, namespace, name,
      hash, data, first_seen_at, settled_version, stale, unreadable, binding, superseded_by,
      subject_reference
      from ${wanted.sql} join workload
      on subject = wanted_cluster and namespace = wanted_namespace`,
    bindings: wanted.bindings,
  };
}

async function readDeliveries(
  knex: Knex,
  places: Place[],
  found: ReadonlyMap<string, ClusterFacts>,
): Promise<Rows> {
  const lookups = new Map<string, { of_cluster: string; at: string }>();
  const look = (clusterId: string, at: string) =>
    lookups.set(`${clusterId} ${at}`, { of_cluster: clusterId, at });
  for (const { clusterId, namespace } of places) {
    look(clusterId, namespacePlace(namespace));
  }
  const keys = await runStatement(knex, {
    sql: 'select key from delivery_label',
    bindings: [],
  });
  for (const { key } of keys) {
    for (const [clusterId, { workloads }] of found) {
      for (const { stored } of workloads) {
        const { labels } = stored.fact;
        if (Object.hasOwn(labels, key)) {
          look(clusterId, labelPlace(key, labels[key]));
        }
      }
    }
  }
  return runStatement(knex, deliveriesAt(knex, [...lookups.values()]));
}

/** The deliveries with a place at some, each once. */
export function deliveriesAt(
  knex: Knex,
  lookups: { of_cluster: string; at: string }[],
): Statement {
  const wanted = tableOfRows(
    knex,
    'wanted',
    { of_cluster: 'text', at: 'text' },
    lookups,
  );
  return {
    sql: `select id, subject, observer, adapter, api_group, kind, namespace, name,
      hash, data, first_seen_at, stale, unreadable, binding, home_namespace, home_entity,
      superseded_by, subject_reference, heartbeat
      from delivery where id in (
        select delivery_id from ${wanted.sql} join delivery_place
        on delivery_place.subject = of_cluster and place = at)`,
    bindings: wanted.bindings,
  };
}

/** What is known of some namespaces themselves. */
export function namespacesAt(knex: Knex, places: Place[]): Statement {
  const wanted = wantedPlaces(knex, places);
  return {
    sql: `select observer, name, data from ${wanted.sql} join namespace
      on observer = wanted_cluster and name = wanted_namespace`,
    bindings: wanted.bindings,
  };
}

/** Places as a table of a statement. */
export function wantedPlaces(knex: Knex, places: Place[]) {
  return tableOfRows(
    knex,
    'wanted',
    { wanted_cluster: 'text', wanted_namespace: 'text' },
    places.map(({ clusterId, namespace }) => ({
      wanted_cluster: clusterId,
      wanted_namespace: namespace,
    })),
  );
}

/** Whether hubs see the clusters that facts speak of which say nothing of it themselves; asks only where any does. */
async function readSights(
  knex: Knex,
  rows: Rows,
  currency: CurrencyLookup,
): Promise<SightLookup> {
  const statement = hubFactsOf(knex, rows);
  return sightsOf(statement ? await runStatement(knex, statement) : [], row =>
    currency.currencyOf(row.observer, keyOf(row)),
  );
}

function toWorkload(
  row: Rows[number],
  currency: CurrencyLookup,
  sightOf: SightLookup,
): StoredWorkload {
  return {
    id: row.id,
    fact: JSON.parse(row.data) as WorkloadFact,
    ...(row.settled_version ? { settledVersion: row.settled_version } : {}),
    stale:
      row.unreadable !== null ||
      !currency.currencyOf(row.observer, keyOf(row)).current ||
      sightOf(row) !== undefined,
    firstSeenAt: Number(row.first_seen_at),
  };
}

function toDelivery(
  row: Rows[number],
  currency: CurrencyLookup,
  sightOf: SightLookup,
): StoredDelivery {
  const fact: DeliveryFact = JSON.parse(row.data);
  const seen = currency.currencyOf(row.observer, keyOf(row));
  const lost = fact.heartbeat.state === 'lost' ? fact.heartbeat : sightOf(row);
  const staleReason = row.unreadable ?? lost?.reason ?? seen.reason;
  return {
    id: row.id,
    observer: row.observer,
    fact,
    stale: !seen.current || lost !== undefined || row.unreadable !== null,
    ...(staleReason ? { staleReason } : {}),
    firstSeenAt: Number(row.first_seen_at),
  };
}

/** What the coverage of a fact is found by. */
export function keyOf(row: Rows[number]): CoveredKey {
  return {
    adapter: row.adapter,
    group: row.api_group,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
  };
}

function byId(a: Read<{ id: string }>, b: Read<{ id: string }>): number {
  return a.stored.id < b.stored.id ? -1 : 1;
}
