import type {
  DriftClass,
  FleetDriftAuditLog,
  FleetDriftEpisode,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { pluralOf, readReceived, readWrites } from '../../auditEvents';
import { defined, toTime, type ReadContext, type Row } from '../types';
import { fitWrites, type FittingWrite } from './fitWrites';
import { writesWanted } from './writesWanted';

/** Writes that are told. */
const TOLD = 20;
/** Writes that are looked at. */
const LOOKED_AT = 200;

/** Of other classes nobody is missed: machines did it, and are not in the log. */
const BY_SOMEBODY: readonly string[] = [
  'human',
  'missing',
  'extra',
  'unattributed',
];

/** Of which clusters the audit log is sent, and what adapters know of kinds. */
export type AuditLogBasis = {
  adapters: readonly FleetAdapter[];
  /** The ids of clusters. */
  connected: ReadonlySet<string>;
};

/**
 * Who it was by the audit log of the cluster on which something drifts.
 *
 * @returns nothing where no such log is sent, or nobody wrote it
 */
export async function readAuditLog(
  context: ReadContext,
  row: Row,
  episode: FleetDriftEpisode,
  basis: AuditLogBasis,
): Promise<FleetDriftAuditLog | undefined> {
  const log = await readLog(context, row, episode, basis);
  const tells = log?.because === undefined || BY_SOMEBODY.includes(row.class);
  return tells ? log : undefined;
}

async function readLog(
  { knex }: ReadContext,
  row: Row,
  episode: FleetDriftEpisode,
  { adapters, connected }: AuditLogBasis,
): Promise<FleetDriftAuditLog | undefined> {
  if (connected.size === 0 || isOfDelivery(row)) return undefined;
  const clusterIds = await idsOf({ knex }, row.cluster_id);
  if (!clusterIds.some(id => connected.has(id))) return undefined;
  const wanted = writesWanted(
    defined({
      class: row.class as DriftClass,
      isWhole: episode.isWhole ?? false,
      author: episode.author,
      notBefore: row.not_before === null ? undefined : Number(row.not_before),
      firstObservedAt: Number(row.first_observed_at),
    }),
  );
  if (wanted === undefined) return undefined;
  const logs = await readReceived(knex, clusterIds);
  if (logs.length === 0) return { writes: [], because: 'not-received' };
  const lost = logs.flatMap(({ lastLostAt = [] }) => lastLostAt);
  const keptSince = Math.min(...logs.map(log => log.keptSince));
  const log = defined({
    lastReceivedAt: toTime(Math.max(...logs.map(each => each.lastReceivedAt))),
    keptSince: toTime(keptSince),
    lastLostAt: lost.length > 0 ? toTime(Math.max(...lost)) : undefined,
  });
  const resource = pluralOf(adapters, {
    group: row.api_group,
    kind: row.kind,
  });
  if (resource === undefined) {
    return { ...log, writes: [], because: 'unknown-kind' };
  }
  if (wanted === 'unknown-time') {
    return { ...log, writes: [], because: 'unknown-time' };
  }
  const writes = await readWrites({
    knex,
    clusterIds,
    group: row.api_group,
    resource,
    namespace: row.namespace,
    name: row.name,
    from: wanted.from,
    to: wanted.to,
    limit: LOOKED_AT,
  });
  const fitting = fitWrites(wanted, writes);
  if (fitting.length === 0) {
    const isBefore = wanted.from < keptSince;
    return {
      ...log,
      writes: [],
      because: isBefore ? 'before-kept' : 'none-fits',
    };
  }
  const hasMore = fitting.length > TOLD || writes.length === LOOKED_AT;
  return {
    ...log,
    writes: fitting.slice(0, TOLD).map(toWrite),
    ...(hasMore ? { hasMore } : {}),
  };
}

/** What differs of the delivery itself stands on its hub, and is written by nobody. */
function isOfDelivery(row: Row): boolean {
  return (
    row.kind === row.delivery_kind &&
    row.name === row.delivery_name &&
    row.namespace === row.delivery_namespace
  );
}

/** A cluster, and those that it was made of: what these told stays where it is. */
async function idsOf(
  { knex }: Pick<ReadContext, 'knex'>,
  clusterId: string,
): Promise<string[]> {
  const alias: Row | undefined = await knex('cluster_alias')
    .where({ id: clusterId })
    .first('cluster_id');
  const id: string = alias?.cluster_id ?? clusterId;
  const others: string[] = await knex('cluster_alias')
    .where({ cluster_id: id })
    .pluck('id');
  return [id, ...others];
}

function toWrite({
  write,
  fit,
}: FittingWrite): FleetDriftAuditLog['writes'][number] {
  return defined({
    user: write.username,
    actingAs: write.actingAs,
    userAgent: write.userAgent || undefined,
    verb: write.verb,
    subresource: write.subresource || undefined,
    at: toTime(write.completedAt) as string,
    fit,
  });
}
