import type {
  AttentionItem,
  DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { InstanceData } from '../derive/instanceRow';
import type { EntityIndex } from '../mapping/EntityIndex';
import { presentClusters } from './presentClusters';
import { readClusterNames } from './readClusterNames';
import { readNewestMinor } from './readNewestMinor';
import { defined, toTime, type ReadContext, type Row } from './types';

/** Clusters so many minor versions behind the newest are told: upstream supports three. */
const MINORS_BEHIND = 2;
/** Rows that are looked at per kind of trouble; more are counted, not read. */
const LOOKED_AT = 500;

/** A newer revision that is not applied for so long is told. */
const RELEASE_GRACE_MS = 5 * 60_000;

const SEVERITY = ['critical', 'warning', 'notice'] as const;

/** What needs somebody, worst first, and within that the longest. */
export async function readAttention(
  context: ReadContext,
  entities: EntityIndex,
): Promise<AttentionItem[]> {
  const bad = await badInstances(context, entities);
  const told = new Set(
    bad.flatMap(({ entityRef }) => (entityRef ? [entityRef] : [])),
  );
  const unanswering = await unansweringClusters(context);
  // That a hub has lost one of these as well is no second thing.
  const silent = new Set(
    unanswering.flatMap(({ clusters }) => clusters.map(({ id }) => id)),
  );
  const items = [
    ...unanswering,
    ...bad,
    ...(await failingDeliveries(context, entities, told)),
    ...(await driftingInstances(context, entities)),
    ...(await lostHeartbeats(context)).filter(
      ({ clusters: [subject] }) => !silent.has(subject.id),
    ),
    ...(await troubledClusters(context)),
    ...(await possibleDuplicates(context)),
  ];
  return items.sort(
    (a, b) =>
      SEVERITY.indexOf(a.severity) - SEVERITY.indexOf(b.severity) ||
      compare(a.since ?? '9', b.since ?? '9') ||
      compare(a.id, b.id),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const UNANSWERING = {
  unreachable: { kind: 'cluster-unreachable', severity: 'critical' },
  unauthorized: { kind: 'cluster-unauthorized', severity: 'critical' },
  invalid: { kind: 'cluster-invalid', severity: 'critical' },
  quarantined: { kind: 'cluster-invalid', severity: 'critical' },
  forbidden: { kind: 'cluster-forbidden', severity: 'warning' },
} as const;

async function unansweringClusters({
  knex,
}: ReadContext): Promise<AttentionItem[]> {
  const rows: Row[] = await knex('cluster')
    .whereNull('left_at')
    .whereIn('reachability', Object.keys(UNANSWERING))
    .orderBy('reachability_since')
    .limit(LOOKED_AT);
  return rows.map(row => {
    const state = row.reachability as keyof typeof UNANSWERING;
    const instances = Number(row.instance_total);
    const lastSeen = toTime(row.last_seen_at);
    return defined({
      id: `cluster/${row.id}`,
      ...UNANSWERING[state],
      title: row.name,
      state,
      detail: [
        row.reachability_reason,
        instances > 0 ? `${instances} instances as last known` : undefined,
        lastSeen ? undefined : 'has never answered',
      ]
        .filter(Boolean)
        .join(' · '),
      since: toTime(row.reachability_since),
      count: 1,
      clusters: [{ id: row.id, name: row.name }],
      link: { type: 'cluster' as const, clusterId: row.id, tab: 'systems' },
    });
  });
}

async function badInstances(
  context: ReadContext,
  entities: EntityIndex,
): Promise<AttentionItem[]> {
  const rows: Row[] = await context
    .knex('instance')
    .whereIn('cluster_id', presentClusters(context.knex))
    .where({ stale: false })
    .whereIn('health', ['degraded', 'missing'])
    .orderBy('since')
    .limit(LOOKED_AT);
  return grouped(context, entities, rows, {
    kind: 'instance-degraded',
    severity: 'critical',
    state: 'degraded',
    detail: data => data.message,
  });
}

async function driftingInstances(
  context: ReadContext,
  entities: EntityIndex,
): Promise<AttentionItem[]> {
  const rows: Row[] = await context
    .knex('instance')
    .whereIn('cluster_id', presentClusters(context.knex))
    .where({ stale: false, sync: 'out-of-sync' })
    .whereNotIn('health', ['degraded', 'missing', 'progressing'])
    .orderBy('since')
    .limit(LOOKED_AT);
  // A release that has just come differs until it is applied, and needs nobody.
  // One that stays away does; so does whatever differed before we looked.
  const drifted = rows.filter(row => {
    const data: InstanceData = JSON.parse(row.data);
    const fresh =
      !data.sinceIsLowerBound &&
      context.now - Number(row.since) < RELEASE_GRACE_MS;
    return !(data.behind && fresh);
  });
  return grouped(context, entities, drifted, {
    kind: 'drift',
    severity: 'warning',
    state: 'out of sync',
    detail: data =>
      data.syncMessage ?? (data.drift ? differ(data.drift) : undefined),
  });
}

function differ(resources: number): string {
  return resources === 1
    ? '1 resource differs from Git'
    : `${resources} resources differ from Git`;
}

/** Deliveries that fail while what they brought before goes on running. */
async function failingDeliveries(
  context: ReadContext,
  entities: EntityIndex,
  told: ReadonlySet<string>,
): Promise<AttentionItem[]> {
  const rows: Row[] = await context
    .knex('delivery')
    .whereIn('observer', presentClusters(context.knex))
    .where({ stale: false, health: 'degraded' })
    .orderBy('name')
    .limit(LOOKED_AT);
  const instances = await instancesOf(context, rows);
  const names = await readClusterNames(
    context,
    rows.map(row => row.subject ?? row.observer),
  );
  return rows.flatMap(row => {
    const fact: DeliveryFact = JSON.parse(row.data);
    const entityRef = instances.get(row.id) || row.entity_ref || undefined;
    if (entityRef && told.has(entityRef)) return [];
    const clusterId = row.subject ?? row.observer;
    const cluster = { id: clusterId, name: names.get(clusterId) ?? clusterId };
    const entity = entityRef ? entities.byRef.get(entityRef) : undefined;
    return [
      defined({
        id: `delivery/${row.id}`,
        kind: 'delivery-degraded' as const,
        severity: 'critical' as const,
        title: entity?.title ?? entityRef?.split('/').pop() ?? fact.name,
        state: `${fact.kind} fails on ${cluster.name}`,
        detail: fact.message ?? fact.syncMessage,
        since: fact.changedAt,
        count: 1,
        clusters: [cluster],
        entityRef,
        owner: entity?.owner,
        link: entityRef
          ? { type: 'component' as const, entityRef }
          : { type: 'cluster' as const, clusterId, tab: 'deliveries' },
      }),
    ];
  });
}

/** The entities of the instances that deliveries are part of, by delivery. */
async function instancesOf(
  { knex }: ReadContext,
  deliveries: Row[],
): Promise<Map<string, string>> {
  const entities = new Map<string, string>();
  const clusterIds = [
    ...new Set(deliveries.map(row => row.subject).filter(Boolean)),
  ];
  const rows: Row[] = await knex('instance')
    .whereIn('cluster_id', clusterIds)
    .whereNot({ entity_ref: '' })
    .select('entity_ref', 'data');
  const wanted = new Set(deliveries.map(row => row.id));
  for (const row of rows) {
    for (const id of (JSON.parse(row.data) as InstanceData).deliveryIds) {
      if (wanted.has(id)) entities.set(id, row.entity_ref);
    }
  }
  return entities;
}

/** One item per component, or per cluster for what belongs to none. */
async function grouped(
  context: ReadContext,
  entities: EntityIndex,
  rows: Row[],
  what: {
    kind: AttentionItem['kind'];
    severity: AttentionItem['severity'];
    state: string;
    detail: (data: InstanceData) => string | undefined;
  },
): Promise<AttentionItem[]> {
  const names = await readClusterNames(
    context,
    rows.map(row => row.cluster_id),
  );
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row.entity_ref || `${row.cluster_id}/${row.namespace}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([key, members]) => {
    const [first] = members;
    const data: InstanceData = JSON.parse(first.data);
    const clusters = [
      ...new Map(
        members.map(member => [
          member.cluster_id,
          {
            id: member.cluster_id,
            name: names.get(member.cluster_id) ?? member.cluster_id,
          },
        ]),
      ).values(),
    ];
    const entity = entities.byRef.get(first.entity_ref);
    const place =
      clusters.length === 1
        ? `on ${clusters[0].name}`
        : `on ${clusters.length} clusters`;
    return defined({
      id: `${what.kind}/${key}`,
      kind: what.kind,
      severity: what.severity,
      title:
        entity?.title ??
        (first.entity_ref.split('/').pop() || `namespace ${first.namespace}`),
      state: `${what.state} ${place}`,
      detail: what.detail(data),
      since: toTime(first.since),
      count: members.length,
      clusters: clusters.slice(0, 50),
      entityRef: first.entity_ref || undefined,
      owner: entity?.owner,
      link: first.entity_ref
        ? { type: 'component' as const, entityRef: first.entity_ref }
        : {
            type: 'cluster' as const,
            clusterId: first.cluster_id,
            tab: 'workloads',
          },
    });
  });
}

async function lostHeartbeats(context: ReadContext): Promise<AttentionItem[]> {
  const rows: Row[] = await context
    .knex('delivery')
    .whereIn('observer', presentClusters(context.knex))
    .where({ heartbeat_lost: true })
    .limit(LOOKED_AT)
    .select('observer', 'subject', 'subject_reference', 'data');
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.observer}/${row.subject ?? row.subject_reference}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const names = await readClusterNames(
    context,
    rows.flatMap(row => [row.observer, row.subject].filter(Boolean)),
  );
  return [...groups].map(([key, members]) => {
    const [first] = members;
    const beats = members.map(
      ({ data }) => (JSON.parse(data) as DeliveryFact).heartbeat,
    );
    const lost = beats.find(beat => beat.state === 'lost');
    const since = beats
      .flatMap(beat =>
        beat.state === 'lost' && beat.since ? [beat.since] : [],
      )
      .sort()[0];
    const subject = first.subject ?? first.observer;
    return defined({
      id: `heartbeat/${key}`,
      kind: 'heartbeat-lost' as const,
      severity: 'warning' as const,
      title: names.get(subject) ?? subject,
      state: `not compared by ${names.get(first.observer) ?? first.observer}`,
      detail: `${
        members.length === 1
          ? '1 delivery says'
          : `${members.length} deliveries say`
      } what was last known${lost?.state === 'lost' ? `: ${lost.reason}` : ''}`,
      since,
      count: members.length,
      clusters: [{ id: subject, name: names.get(subject) ?? subject }],
      link: {
        type: 'cluster' as const,
        clusterId: subject,
        tab: 'deliveries',
      },
    });
  });
}

async function troubledClusters(
  context: ReadContext,
): Promise<AttentionItem[]> {
  const { knex } = context;
  const items: AttentionItem[] = [];
  const notReady: Row[] = await knex('cluster')
    .whereNull('left_at')
    .where('stale', false)
    .where('nodes_not_ready', '>', 0)
    .limit(LOOKED_AT);
  for (const row of notReady) {
    const worst: string[] = row.worst ? JSON.parse(row.worst) : [];
    items.push(
      defined({
        id: `nodes/${row.id}`,
        kind: 'node-not-ready' as const,
        severity: 'warning' as const,
        title: row.name,
        state: `${row.nodes_not_ready} of ${row.nodes_total} nodes not ready`,
        detail: worst.find(line => line.startsWith('node ')),
        count: Number(row.nodes_not_ready),
        clusters: [{ id: row.id, name: row.name }],
        link: { type: 'cluster' as const, clusterId: row.id, tab: 'nodes' },
      }),
    );
  }
  const newest = await readNewestMinor(context);
  if (newest !== undefined) {
    const behind: Row[] = await knex('cluster')
      .whereNull('left_at')
      .where('kubernetes_minor_number', '<=', newest - MINORS_BEHIND)
      .orderBy('kubernetes_minor_number')
      .limit(LOOKED_AT);
    const versions = new Map<string, Row[]>();
    for (const row of behind) {
      versions.set(row.kubernetes_minor, [
        ...(versions.get(row.kubernetes_minor) ?? []),
        row,
      ]);
    }
    for (const [minor, rows] of versions) {
      const back = newest - rows[0].kubernetes_minor_number;
      items.push({
        id: `version/${minor}`,
        kind: 'version-behind',
        severity: 'notice',
        title: rows.length === 1 ? rows[0].name : `${rows.length} clusters`,
        state: `on Kubernetes ${minor}`,
        detail: `${back} minor versions behind the newest in the fleet`,
        count: rows.length,
        clusters: rows.map(({ id, name }) => ({ id, name })),
        link: { type: 'clusters', filter: { version: [minor] } },
      });
    }
  }
  return items;
}

async function possibleDuplicates({
  knex,
}: ReadContext): Promise<AttentionItem[]> {
  const groups: { uid: string }[] = await knex('cluster')
    .whereNull('left_at')
    .whereNotNull('uid')
    .groupBy('uid')
    .havingRaw('count(*) > 1')
    .limit(50)
    .select('uid');
  const items: AttentionItem[] = [];
  for (const { uid } of groups) {
    const rows: Row[] = await knex('cluster')
      .whereNull('left_at')
      .where({ uid })
      .orderBy('name')
      .select('id', 'name');
    items.push({
      id: `duplicate/${uid}`,
      kind: 'possible-duplicate',
      severity: 'notice',
      title: rows.map(({ name }) => name).join(', '),
      state: 'possibly one cluster',
      detail:
        'kube-system has the same UID, but the API servers differ; things may be counted twice',
      count: rows.length,
      clusters: rows.map(({ id, name }) => ({ id, name })),
      link: { type: 'cluster', clusterId: rows[0].id, tab: 'identity' },
    });
  }
  return items;
}
