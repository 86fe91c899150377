import {
  isCoverageCurrent,
  type ClusterDetail,
  type NodeFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  findWatch,
  type AdapterFollowUp,
  type AdapterPoll,
  type AdapterWatch,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { grantOf } from '../coverage/grantOf';
import { staleReason } from '../coverage/staleReason';
import { toClusterSummary } from './clusterSummary';
import { findCluster } from './findCluster';
import { readHubWords } from './statements';
import { defined, toTime, type FleetReadContext, type Row } from './types';

/** Nodes that are listed. */
const NODES = 1000;

/** One cluster with all that is known of itself. */
export async function getCluster(
  context: FleetReadContext,
  adapters: FleetAdapter[],
  clusterId: string,
): Promise<ClusterDetail> {
  const { knex, now } = context;
  const row = await findCluster(context, clusterId);
  const records: Row[] = await knex('cluster_record')
    .where({ cluster_id: row.id })
    .orderBy('id');
  const coverage: Row[] = await knex('coverage')
    .where({ cluster_id: row.id })
    .orderBy(['adapter', 'api_group', 'kind']);
  const nodes: Row[] = await knex('node')
    .where({ observer: row.id })
    .orderBy('name')
    .limit(NODES)
    .select('data');
  const twins: Row[] = row.uid
    ? await knex('cluster')
        .where({ uid: row.uid })
        .whereNull('left_at')
        .whereNot({ id: row.id })
        .select('id', 'name', 'uid')
    : [];
  const aliases: Row[] = await knex('cluster_alias')
    .leftJoin('cluster', 'cluster.id', 'cluster_alias.id')
    .where('cluster_alias.cluster_id', row.id)
    .orderBy(['cluster_alias.created_at', 'cluster_alias.id'])
    .select('cluster_alias.*', 'cluster.name');
  const { limited, byId } = context.fleet;
  const isVisible = (id: string) => limited.length === 0 || byId.has(id);
  const counted = limited.length > 0 ? byId.get(row.id) : undefined;
  return {
    asOf: new Date(now).toISOString(),
    // What it counts is what the reader may see.
    cluster: toClusterSummary(counted ?? row, context.fleet),
    identities: records.map(record =>
      defined({
        source: record.source_id,
        sourceTitle: record.source_title,
        name: record.name,
        server: record.server ?? undefined,
        uid: row.uid ?? undefined,
        tlsVerified: Boolean(record.tls_verified),
        present: Boolean(record.present),
        firstSeenAt: toTime(record.first_seen_at),
      }),
    ),
    aliases: aliases.map(alias =>
      defined({
        id: alias.id,
        name: alias.name ?? undefined,
        reason: alias.reason,
        since: toTime(alias.created_at) as string,
      }),
    ),
    possibleDuplicates: twins
      .filter(({ id }) => isVisible(id))
      .map(twin => ({
        cluster: { id: twin.id, name: twin.name },
        uid: twin.uid,
      })),
    coverage: coverage.map(entry => {
      const shown = toCoverage(entry, adapters, now);
      if (!limited.includes('instances')) return shown;
      // How many there are, and what they are called, is not for all.
      const { objects: _, ...others } = shown;
      return { ...others, skipped: [] };
    }),
    nodes: nodes.map(({ data }) => toNode(JSON.parse(data))),
    nodesTotal: Math.max(Number(row.nodes_total), nodes.length),
    ...(await readHubWords(context, row.id)),
    ...(limited.length > 0 ? { limited: [...limited] } : {}),
  };
}

function toCoverage(
  entry: Row,
  adapters: FleetAdapter[],
  now: number,
): ClusterDetail['coverage'][number] {
  const adapter = adapters.find(({ id }) => id === entry.adapter);
  const isMeant = ({ group, kind }: { group: string; kind: string }) =>
    group === entry.api_group && kind === entry.kind;
  const watch = findWatch(adapter, {
    group: entry.api_group,
    kind: entry.kind,
  });
  const poll = adapter?.polls?.find(isMeant);
  const followUp = [adapter?.followUp, adapter?.running].find(
    each => each?.kind === entry.kind && entry.api_group === '',
  );
  const confirmedAt =
    entry.confirmed_at === null ? undefined : Number(entry.confirmed_at);
  const current = followUp
    ? // It is asked for only when there is reason to: it says how that went the last time.
      entry.state === 'current'
    : isCoverageCurrent({
        state: entry.state,
        confirmedAgeMs:
          confirmedAt === undefined
            ? undefined
            : Math.max(0, now - confirmedAt),
        freshnessLimitMs: entry.freshness_ms ?? undefined,
      });
  return defined({
    adapter: entry.adapter,
    adapterTitle: adapter?.title ?? entry.adapter,
    group: entry.api_group,
    kind: entry.kind,
    version: entry.api_version ?? undefined,
    scope: entry.scope,
    state: entry.state,
    since: toTime(entry.since) as string,
    currency: defined({
      current,
      confirmedAt: toTime(entry.confirmed_at),
      reason: current
        ? undefined
        : staleReason({
            state: entry.state,
            reason: entry.reason,
            freshnessMs: entry.freshness_ms,
          }),
    }),
    reason: entry.reason ?? undefined,
    grant:
      entry.state === 'forbidden'
        ? grantOfKind(watch, followUp, poll)
        : undefined,
    objects: entry.objects,
    skipped: entry.skipped ? JSON.parse(entry.skipped) : [],
  });
}

function grantOfKind(
  watch: AdapterWatch | undefined,
  followUp: AdapterFollowUp | undefined,
  poll: AdapterPoll | undefined,
): string | undefined {
  if (followUp) return grantOf(followUp);
  if (poll) {
    return `get on services/proxy, as the role '${poll.extension.role}'`;
  }
  return (
    watch &&
    `get, list and watch on ${watch.plural}${
      watch.group ? `.${watch.group}` : ''
    }`
  );
}

function toNode(node: NodeFact): ClusterDetail['nodes'][number] {
  return defined({
    name: node.name,
    health: node.health,
    message: node.message,
    unschedulable: node.unschedulable,
    kubeletVersion: node.kubeletVersion,
    region: node.region,
    zone: node.zone,
    instanceType: node.instanceType,
    cpuMillicores: node.capacity.cpuMillicores,
    memoryBytes: node.capacity.memoryBytes,
  });
}
