import { hash } from 'node:crypto';
import type { Knex } from 'knex';
import { SUM_COLUMNS } from '../../derive/sumColumns';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { Access } from '../../permissions/Access';
import type { CellScope } from '../../permissions/CellScope';
import { revisionOfView } from '../../store/revisionOfView';
import { readAttention } from '../attention';
import type { Row } from '../types';
import { FleetSnapshot } from './FleetSnapshot';
import { readWorst } from './readWorst';

/**
 * An answer to who may not see all is at most so precise of its own time: when
 * something changed that is not for them must not show in it.
 */
const COARSE_MS = 5_000;

/**
 * The fleet as somebody sees it who may not see all: other clusters are not in
 * it, and what is counted is what of their cells may be seen.
 *
 * @param options.clusters - the clusters that may be seen, by name
 */
export async function limitSnapshot(options: {
  knex: Knex;
  whole: FleetSnapshot;
  clusters: readonly Row[];
  access: Access;
  /** What may be seen of what runs, on whatever cluster. */
  scope: CellScope;
  /** The same, on clusters that may be seen. */
  fleetScope: CellScope;
  entities: EntityIndex;
}): Promise<FleetSnapshot> {
  const { knex, whole, access, scope, fleetScope, entities } = options;
  const clusters = access.limited.includes('instances')
    ? await countVisible(knex, options.clusters, fleetScope)
    : options.clusters;
  const attention = await readAttention(
    { knex, now: whole.takenAt },
    entities,
    clusters,
    fleetScope,
  );
  const contentHash = hash(
    'sha256',
    JSON.stringify([
      // When a cluster was last heard of is no news.
      clusters.map(({ last_seen_at: _, ...row }) => row),
      attention.items,
      attention.total,
      // Who may see all that runs may know that some of it changed.
      scope.isWhole ? whole.revision : await stampOf(knex, scope),
    ]),
    'base64url',
  );
  return new FleetSnapshot({
    revision: await revisionOfView({
      knex,
      accessKey: access.key,
      contentHash,
      wholeRevision: whole.revision,
      now: whole.takenAt,
    }),
    takenAt: whole.takenAt - (whole.takenAt % COARSE_MS),
    clusters,
    unverified: whole.unverified,
    attention,
    limited: access.limited,
  });
}

async function countVisible(
  knex: Knex,
  clusters: readonly Row[],
  scope: CellScope,
): Promise<Row[]> {
  const none = Object.fromEntries(SUM_COLUMNS.map(name => [name, 0]));
  const rows: Row[] = scope.isEmpty ? [] : await scope.sums(SUM_COLUMNS);
  const sums = new Map(
    rows.map(row => [
      row.cluster_id,
      Object.fromEntries(SUM_COLUMNS.map(name => [name, Number(row[name])])),
    ]),
  );
  const worst = await readWorst(knex, clusters, scope);
  return clusters.map(row => ({
    ...row,
    ...none,
    ...sums.get(row.id),
    worst: JSON.stringify(worst.get(row.id) ?? []),
  }));
}

/** Differs as soon as anything in scope says something else. */
async function stampOf(knex: Knex, scope: CellScope): Promise<unknown> {
  if (scope.isEmpty) return [];
  const stamps = [];
  for (const table of ['instance', 'workload', 'delivery'] as const) {
    const rows = scope.limit(knex(table), table);
    if (knex.client.config.client === 'pg') {
      stamps.push(
        await rows.first(
          knex.raw(
            `count(*) as things, sum(hashtextextended(${table}.id || ${table}.hash, 0)) as stamp`,
          ),
        ),
      );
    } else {
      stamps.push(
        await rows.orderBy('id').select(`${table}.id`, `${table}.hash`),
      );
    }
  }
  return stamps;
}
