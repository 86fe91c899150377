import type { Knex } from 'knex';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { Access } from '../../permissions/Access';
import type { CellScope } from '../../permissions/CellScope';
import { revisionOfView } from '../../store/revisionOfView';
import { readAttention } from '../attention';
import type { Row } from '../types';
import { FleetSnapshot } from './FleetSnapshot';
import { hashContent } from './hashContent';
import type { VisibleCounts } from './VisibleCounts';

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
  /** Of who may see the same. */
  counts: VisibleCounts;
  entities: EntityIndex;
}): Promise<FleetSnapshot> {
  const { knex, whole, access, scope, fleetScope, counts, entities } = options;
  const [{ clusters, stamp }, elsewhere] = await Promise.all([
    access.limited.includes('instances')
      ? counts.of(options.clusters, fleetScope)
      : { clusters: options.clusters, stamp: whole.revision },
    // What may be seen on clusters that may not.
    access.limited.includes('clusters') && !scope.isWhole
      ? scope.stamp()
      : undefined,
  ]);
  const attention = await readAttention(
    { knex, now: whole.takenAt },
    entities,
    clusters,
    fleetScope,
  );
  return new FleetSnapshot({
    revision: await revisionOfView({
      knex,
      accessKey: access.key,
      contentHash: hashContent({
        clusters: options.clusters,
        counted: clusters,
        attention,
        stamp: [stamp, elsewhere],
      }),
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
