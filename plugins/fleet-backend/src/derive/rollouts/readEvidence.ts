import {
  DIAGNOSIS_PART,
  type DeliveryFact,
  type DiagnosisFact,
  type FreezeFact,
  type Health,
  type PlacementFact,
  type Sync,
  type WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import {
  currencyOf,
  readCoverageIndex,
  type CoverageIndex,
} from '../../coverage/coverageIndex';
import { factId } from '../../store/factId';
import { breather } from '../breather';
import type { InstanceData } from '../instanceRow';
import {
  type Rows,
  runStatement,
  tableOfIds,
  tableOfRows,
} from '../statements';
import {
  toMemberEvidence,
  type EvidenceLookup,
  type Known,
  type StoredFact,
} from './memberEvidence';
import {
  ofDecisions,
  ofSteps,
  placementKey,
  type StoredPlacement,
} from './placementSteps';
import type { MemberEvidence, Time } from './types';

type Row = Rows[number];

const PROJECT = 'AppProject';
const DECISION = 'PlacementDecision';

/** Ids that one statement asks for. */
const AT_ONCE = 1_000;

/** An instance with what it is made of, each as it is stored. */
export type InstanceParts = {
  instanceId: string;
  entityRef: string;
  clusterId: string;
  data: InstanceData;
  health: Health;
  sync: Sync;
  /** Since when it is as it is. */
  since: Time;
  /** When it last came to say something else, be it that it is current again. */
  saidSince: Time;
  isStale: boolean;
  workloads: readonly (StoredFact<WorkloadFact> & {
    adapter: string;
    sourceUid: string;
  })[];
  deliveries: readonly StoredFact<DeliveryFact>[];
  evidence: MemberEvidence;
};

type Asked = {
  knex: Knex;
  entityRef: string;
  now: Time;
  /** Of one cluster alone; of all where absent. */
  clusterId?: string;
};

/** All that is known of the instances of one component, each read once. */
export async function readEvidence(options: Asked): Promise<MemberEvidence[]> {
  const parts = await readInstanceParts(options);
  return parts.map(({ evidence }) => evidence);
}

/** The same of some components, by component. */
export async function readEvidenceOf(options: {
  knex: Knex;
  entityRefs: readonly string[];
  now: Time;
}): Promise<Map<string, MemberEvidence[]>> {
  const found = new Map<string, MemberEvidence[]>();
  for (const { entityRef, evidence } of await readParts(options)) {
    const known = found.get(entityRef);
    if (known) known.push(evidence);
    else found.set(entityRef, [evidence]);
  }
  return found;
}

/** What is known of the instances of one component, with the facts that it is made of. */
export async function readInstanceParts({
  entityRef,
  ...options
}: Asked): Promise<InstanceParts[]> {
  return readParts({ ...options, entityRefs: [entityRef] });
}

async function readParts(
  options: Omit<Asked, 'entityRef'> & { entityRefs: readonly string[] },
): Promise<InstanceParts[]> {
  const { knex, entityRefs, now, clusterId } = options;
  const breathe = breather();
  const instances: Row[] = await knex('instance')
    .join('cluster', 'cluster.id', 'instance.cluster_id')
    .whereIn('instance.entity_ref', entityRefs)
    .whereNull('cluster.left_at')
    .modify(query => {
      if (clusterId) void query.where('instance.cluster_id', clusterId);
    })
    .orderBy('instance.id')
    .select(
      'instance.id',
      'instance.entity_ref',
      'instance.data',
      'instance.health',
      'instance.sync',
      'instance.stale',
      'instance.since',
      'instance.recorded_since',
      'cluster.id as cluster_id',
      'cluster.name as cluster_name',
      'cluster.region',
      'cluster.tier',
      'cluster.provider',
    );
  const said = instances.map(row => ({
    row,
    data: JSON.parse(row.data) as InstanceData,
  }));
  const workloads = await readRows(
    knex,
    'workload',
    said.flatMap(({ data }) => data.workloadIds),
  );
  const deliveries = await readRows(
    knex,
    'delivery',
    said.flatMap(({ data }) => data.deliveryIds),
  );
  const facts = new Map<string, DeliveryFact>();
  for (const row of deliveries.values()) {
    facts.set(row.id, JSON.parse(row.data));
    await breathe();
  }
  const placing = await readPlacing(knex, [...deliveries.values()], facts);
  const coverage = await readCoverageIndex({ knex, now }, [
    ...workloads.values(),
    ...deliveries.values(),
    ...placing,
  ]);
  const diagnoses = await readDiagnosisFacts(knex, [...workloads.values()]);
  const lookup = lookupIn({ placing, coverage, diagnoses });
  const members: InstanceParts[] = [];
  for (const { row, data } of said) {
    const own = {
      workloads: data.workloadIds.flatMap(id => {
        const found = workloads.get(id);
        return found ? [toWorkload(found, coverage)] : [];
      }),
      deliveries: data.deliveryIds.flatMap(id => {
        const found = deliveries.get(id);
        const fact = facts.get(id);
        return found && fact ? [toDelivery(found, fact, coverage)] : [];
      }),
    };
    members.push({
      instanceId: row.id,
      entityRef: row.entity_ref,
      clusterId: row.cluster_id,
      data,
      health: row.health,
      sync: row.sync,
      since: Number(row.since),
      saidSince: Number(row.recorded_since ?? row.since),
      isStale: Boolean(row.stale),
      ...own,
      evidence: toMemberEvidence({
        instanceId: row.id,
        data,
        cluster: {
          id: row.cluster_id,
          name: row.cluster_name,
          region: row.region,
          tier: row.tier,
          provider: row.provider,
        },
        ...own,
        lookup,
        now,
      }),
    });
    await breathe();
  }
  return members;
}

async function readRows(
  knex: Knex,
  table: 'workload' | 'delivery' | 'fact',
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, Row>();
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const { sql, bindings } = tableOfIds(
      knex,
      'wanted',
      wanted.slice(start, start + AT_ONCE),
    );
    const rows = await runStatement(knex, {
      sql: `select * from ${table} where id in (select wanted_id from ${sql})`,
      bindings,
    });
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}

/** What made deliveries, and what windows hold for them: by the names that they give. */
async function readPlacing(
  knex: Knex,
  deliveries: readonly Row[],
  facts: ReadonlyMap<string, DeliveryFact>,
): Promise<Row[]> {
  const wanted = new Map<string, { by: string; of: string; called: string }>();
  const want = (by: string, of: string, called: string) =>
    wanted.set(`${by}/${of}/${called}`, { by, of, called });
  for (const row of deliveries) {
    const fact = facts.get(row.id);
    if (fact?.parent) want(row.observer, fact.parent.kind, fact.parent.name);
    if (fact?.project) want(row.observer, PROJECT, fact.project);
  }
  const found = await readNamed(knex, [...wanted.values()]);
  // A set of works goes by what its placement decided.
  const next = new Map<string, { by: string; of: string; called: string }>();
  const observers = new Set<string>();
  for (const row of found) {
    if (row.type !== 'placement') continue;
    const { parent }: PlacementFact = JSON.parse(row.data);
    if (!parent) continue;
    next.set(`${row.observer}/${parent.kind}/${parent.name}`, {
      by: row.observer,
      of: parent.kind,
      called: parent.name,
    });
    observers.add(row.observer);
  }
  if (next.size === 0) return found;
  const decisions: Row[] = await knex('fact')
    .where({ type: 'placement', kind: DECISION })
    .whereIn('observer', [...observers])
    .select('*');
  return [
    ...found,
    ...(await readNamed(knex, [...next.values()])),
    ...decisions,
  ];
}

async function readNamed(
  knex: Knex,
  wanted: readonly { by: string; of: string; called: string }[],
): Promise<Row[]> {
  if (wanted.length === 0) return [];
  const { sql, bindings } = tableOfRows(
    knex,
    'wanted',
    { by_observer: 'text', of_kind: 'text', called: 'text' },
    wanted.map(({ by, of, called }) => ({
      by_observer: by,
      of_kind: of,
      called,
    })),
  );
  return runStatement(knex, {
    sql: `select fact.* from ${sql} join fact
      on observer = by_observer and kind = of_kind and name = called
      where type in ('placement', 'freeze')`,
    bindings,
  });
}

async function readDiagnosisFacts(
  knex: Knex,
  workloads: readonly Row[],
): Promise<Map<string, DiagnosisFact>> {
  const ids = new Map(
    workloads
      .filter(({ health }) => health !== 'healthy' && health !== 'suspended')
      .map(row => [
        factId({
          observer: row.observer,
          adapter: row.adapter,
          sourceUid: row.source_uid,
          part: DIAGNOSIS_PART,
        }),
        row.id as string,
      ]),
  );
  const rows = await readRows(knex, 'fact', [...ids.keys()]);
  return new Map(
    [...rows.values()].map(row => [
      ids.get(row.id) as string,
      JSON.parse(row.data) as DiagnosisFact,
    ]),
  );
}

function toKnown(
  row: Row,
  coverage: CoverageIndex,
  lost?: { reason: string; since?: string },
): Known {
  const { current, reason, confirmedAt } = currencyOf(
    row,
    coverage,
    lost ?? coverage.unseen(row),
  );
  return {
    isCurrent: current,
    ...(reason ? { staleReason: reason } : {}),
    ...(confirmedAt ? { confirmedAt: Date.parse(confirmedAt) } : {}),
  };
}

function toWorkload(
  row: Row,
  coverage: CoverageIndex,
): StoredFact<WorkloadFact> & {
  adapter: string;
  sourceUid: string;
  settledVersion?: string;
} {
  return {
    id: row.id,
    observer: row.observer,
    adapter: row.adapter,
    sourceUid: row.source_uid,
    fact: JSON.parse(row.data),
    ...(row.settled_version ? { settledVersion: row.settled_version } : {}),
    ...toKnown(row, coverage),
  };
}

function toDelivery(
  row: Row,
  fact: DeliveryFact,
  coverage: CoverageIndex,
): StoredFact<DeliveryFact> {
  const { heartbeat } = fact;
  const lost =
    heartbeat.state === 'lost'
      ? {
          reason: heartbeat.reason ?? 'it has lost sight of it',
          ...(heartbeat.since ? { since: heartbeat.since } : {}),
        }
      : undefined;
  return {
    id: row.id,
    observer: row.observer,
    fact,
    ...toKnown(row, coverage, lost),
  };
}

function lookupIn(options: {
  placing: readonly Row[];
  coverage: CoverageIndex;
  diagnoses: ReadonlyMap<string, DiagnosisFact>;
}): EvidenceLookup {
  const { coverage, diagnoses } = options;
  const freezes = new Map<string, FreezeFact[]>();
  const placements = new Map<string, { row: Row; fact: PlacementFact }>();
  const decisions: StoredPlacement[] = [];
  for (const row of options.placing) {
    if (row.type === 'freeze') {
      const fact: FreezeFact = JSON.parse(row.data);
      const key = `${row.observer}/${fact.project}`;
      freezes.set(key, [...(freezes.get(key) ?? []), fact]);
      continue;
    }
    const fact: PlacementFact = JSON.parse(row.data);
    if (row.kind === DECISION) {
      decisions.push({ observer: row.observer, fact });
    } else {
      placements.set(
        placementKey(row.observer, fact.kind, fact.namespace, fact.name),
        { row, fact },
      );
    }
  }
  return {
    diagnosisOf: id => diagnoses.get(id),
    windowsOf: ({ observer, fact }) =>
      freezes.get(`${observer}/${fact.project}`) ?? [],
    placementOf: delivery => {
      const { parent, namespace } = delivery.fact;
      if (!parent) return undefined;
      const found = placements.get(
        placementKey(
          delivery.observer,
          parent.kind,
          parent.namespace ?? namespace,
          parent.name,
        ),
      );
      if (!found) return undefined;
      const isCurrent = currencyOf(found.row, coverage).current;
      const base = { observer: delivery.observer, fact: found.fact, isCurrent };
      return found.fact.parent
        ? ofDecisions(base, delivery.fact, { placements, decisions })
        : ofSteps(base, delivery.fact);
    },
  };
}
