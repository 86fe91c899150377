import type { Knex } from 'knex';
import { runStepsIn, type Steps } from '../derive/statements';
import { saidElsewhere, toDependents } from '../hubs/dependents';
import { takeBackSights } from '../hubs/takeBackSights';
import { heldFences, type Fence } from '../store/fence';
import { lockClusters } from '../store/lockClusters';
import { markDirty } from '../store/markDirty';
import { markStale } from '../store/markStale';
import { EVERY_NAMESPACE } from '../store/touchedNamespaces';
import { recordTransitions } from '../store/recordTransitions';
import {
  updateClusters,
  upsertCoverage,
  type ColumnValues,
} from './coverageRows';
import type { Verdicts } from './judgeCluster';

/**
 * Writes what was judged, in one transaction. Of clusters that another replica
 * holds by now nothing is written: it judges them itself.
 *
 * @param fences - what entitles to write; absent where nobody else could
 * @returns the clusters that are no longer ours to write
 */
export async function writeVerdicts(options: {
  knex: Knex;
  fences: Fence[] | undefined;
  coverage: ColumnValues[];
  clusters: ColumnValues[];
  verdicts: Omit<Verdicts, 'flipped'>;
}): Promise<string[]> {
  const { knex, fences, verdicts } = options;
  return knex.transaction(async trx => {
    const held = fences && (await heldFences({ trx, fences }));
    const isHeld = (clusterId: unknown) =>
      !held || held.has(clusterId as string);
    // In one order for all writers, so that two never wait for each other.
    const coverage = options.coverage
      .filter(row => isHeld(row.cluster_id))
      .sort(byKey);
    await upsertCoverage(trx, coverage);
    const clusters = options.clusters.filter(row => isHeld(row.id)).sort(byKey);
    const silenced = verdicts.silenced.filter(isHeld);
    const elsewhere = await readElsewhere(trx, silenced);
    const locked = new Set([
      ...clusters.map(({ id }) => String(id)),
      ...silenced,
      ...elsewhere.flatMap(({ subject }) => subject ?? []),
    ]);
    if (locked.size > 0) {
      await lockClusters({ knex: trx, clusterIds: [...locked] });
    }
    await updateClusters(trx, clusters);
    // Marks before facts, as all do that write both.
    await markDirty({
      knex: trx,
      marks: [
        ...verdicts.marks.filter(({ observer }) => isHeld(observer)),
        ...[...new Set(elsewhere.map(({ subject }) => subject!))].map(
          clusterId => ({ clusterId, namespace: EVERY_NAMESPACE }),
        ),
      ],
    });
    if (silenced.length > 0) {
      await markStale({ knex: trx, clusterIds: silenced });
      await runStepsIn(trx, takeBackSights(trx, elsewhere));
    }
    await recordTransitions({
      knex: trx,
      transitions: verdicts.transitions.filter(({ clusterId }) =>
        isHeld(clusterId),
      ),
    });
    return (fences ?? []).flatMap(({ clusterId }) =>
      isHeld(clusterId) ? [] : [clusterId],
    );
  });
}

/** What clusters that fell silent said of others. */
async function readElsewhere(trx: Knex.Transaction, observers: string[]) {
  if (observers.length === 0) return [];
  const said = await runStepsIn(trx, read());
  // What they said of nobody known is taken back with their own.
  return said.filter(({ subject }) => subject !== null);
  function* read(): Steps<ReturnType<typeof toDependents>> {
    return toDependents(yield saidElsewhere(trx, observers));
  }
}

const ORDER = ['id', 'cluster_id', 'adapter', 'api_group', 'kind', 'scope'];

function byKey(a: ColumnValues, b: ColumnValues): number {
  for (const column of ORDER) {
    const [left, right] = [String(a[column]), String(b[column])];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
