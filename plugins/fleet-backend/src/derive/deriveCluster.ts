import { createHash } from 'node:crypto';
import {
  worstHealth,
  type DeliveryFact,
  type NodeFact,
  type WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import type { FleetConfig } from '../config/FleetConfig';
import type { CurrencyLookup } from '../coverage/CoverageTracker';
import type { EntityIndex } from '../mapping/EntityIndex';
import type { BindingOutcome } from '../mapping/bindByEvidence';
import {
  recordTransitions,
  type TransitionRecord,
} from '../store/recordTransitions';
import { EVERY_NAMESPACE } from '../store/touchedNamespaces';
import { addCounts, count, fromColumns, noCounts, toColumns } from './counts';
import {
  deriveInstances,
  type DerivedInstance,
  type StoredDelivery,
  type StoredWorkload,
} from './deriveInstances';
import { resolveAttributes } from './resolveAttributes';

/** What the data column of an instance holds. */
export type InstanceData = Omit<
  DerivedInstance,
  'counts' | 'changedAt' | 'firstSeenAt'
> & {
  sinceIsLowerBound: boolean;
  /** Since when it is not current: the last proof before the gap. */
  staleSince?: number;
  /** What it was when it was last current; what is compared with after the gap. */
  beforeGap?: Pick<DerivedInstance, 'health' | 'sync' | 'version'>;
};

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
    .select('data');
  const nodes = nodeRows.map((row): NodeFact => JSON.parse(row.data));
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
      .select(
        'id',
        'observer',
        'adapter',
        'api_group',
        'kind',
        'data',
        'first_seen_at',
        'stale',
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
    const staleReason = lost?.reason ?? seen.reason;
    return {
      row,
      stored: {
        id: row.id,
        observer: row.observer,
        fact,
        stale: !seen.current || lost !== undefined,
        ...(staleReason ? { staleReason } : {}),
        firstSeenAt: Number(row.first_seen_at),
      } satisfies StoredDelivery,
    };
  });
  let query = knex('workload').where({ subject: cluster.id });
  const wanted = [...options.namespaces];
  if (!all) query = query.whereIn('namespace', wanted);
  const workloads = (
    await query.select(
      'id',
      'observer',
      'adapter',
      'api_group',
      'kind',
      'data',
      'first_seen_at',
      'settled_version',
      'stale',
      'binding',
    )
  ).map(row => ({
    row,
    stored: {
      id: row.id,
      fact: JSON.parse(row.data) as WorkloadFact,
      ...(row.settled_version ? { settledVersion: row.settled_version } : {}),
      stale: !currency.currencyOf(row.observer, {
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
    toRow(
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

/** An instance keeps its id as long as cluster, namespace and entity stay. */
function instanceId(clusterId: string, instance: DerivedInstance): string {
  return createHash('sha256')
    .update(JSON.stringify([clusterId, instance.namespace, instance.entityRef]))
    .digest('base64url');
}

function toRow(
  clusterId: string,
  instance: DerivedInstance,
  before: Record<string, any> | undefined,
  lastProof: (instance: DerivedInstance) => number | undefined,
  now: number,
) {
  const { counts: _, changedAt, firstSeenAt, ...said } = instance;
  const old: InstanceData | undefined = before && JSON.parse(before.data);
  const moved =
    old !== undefined &&
    (old.health !== said.health ||
      old.sync !== said.sync ||
      old.version.desired !== said.version.desired ||
      old.version.actual !== said.version.actual);
  let since = before?.since ? Number(before.since) : undefined;
  let sinceIsLowerBound = old?.sinceIsLowerBound ?? false;
  if (!old) {
    // Objects say when they changed, but not when they came to differ from Git.
    const known = said.sync === 'out-of-sync' ? undefined : changedAt;
    since = Math.min(known ?? firstSeenAt, now);
    sinceIsLowerBound = known === undefined;
  } else if (moved) {
    since = now;
    sinceIsLowerBound = false;
  }
  const staleSince = said.stale
    ? old?.staleSince ?? lastProof(instance)
    : undefined;
  // While it is stale, parts of what is new may be here already: they are no
  // transition until all is current.
  const reference = old?.beforeGap ?? old;
  const beforeGap = said.stale && reference ? picked(reference) : undefined;
  const data: InstanceData = {
    ...said,
    sinceIsLowerBound,
    ...(staleSince === undefined ? {} : { staleSince }),
    ...(beforeGap === undefined ? {} : { beforeGap }),
  };
  const text = JSON.stringify(data);
  const transitions: TransitionRecord[] = [];
  if (old && reference && !said.stale) {
    const record = (
      field: TransitionRecord['field'],
      from: string | undefined,
      to: string | undefined,
      reason?: string,
    ) => {
      if (from === to || to === undefined) return;
      transitions.push({
        at: now,
        // It went stale before this was seen: it happened somewhere in between.
        ...(old.staleSince === undefined ? {} : { notBefore: old.staleSince }),
        clusterId,
        scope: 'instance',
        name: said.entityRef || said.namespace,
        entityRef: said.entityRef,
        field,
        ...(from === undefined ? {} : { from }),
        to,
        ...(reason ? { reason } : {}),
      });
    };
    record('health', reference.health, said.health, said.message);
    record('sync', reference.sync, said.sync, said.syncMessage);
    record('version', reference.version.actual, said.version.actual);
  }
  return {
    row: {
      id: instanceId(clusterId, instance),
      cluster_id: clusterId,
      namespace: said.namespace,
      entity_ref: said.entityRef,
      health: said.health,
      sync: said.sync,
      stale: said.stale,
      since: since ?? now,
      hash: createHash('sha1').update(text).digest('base64url'),
      data: text,
    },
    transitions,
  };
}

function picked({
  health,
  sync,
  version,
}: NonNullable<InstanceData['beforeGap']>): InstanceData['beforeGap'] {
  return { health, sync, version };
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

async function writeCells(
  trx: Knex.Transaction,
  clusterId: string,
  instances: DerivedInstance[],
  region: string,
  namespaces: string[] | undefined,
): Promise<boolean> {
  const scope = () => {
    const query = trx('cell').where({ cluster_id: clusterId });
    return namespaces ? query.whereIn('namespace', namespaces) : query;
  };
  const before = new Map(
    (await scope().select()).map(row => [
      `${row.namespace}/${row.entity_ref}`,
      row,
    ]),
  );
  const rows = instances.map(instance => {
    const own = noCounts();
    count(own, instance);
    return {
      cluster_id: clusterId,
      namespace: instance.namespace,
      entity_ref: instance.entityRef,
      region,
      environment: instance.environment,
      owner: instance.owner,
      system: instance.system,
      ...toColumns('instance', own),
      ...toColumns('delivery', instance.counts.deliveries),
      ...toColumns('workload', instance.counts.workloads),
    };
  });
  const changed = rows.filter(row => {
    const key = `${row.namespace}/${row.entity_ref}`;
    const old = before.get(key);
    before.delete(key);
    return (
      !old ||
      Object.entries(row).some(([column, value]) => old[column] !== value)
    );
  });
  for (let start = 0; start < changed.length; start += 50) {
    await trx('cell')
      .insert(changed.slice(start, start + 50))
      .onConflict(['cluster_id', 'namespace', 'entity_ref'])
      .merge();
  }
  for (const row of before.values()) {
    await trx('cell')
      .where({
        cluster_id: clusterId,
        namespace: row.namespace,
        entity_ref: row.entity_ref,
      })
      .delete();
  }
  return changed.length + before.size > 0;
}

/** The region is the cluster's: cells of namespaces that are not derived follow it. */
async function placeCells(
  trx: Knex.Transaction,
  clusterId: string,
  region: string,
): Promise<boolean> {
  const misplaced = () =>
    trx('cell').where({ cluster_id: clusterId }).whereNot({ region });
  if (!(await misplaced().first('region'))) return false;
  await misplaced().update({ region });
  return true;
}

/** Deliveries to a cluster that nobody knows are of no instance; they follow their hub. */
async function judgeUnresolved(
  trx: Knex.Transaction,
  observer: string,
  currency: CurrencyLookup,
): Promise<boolean> {
  const rows = await trx('delivery')
    .where({ observer })
    .whereNull('subject')
    .select('id', 'adapter', 'api_group', 'kind', 'stale', 'heartbeat_lost');
  const isStale = (row: (typeof rows)[number]): boolean =>
    Boolean(row.heartbeat_lost) ||
    !currency.currencyOf(observer, {
      adapter: row.adapter,
      group: row.api_group,
      kind: row.kind,
    }).current;
  const flipped = rows.filter(row => Boolean(row.stale) !== isStale(row));
  for (const row of flipped) {
    await trx('delivery')
      .where({ id: row.id })
      .update({ stale: isStale(row) });
  }
  return flipped.length > 0;
}

async function writeCluster(
  trx: Knex.Transaction,
  clusterId: string,
  attributes: ReturnType<typeof resolveAttributes>,
  nodes: NodeFact[],
  currency: CurrencyLookup,
): Promise<boolean> {
  const before = await trx('cluster').where({ id: clusterId }).first();
  if (!before) return false;
  const instances = noCounts();
  const deliveries = noCounts();
  for (const row of await trx('cell').where({ cluster_id: clusterId })) {
    addCounts(instances, fromColumns('instance', row));
    addCounts(deliveries, fromColumns('delivery', row));
  }
  const { current } = currency.currencyOf(clusterId, {
    adapter: 'kubernetes',
    group: '',
    kind: 'Node',
  });
  const sum = (pick: (node: NodeFact) => number | undefined) =>
    nodes.reduce((total, node) => total + (pick(node) ?? 0), 0);
  const columns = {
    health: worstHealth(nodes.map(node => node.health)),
    stale: !current,
    region: attributes.region.value,
    environment: attributes.environment.value,
    provider: attributes.provider.value,
    tier: attributes.tier.value,
    owner: attributes.owner.value,
    zone: attributes.zone.value,
    attributes: JSON.stringify(attributes),
    nodes_total: nodes.length,
    nodes_ready: nodes.filter(({ health }) => health === 'healthy').length,
    nodes_not_ready: nodes.filter(({ health }) => health === 'degraded').length,
    nodes_unknown: nodes.filter(
      ({ health }) => health !== 'healthy' && health !== 'degraded',
    ).length,
    nodes_unschedulable: nodes.filter(({ unschedulable }) => unschedulable)
      .length,
    capacity_cpu: sum(node => node.capacity.cpuMillicores),
    capacity_memory: sum(node => node.capacity.memoryBytes),
    capacity_pods: sum(node => node.capacity.pods),
    ...toColumns('instance', instances),
    ...toColumns('delivery', deliveries),
    worst: JSON.stringify(await worstThings(trx, clusterId, nodes)),
  };
  const same = Object.entries(columns).every(([column, value]) =>
    typeof value === 'boolean'
      ? Boolean(before[column]) === value
      : before[column] === value,
  );
  if (same) return false;
  await trx('cluster').where({ id: clusterId }).update(columns);
  return true;
}

/** The worst things on a cluster in words, at most three. */
async function worstThings(
  trx: Knex.Transaction,
  clusterId: string,
  nodes: NodeFact[],
): Promise<string[]> {
  const lines = nodes
    .filter(({ health }) => health === 'degraded')
    .map(node => `node ${node.name}: ${node.message ?? 'not ready'}`);
  if (lines.length < 3) {
    const bad = await trx('instance')
      .where({ cluster_id: clusterId, stale: false })
      .whereIn('health', ['degraded', 'missing'])
      .orderBy([{ column: 'health' }, { column: 'since' }])
      .limit(3)
      .select('data');
    for (const row of bad) {
      const instance: InstanceData = JSON.parse(row.data);
      const name = instance.entityRef.split('/').pop() || instance.namespace;
      lines.push(
        `${name}: ${instance.health}${
          instance.message ? `, ${instance.message}` : ''
        }`,
      );
    }
  }
  return lines.slice(0, 3).map(line => line.slice(0, 200));
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
