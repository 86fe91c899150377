import type {
  DeliveryFact,
  NodeFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import type { FleetConfig } from '../config/FleetConfig';
import type { CurrencyLookup } from '../coverage/CoverageTracker';
import type { EntityIndex } from '../mapping/EntityIndex';
import type { BindingOutcome } from '../mapping/bindByEvidence';
import { recordTransitions } from '../store/recordTransitions';
import { EVERY_NAMESPACE } from '../store/touchedNamespaces';
import type { DerivedInstance } from './DerivedInstance';
import { deriveInstances } from './deriveInstances';
import { instanceId, toInstanceRow } from './instanceRow';
import { judgeUnresolved } from './judgeUnresolved';
import { resolveAttributes } from './resolveAttributes';
import type { StoredDelivery, StoredWorkload } from './stored';
import { placeCells, writeCells } from './writeCells';
import { writeCluster } from './writeCluster';

/**
 * Derives what is dirty of one cluster and writes only what is different:
 * bindings, instances, cells, and the cluster's own row.
 *
 * @returns whether anything visible changed
 */
export async function deriveCluster(options: {
  knex: Knex;
  cluster: KnownCluster;
  namespaces: ReadonlySet<string>;
  config: FleetConfig;
  currency: CurrencyLookup;
  entities: EntityIndex;
  now: number;
}): Promise<boolean> {
  const { knex, cluster, currency, now } = options;
  const all = options.namespaces.has(EVERY_NAMESPACE);
  const nodeRows = await knex('node')
    .where({ observer: cluster.id })
    .orderBy('id')
    .select('data', 'unreadable');
  const nodes = nodeRows.map((row): NodeFact => {
    const node: NodeFact = JSON.parse(row.data);
    return row.unreadable
      ? { ...node, health: 'unknown', message: row.unreadable }
      : node;
  });
  const attributes = resolveAttributes({
    ...configuredAttributes(options.config, cluster),
    nodes,
  });

  const namespaceRows = await knex('namespace')
    .where({ observer: cluster.id })
    .select('name', 'data');
  const deliveries = (
    await knex('delivery')
      .where({ subject: cluster.id })
      // One order on all databases: the first of several decides a message.
      .orderBy('id')
      .select(
        'id',
        'observer',
        'adapter',
        'api_group',
        'kind',
        'data',
        'first_seen_at',
        'stale',
        'unreadable',
        'binding',
      )
  ).map(row => {
    const fact: DeliveryFact = JSON.parse(row.data);
    const seen = currency.currencyOf(row.observer, {
      adapter: row.adapter,
      group: row.api_group,
      kind: row.kind,
    });
    const lost = fact.heartbeat.state === 'lost' ? fact.heartbeat : undefined;
    const staleReason = row.unreadable ?? lost?.reason ?? seen.reason;
    return {
      row,
      stored: {
        id: row.id,
        observer: row.observer,
        fact,
        stale: !seen.current || lost !== undefined || row.unreadable !== null,
        ...(staleReason ? { staleReason } : {}),
        firstSeenAt: Number(row.first_seen_at),
      } satisfies StoredDelivery,
    };
  });
  let query = knex('workload').where({ subject: cluster.id });
  const wanted = [...options.namespaces];
  if (!all) query = query.whereIn('namespace', wanted);
  const workloads = (
    await query
      .orderBy('id')
      .select(
        'id',
        'observer',
        'adapter',
        'api_group',
        'kind',
        'data',
        'first_seen_at',
        'settled_version',
        'stale',
        'unreadable',
        'binding',
      )
  ).map(row => ({
    row,
    stored: {
      id: row.id,
      fact: JSON.parse(row.data) as WorkloadFact,
      ...(row.settled_version ? { settledVersion: row.settled_version } : {}),
      stale:
        row.unreadable !== null ||
        !currency.currencyOf(row.observer, {
          adapter: row.adapter,
          group: row.api_group,
          kind: row.kind,
        }).current,
      firstSeenAt: Number(row.first_seen_at),
    } satisfies StoredWorkload,
  }));

  const derived = deriveInstances({
    clusterNames: cluster.names,
    clusterEnvironment: attributes.environment.value,
    clusterOwner: attributes.owner.value,
    workloads: workloads.map(({ stored }) => stored),
    deliveries: deliveries.map(({ stored }) => stored),
    namespaceLabels: new Map(
      namespaceRows.map(row => [row.name, JSON.parse(row.data).labels]),
    ),
    entities: options.entities,
  });
  const instances = derived.instances.filter(
    instance => all || options.namespaces.has(instance.namespace),
  );

  let existingQuery = knex('instance').where({ cluster_id: cluster.id });
  if (!all) existingQuery = existingQuery.whereIn('namespace', wanted);
  const existing = new Map(
    (await existingQuery.select()).map(row => [row.id, row]),
  );
  const rowOf = new Map(
    [...workloads, ...deliveries].map(({ row }) => [row.id, row]),
  );
  const lastProof = (instance: DerivedInstance): number | undefined => {
    const proofs = [...instance.workloadIds, ...instance.deliveryIds]
      .map(id => rowOf.get(id))
      .map(
        row =>
          currency.currencyOf(row.observer, {
            adapter: row.adapter,
            group: row.api_group,
            kind: row.kind,
          }).confirmedAt,
      )
      .filter(time => time !== undefined);
    return proofs.length > 0 ? Math.min(...proofs) : undefined;
  };
  const rows = instances.map(instance =>
    toInstanceRow(
      cluster.id,
      instance,
      existing.get(instanceId(cluster.id, instance)),
      lastProof,
      now,
    ),
  );
  const changed = rows.filter(
    ({ row }) => existing.get(row.id)?.hash !== row.hash,
  );
  const kept = new Set(rows.map(({ row }) => row.id));
  const gone = [...existing.keys()].filter(id => !kept.has(id));
  const rebound = [
    ...workloads.map(item => ({ table: 'workload', item })),
    ...deliveries.map(item => ({ table: 'delivery', item })),
  ].filter(({ item: { row, stored } }) => {
    const binding = bindingColumn(derived.bindings.get(stored.id));
    return (
      (row.binding ?? null) !== binding.binding ||
      Boolean(row.stale) !== stored.stale
    );
  });

  const visible = await knex.transaction(async trx => {
    for (const { table, item } of rebound) {
      await trx(table)
        .where({ id: item.stored.id })
        .update({
          stale: item.stored.stale,
          ...bindingColumn(derived.bindings.get(item.stored.id)),
        });
    }
    for (let start = 0; start < changed.length; start += 100) {
      await trx('instance')
        .insert(changed.slice(start, start + 100).map(({ row }) => row))
        .onConflict('id')
        .merge();
    }
    await trx('instance').whereIn('id', gone).delete();
    await recordTransitions({
      knex: trx,
      transitions: changed.flatMap(({ transitions }) => transitions),
    });
    const cells = await writeCells(
      trx,
      cluster.id,
      instances,
      attributes.region.value,
      all ? undefined : wanted,
    );
    const placed = await placeCells(trx, cluster.id, attributes.region.value);
    const judged = await judgeUnresolved(trx, cluster.id, currency);
    const own = await writeCluster(
      trx,
      cluster.id,
      attributes,
      nodes,
      currency,
    );
    return (
      changed.length + gone.length + rebound.length > 0 ||
      cells ||
      placed ||
      judged ||
      own
    );
  });
  return visible;
}

function bindingColumn(outcome: BindingOutcome | undefined): {
  entity_ref: string | null;
  binding: string | null;
} {
  if (!outcome || outcome.type === 'unbound') {
    return { entity_ref: null, binding: null };
  }
  return {
    entity_ref: outcome.type === 'bound' ? outcome.entityRef : null,
    binding: JSON.stringify(outcome),
  };
}

function configuredAttributes(config: FleetConfig, cluster: KnownCluster) {
  const entry = config.attributes.find(({ cluster: name }) =>
    cluster.names.includes(name),
  );
  return {
    configured: entry?.values ?? {},
    ...(entry ? { configurationKey: entry.key } : {}),
  };
}
