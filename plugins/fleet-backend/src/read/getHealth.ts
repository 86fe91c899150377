import type { FleetHealth } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { FleetVitals } from '../observability';
import { defined, toTime, type ReadContext, type Row } from './types';

/** Writes or derivations that fail for longer are no hiccup. */
const FAILING_MS = 60_000;
/** Marks are counted up to so many. */
const MARKS_COUNTED = 10_000;
/** Replicas that are listed. */
const REPLICAS = 100;

/** How this replica is, and what the database knows of the others. */
export async function getHealth(
  { knex, now }: ReadContext,
  vitals: FleetVitals,
): Promise<FleetHealth> {
  const { startedAt, fencedWrites, ...said } = vitals.vitals();
  const gauges = vitals.gauges();
  const reasons: string[] = [];
  const failingFor = (since: number | undefined) =>
    since === undefined ? 0 : now - since;
  if (failingFor(said.writesFailingSince) > FAILING_MS) {
    reasons.push(
      `no write has succeeded since ${toTime(said.writesFailingSince)}`,
    );
  }
  if (failingFor(said.derivingFailingSince) > FAILING_MS) {
    reasons.push(
      `no derivation has succeeded since ${toTime(said.derivingFailingSince)}`,
    );
  }
  if (gauges.threads?.some(({ state }) => state === 'stopped')) {
    reasons.push('a collecting thread has stopped');
  }
  const shared = await readShared(knex).catch(() => {
    reasons.push('the database does not answer');
    return undefined;
  });
  return {
    asOf: new Date(now).toISOString(),
    status: reasons.length > 0 ? 'failing' : 'ok',
    reasons,
    replica: defined({
      startedAt: toTime(startedAt) as string,
      leases: gauges.leases,
      writesWaiting: gauges.writesWaiting,
      lastWriteAt: toTime(said.lastWriteAt),
      writesFailingSince: toTime(said.writesFailingSince),
      lastDeriveAt: toTime(said.lastDeriveAt),
      derivingFailingSince: toTime(said.derivingFailingSince),
      fencedWrites,
      threads: gauges.threads,
    }),
    ...(shared ? { shared } : {}),
  };
}

type Shared = NonNullable<FleetHealth['shared']>;

async function readShared(knex: Knex): Promise<Shared> {
  const clusters: Row[] = await knex('cluster')
    .whereNull('left_at')
    .groupBy('reachability')
    .select('reachability')
    .count({ clusters: '*' });
  const leases: Row[] = await knex('cluster_lease')
    .groupBy('holder')
    .select('holder')
    .count({ leases: '*' })
    .limit(REPLICAS);
  const marks = await knex
    .from(knex('dirty').select('cluster_id').limit(MARKS_COUNTED).as('marks'))
    .count({ marks: '*' })
    .first();
  return {
    clusters: Object.fromEntries(
      clusters.map(row => [row.reachability, Number(row.clusters)]),
    ),
    marksWaiting: Number(marks?.marks ?? 0),
    leases: leases.flatMap(({ holder, leases: held }) =>
      holder === null ? [] : [{ replica: holder, clusters: Number(held) }],
    ),
    unclaimed: Number(
      leases.find(({ holder }) => holder === null)?.leases ?? 0,
    ),
  };
}
