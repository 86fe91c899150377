import type { FleetHealth } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { readReceived } from '../auditEvents';
import { countMarks } from '../derive/countMarks';
import { databaseTime, rowsOf } from '../leases/databaseTime';
import { readTellingFailure } from '../notifications';
import type { FleetVitals } from '../observability';
import { readClusterNames } from './readClusterNames';
import { defined, toTime, type ReadContext, type Row } from './types';

/** Writes or derivations that fail for longer are no hiccup. */
const FAILING_MS = 60_000;
/** Replicas that are listed. */
const REPLICAS = 100;

/**
 * How this replica is, and what the database knows of the others.
 *
 * @param auditLogs - the ids of clusters whose API server may send its audit log
 */
export async function getHealth(
  { knex, now }: ReadContext,
  vitals: FleetVitals,
  auditLogs: ReadonlySet<string> = new Set(),
): Promise<FleetHealth> {
  const said = vitals.vitals();
  const gauges = vitals.gauges();
  const ago = (ms: number | undefined) =>
    ms === undefined ? undefined : toTime(Math.round(now - ms));
  const failures: string[] = [];
  const { shared, isAlive } = await readDatabase(
    knex,
    gauges.replica,
    auditLogs,
  ).catch(() => {
    failures.push('the database does not answer');
    return { shared: undefined, isAlive: true };
  });
  // What failed and does not wait any more is not to be written.
  if (isFailing(said.writesFailingMs) && gauges.writesWaiting !== 0) {
    failures.push(`no write has succeeded since ${ago(said.writesFailingMs)}`);
  }
  if (isFailing(said.derivingFailingMs) && shared?.marksWaiting !== 0) {
    failures.push(
      `no derivation has succeeded since ${ago(said.derivingFailingMs)}`,
    );
  }
  if (gauges.threads?.some(({ state }) => state === 'stopped')) {
    failures.push('a collecting thread has stopped');
  }
  if (!isAlive) {
    failures.push(
      'this replica has not told the database in time that it lives, and others take over its clusters',
    );
  }
  const untold = await readTellingFailure(knex).catch(() => undefined);
  if (untold && isFailing(now - untold.since)) {
    failures.push(
      `owners cannot be told what concerns them since ${toTime(
        untold.since,
      )}: ${untold.failure}`,
    );
  }
  const notYet = [
    ...(said.lastWriteMs === undefined ? ['written'] : []),
    ...(said.lastDeriveMs === undefined ? ['derived'] : []),
  ].map(what => `nothing was ${what} yet since this replica started`);
  return {
    asOf: new Date(now).toISOString(),
    status: statusOf(failures, notYet),
    reasons: [...failures, ...notYet],
    replica: defined({
      id: gauges.replica,
      startedAt: ago(said.startedMs) as string,
      leases: gauges.leases,
      writesWaiting: gauges.writesWaiting,
      lastWriteAt: ago(said.lastWriteMs),
      writesFailingSince: ago(said.writesFailingMs),
      lastDeriveAt: ago(said.lastDeriveMs),
      derivingFailingSince: ago(said.derivingFailingMs),
      fencedWrites: said.fencedWrites,
      threads: gauges.threads,
    }),
    ...(shared ? { shared } : {}),
  };
}

function isFailing(forMs: number | undefined): boolean {
  return forMs !== undefined && forMs > FAILING_MS;
}

/** What was never tried is not known to work. */
function statusOf(failures: string[], notYet: string[]): FleetHealth['status'] {
  if (failures.length > 0) return 'failing';
  return notYet.length > 0 ? 'unknown' : 'ok';
}

type Shared = NonNullable<FleetHealth['shared']>;

async function readDatabase(
  knex: Knex,
  replica: string | undefined,
  auditLogs: ReadonlySet<string>,
): Promise<{ shared: Shared; isAlive: boolean }> {
  const shared = {
    ...(await readShared(knex)),
    ...(auditLogs.size > 0
      ? { auditWebhooks: await readAuditLogs(knex, [...auditLogs]) }
      : {}),
  };
  if (replica === undefined) return { shared, isAlive: true };
  const row = await knex('replica')
    .where({ id: replica })
    .whereRaw(`expires_at > ${databaseTime(knex)}`)
    .first('id');
  return { shared, isAlive: row !== undefined };
}

async function readShared(knex: Knex): Promise<Shared> {
  const now = databaseTime(knex);
  const clusters: Row[] = await knex('cluster')
    .whereNull('left_at')
    .groupBy('reachability')
    .select('reachability')
    .count({ clusters: '*' });
  // A lease that has expired is nobody's, whoever had it.
  const replicas = rowsOf<Row>(
    await knex.raw(
      `select replica.id as id, replica.started_at as started_at,
         count(cluster_lease.cluster_id) as clusters
       from replica left join cluster_lease
         on cluster_lease.holder = replica.id and cluster_lease.expires_at > ${now}
       where replica.expires_at > ${now}
       group by replica.id, replica.started_at
       order by replica.started_at, replica.id limit ${REPLICAS}`,
    ),
  );
  const [unclaimed] = rowsOf<Row>(
    await knex.raw(
      `select count(*) as clusters from cluster
       where left_at is null and not exists (
         select 1 from cluster_lease where cluster_id = cluster.id
           and holder is not null and expires_at > ${now}
       )`,
    ),
  );
  return {
    clusters: Object.fromEntries(
      clusters.map(row => [row.reachability, Number(row.clusters)]),
    ),
    marksWaiting: await countMarks({ knex }),
    replicas: replicas.map(row => ({
      id: row.id,
      startedAt: toTime(row.started_at) as string,
      clusters: Number(row.clusters),
    })),
    unclaimed: Number(unclaimed.clusters),
  };
}

/** What came of each audit log; of one of which nothing ever came, only that it may be sent. */
async function readAuditLogs(
  knex: Knex,
  clusterIds: readonly string[],
): Promise<Shared['auditWebhooks']> {
  const names = await readClusterNames({ knex, now: 0 }, clusterIds);
  const logs = await readReceived(knex, clusterIds);
  const byId = new Map(logs.map(log => [log.clusterId, log]));
  return clusterIds.map(id => {
    const { clusterId: _, ...log } = byId.get(id) ?? { clusterId: id };
    const { keptSince, lastReceivedAt, lastLostAt, ...counts } = log as Partial<
      (typeof logs)[number]
    >;
    return defined({
      cluster: { id, name: names.get(id) ?? id },
      lastReceivedAt: toTime(lastReceivedAt),
      keptSince: toTime(keptSince),
      lastLostAt: toTime(lastLostAt),
      ...counts,
    });
  });
}
