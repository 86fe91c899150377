import type { Knex } from 'knex';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { readRevision } from '../../store/bumpRevision';
import { readAttention } from '../attention';
import { ClusterRows } from './clusterRows';
import { FleetSnapshot } from './FleetSnapshot';

/** Some of what needs attention does so only after a while, without any change. */
const ATTENTION_AGE_MS = 30_000;

/** Reads the fleet as it is now. */
export async function takeSnapshot(options: {
  knex: Knex;
  entities: EntityIndex;
  /** Milliseconds since 1970. */
  now: number;
  /** A monotonic clock, milliseconds. */
  elapsed?: number;
  /** What is known from before. */
  rows?: ClusterRows;
  previous?: FleetSnapshot;
}): Promise<FleetSnapshot> {
  const { knex, now, entities, previous } = options;
  const rows = options.rows ?? new ClusterRows(knex);
  // Read first: what changes while the rest is read is told as a newer revision.
  const revision = await readRevision({ knex });
  const clusters = await rows.read(options.elapsed ?? 0);
  const attention =
    previous?.revision === revision &&
    now - previous.attention.readAt < ATTENTION_AGE_MS
      ? previous.attention
      : await readAttention({ knex, now }, entities, clusters);
  return new FleetSnapshot({
    revision,
    takenAt: now,
    clusters,
    unverified: new Set(await unverifiedClusters(knex).pluck('cluster_id')),
    attention,
  });
}

/** Records that say not to verify who answers; the plan of this is tested. */
export function unverifiedClusters(knex: Knex): Knex.QueryBuilder {
  return knex('cluster_record')
    .whereRaw('tls_verified = false')
    .where({ present: true })
    .select('cluster_id');
}
