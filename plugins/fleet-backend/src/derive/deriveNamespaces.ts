import type { Knex } from 'knex';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import {
  cameTransition,
  foldPresence,
  leftTransition,
} from '../history/presence';
import type { TransitionRecord } from '../store/recordTransitions';
import { breather } from './breather';
import { checkFences } from './checkFences';
import { clusterEvidence, instanceDefault } from './clusterEvidence';
import type { DeriveContext } from './DeriveContext';
import type { DerivedInstance } from './DerivedInstance';
import { deriveInstances } from './deriveInstances';
import { instanceProofs } from './instanceProofs';
import { instanceId, isAsBefore, toInstanceRow } from './instanceRow';
import { addSums } from './addSums';
import { CLUSTER_MARK_TABLES, markClustersIn } from './clusterMarks';
import { markRolloutsIn } from './rollouts';
import { eachOnce } from './eachOnce';
import {
  keyOf,
  readFacts,
  wantedPlaces,
  type ClusterFacts,
  type Place,
} from './readFacts';
import { UNASSIGNED } from './resolveAttributes';
import {
  isPostgres,
  type Rows,
  runStatement,
  runSteps,
  type Steps,
  tableOfIds,
} from './statements';
import { stampsOf, type Stamps } from './stampOf';
import { reboundOf, writeBindings, type Rebound } from './writeBindings';
import { toCellRow, writeCells } from './writeCells';
import { encodeEvidence, writeEvidence } from './writeEvidence';
import { writeInstances, type InstanceRow } from './writeInstances';
import { isBad, worstThings } from './worstThings';
import { writeUnbound } from './writeUnbound';
import { writeWorst } from './writeWorst';
import { toUnboundRow, type UnboundRow } from './unboundRow';
import { readSources } from './readSources';
import { bindableOf, type SourceUrlOf } from './bindableOf';

/** What came of deriving some namespaces. */
export type DerivedNamespaces = {
  /** Whether anything visible changed. */
  visible: boolean;
  /** Clusters that are in other hands now: nothing of theirs was written. */
  lost: string[];
  /** Clusters whose own rows have to be derived to say what is worst on them. */
  clustersToo: string[];
};

/** What is to be written of some namespaces. */
type Plan = {
  places: Place[];
  /** As far as it is not the stored one. */
  regions: ReadonlyMap<string, string>;
  /** Whose sums are rebuilt anyway. */
  rebuilt: ReadonlySet<string>;
  instances: { clusterId: string; instance: DerivedInstance; stamps: Stamps }[];
  changed: { row: InstanceRow; transitions: TransitionRecord[] }[];
  gone: Rows;
  /** Of instances that came and left. */
  presence: TransitionRecord[];
  /** Clusters on which what is worst may have changed. */
  worst: Set<string>;
  rebound: {
    clusterId: string;
    table: 'workload' | 'delivery';
    row: Rebound;
  }[];
  evidence: (Place & { keys: string })[];
  unbound: UnboundRow[];
};

/**
 * Derives some namespaces of some clusters at once: one statement per table reads
 * what they are derived from, one per table writes what differs.
 *
 * @param regions - of clusters whose region was just resolved; of the others it is the stored one
 * @param rebuilt - clusters whose sums are rebuilt afterwards, and need not be added to
 */
export async function deriveNamespaces(
  context: DeriveContext,
  options: {
    clusters: ReadonlyMap<string, KnownCluster>;
    places: Place[];
    regions: ReadonlyMap<string, string>;
    rebuilt: ReadonlySet<string>;
  },
): Promise<DerivedNamespaces> {
  const { knex, currency } = context;
  const { places, regions, rebuilt } = options;
  const facts = await readFacts({ knex, places, currency });
  const existing = await readInstances(knex, places);
  const wanted = new Map<string, Set<string>>();
  for (const { clusterId, namespace } of places) {
    const namespaces = wanted.get(clusterId) ?? new Set();
    wanted.set(clusterId, namespaces.add(namespace));
  }
  const plan: Plan = {
    places,
    regions,
    rebuilt,
    instances: [],
    changed: [],
    gone: [],
    presence: [],
    worst: new Set(),
    rebound: [],
    evidence: [],
    unbound: [],
  };
  const sourceUrlOf = await readSources(
    knex,
    [...facts.values()].flatMap(({ deliveries }) =>
      deliveries.map(({ stored }) => stored),
    ),
  );
  const breathe = breather();
  for (const [clusterId, namespaces] of wanted) {
    planCluster(context, plan, {
      cluster: options.clusters.get(clusterId) as KnownCluster,
      facts: facts.get(clusterId) as ClusterFacts,
      namespaces,
      existing: existing.get(clusterId) ?? new Map(),
      sourceUrlOf,
    });
    await breathe();
  }
  return runSteps(knex, () => write(context, plan));
}

async function readInstances(
  knex: Knex,
  places: Place[],
): Promise<Map<string, Map<string, Rows[number]>>> {
  const wanted = wantedPlaces(knex, places);
  const rows = await runStatement(knex, {
    sql: `select id, cluster_id, entity_ref, health, stale, since, hash, data,
      recorded_since, recent_flips from ${wanted.sql} join instance
      on cluster_id = wanted_cluster and namespace = wanted_namespace`,
    bindings: wanted.bindings,
  });
  const found = new Map<string, Map<string, Rows[number]>>();
  for (const row of rows) {
    const known = found.get(row.cluster_id) ?? new Map();
    found.set(row.cluster_id, known.set(row.id, row));
  }
  return found;
}

function planCluster(
  { config, currency, entities, owners, namesOf, now }: DeriveContext,
  plan: Plan,
  {
    cluster,
    facts,
    namespaces,
    existing,
    sourceUrlOf,
  }: {
    cluster: KnownCluster;
    facts: ClusterFacts;
    namespaces: ReadonlySet<string>;
    existing: ReadonlyMap<string, Rows[number]>;
    sourceUrlOf: SourceUrlOf;
  },
): void {
  const clusterId = cluster.id;
  const evidence = clusterEvidence({ config, entities }, cluster);
  const { facts: counted, supersededBy } = eachOnce(facts, clusterId);
  const derived = deriveInstances({
    clusterNames: cluster.names,
    clusterEnvironment: instanceDefault(evidence, 'environment') ?? UNASSIGNED,
    clusterOwner: instanceDefault(evidence, 'owner') ?? UNASSIGNED,
    workloads: counted.workloads.map(({ stored }) => stored),
    deliveries: counted.deliveries.map(({ stored }) => stored),
    namespaceLabels: facts.namespaceLabels,
    entities,
    ...(owners ? { owners } : {}),
    ...(namesOf ? { namesOf } : {}),
    sourceUrlOf,
  });
  const partOf = new Map(
    [...counted.workloads, ...counted.deliveries].map(part => [
      part.row.id,
      part,
    ]),
  );
  const partsOf = (instance: DerivedInstance) =>
    [...instance.workloadIds, ...instance.deliveryIds].flatMap(
      id => partOf.get(id) ?? [],
    );
  const proofs = instanceProofs({ currency, partsOf, now });
  const kept = new Set<string>();
  for (const instance of derived.instances) {
    // What deliveries with a place here have elsewhere is derived there.
    if (!namespaces.has(instance.namespace)) continue;
    const id = instanceId(clusterId, instance);
    const before = existing.get(id);
    kept.add(id);
    const stay = (hash: string) =>
      plan.instances.push({
        clusterId,
        instance,
        stamps: stampsOf(instance, hash, part => partOf.get(part)?.row.hash),
      });
    if (
      before &&
      isAsBefore(instance, before as Parameters<typeof isAsBefore>[1])
    ) {
      stay(before.hash);
      continue;
    }
    const after = toInstanceRow(clusterId, instance, before, proofs, now);
    stay(after.row.hash);
    if (before?.hash === after.row.hash) continue;
    plan.changed.push(after);
    const proof = before ? undefined : proofs.coming(instance);
    if (proof) {
      plan.presence.push(cameTransition(clusterId, id, instance, proof, now));
    }
    if (isBad(after.row) || (before && isBad(before))) {
      plan.worst.add(clusterId);
    }
  }
  // What an instance that is gone was made of is gone, too.
  const gapFrom = () => {
    const gaps = [...facts.workloads, ...facts.deliveries].flatMap(
      ({ row }) =>
        currency.currencyOf(row.observer, keyOf(row)).gap?.from ?? [],
    );
    return gaps.length > 0 ? Math.min(...gaps) : undefined;
  };
  for (const [id, row] of existing) {
    if (kept.has(id)) continue;
    plan.gone.push(row);
    plan.presence.push(leftTransition(row, gapFrom(), now));
    if (isBad(row)) plan.worst.add(clusterId);
  }
  for (const table of ['workload', 'delivery'] as const) {
    const [all, things] =
      table === 'workload'
        ? [facts.workloads, counted.workloads]
        : [facts.deliveries, counted.deliveries];
    const homeOf = (id: string) => {
      const home = derived.homes.get(id);
      return home && namespaces.has(home.namespace) ? home : undefined;
    };
    for (const row of reboundOf(all, {
      bindings: derived.bindings,
      supersededBy,
      homeOf,
    })) {
      plan.rebound.push({ clusterId, table, row });
    }
    for (const { row, stored } of things) {
      const outcome = derived.bindings.get(stored.id) ?? { type: 'unbound' };
      const cell =
        stored.fact.type === 'workload'
          ? { namespace: stored.fact.namespace, entityRef: '' }
          : homeOf(stored.id);
      // A delivery that belongs to what it brings is nobody's problem.
      if (outcome.type === 'bound' || cell?.entityRef !== '') continue;
      if (!namespaces.has(cell.namespace)) continue;
      plan.unbound.push(
        toUnboundRow({
          table,
          id: stored.id,
          observer: row.observer,
          clusterId,
          namespace: cell.namespace,
          fact: stored.fact,
          bindable: bindableOf(stored, row.observer, { sourceUrlOf, namesOf }),
          outcome,
        }),
      );
    }
  }
  for (const namespace of namespaces) {
    plan.evidence.push({
      clusterId,
      namespace,
      keys: encodeEvidence(derived.evidence.get(namespace)),
    });
  }
}

function* write(
  { knex, fenceOf, now }: DeriveContext,
  plan: Plan,
): Steps<DerivedNamespaces> {
  const all = [...new Set(plan.places.map(({ clusterId }) => clusterId))];
  const held = yield* checkFences(knex, all, fenceOf);
  const lost = all.filter(id => !held.has(id));
  const ours = <T>(things: T[], clusterOf: (thing: T) => string): T[] =>
    lost.length > 0
      ? things.filter(thing => held.has(clusterOf(thing)))
      : things;
  const locked = yield* lockClusters(knex, [...held].sort());
  const rebound = ours(plan.rebound, ({ clusterId }) => clusterId);
  for (const table of ['workload', 'delivery'] as const) {
    yield* writeBindings(
      knex,
      table,
      rebound.filter(each => each.table === table).map(({ row }) => row),
    );
  }
  const changed = ours(plan.changed, ({ row }) => row.cluster_id as string);
  const gone = ours(plan.gone, row => row.cluster_id);
  yield* writeInstances(knex, {
    changed: changed.map(({ row }) => row),
    gone: gone.map(({ id }) => id),
    transitions: [
      ...(yield* foldPresence(
        knex,
        ours(plan.presence, ({ clusterId }) => clusterId),
        now,
      )),
      ...changed.flatMap(({ transitions }) => transitions),
    ],
  });
  yield* writeEvidence(
    knex,
    ours(plan.evidence, ({ clusterId }) => clusterId),
  );
  const unbound = yield* writeUnbound(
    knex,
    ours(plan.places, ({ clusterId }) => clusterId),
    ours(plan.unbound, row => row.cluster_id),
  );
  const regionOf = (clusterId: string): string =>
    plan.regions.get(clusterId) ?? locked.get(clusterId)?.region ?? UNASSIGNED;
  const { sums, entityRefs, moved } = yield* writeCells(
    knex,
    ours(plan.places, ({ clusterId }) => clusterId),
    ours(plan.instances, ({ clusterId }) => clusterId).map(
      ({ clusterId, instance, stamps }) =>
        toCellRow(clusterId, instance, regionOf(clusterId), stamps),
    ),
  );
  yield* addSums(knex, sums, plan.rebuilt);
  yield* markRolloutsIn(knex, entityRefs);
  // What policies found of a thing belongs to what the thing is bound to, as does what it costs.
  const bound = plan.rebound.map(({ clusterId }) => clusterId);
  const placed = [...moved, ...bound].filter(id => held.has(id));
  for (const table of CLUSTER_MARK_TABLES) {
    yield* markClustersIn(knex, table, placed);
  }
  // Nodes come first among what is worst, and are not read here.
  const worst = [...plan.worst].filter(
    id => held.has(id) && !plan.rebuilt.has(id),
  );
  const withoutNodes = worst.filter(id => !locked.get(id)?.nodes_not_ready);
  yield* writeWorst(
    knex,
    yield* worstThings(knex, new Map(withoutNodes.map(id => [id, []]))),
  );
  return {
    visible:
      unbound || sums.size + changed.length + gone.length + rebound.length > 0,
    lost,
    clustersToo: worst.filter(id => locked.get(id)?.nodes_not_ready),
  };
}

/** Whoever writes a cluster's rows takes its own first: so nobody waits in a circle. */
function* lockClusters(
  knex: Knex,
  clusterIds: string[],
): Steps<Map<string, Rows[number]>> {
  if (clusterIds.length === 0) return new Map();
  const wanted = tableOfIds(knex, 'wanted', clusterIds);
  const rows = yield {
    sql: `select id, region, nodes_not_ready from cluster
      where id in (select wanted_id from ${wanted.sql})
      order by id${isPostgres(knex) ? ' for no key update' : ''}`,
    bindings: wanted.bindings,
  };
  return new Map(rows.map(row => [row.id, row]));
}
