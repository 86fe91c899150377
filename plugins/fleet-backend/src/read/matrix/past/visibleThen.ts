import type { Knex } from 'knex';
import { breather } from '../../../derive/breather';
import type { CellScope } from '../../../permissions/CellScope';
import { among } from '../../../permissions/fragment';
import type { Row } from '../../types';
import { worseBits } from '../cellState';
import { inParts } from '../inParts';
import type { CellsNow, ClusterCells } from '../MatrixCells';
import type { PastInstances, PastMoment } from './PastMoment';

/**
 * Of a moment in the past what a reader may see: what is in a cell that is there now and
 * that he may see now. Of what is gone since nobody can tell any more whether he might
 * have, so that he does not see it; unless he may see all that runs.
 *
 * @param options.clusters - rows of the table `cluster` that are there now
 * @returns the cells, and the clusters that there is now something on that he may see
 */
export async function visibleThen(options: {
  knex: Knex;
  moment: PastMoment;
  clusters: readonly Row[];
  scope: CellScope;
}): Promise<{ cells: CellsNow; reached: ReadonlySet<string> }> {
  const { knex, moment, scope } = options;
  const reached = new Set<string>();
  const byCluster = new Map<string, ClusterCells>();
  let total = 0;
  const breathe = breather();
  for (const rows of inParts(options.clusters)) {
    const ids = rows.map(({ id }) => id as string);
    const seen = await visibleCells({ knex, scope, clusterIds: ids });
    for (const id of ids) {
      const visible = seen.get(id);
      if (visible) reached.add(id);
      const instances = moment.byCluster.get(id);
      if (!instances || (!visible && !scope.isWhole)) continue;
      const cells = cellsOf(
        instances,
        scope.isWhole
          ? undefined
          : (column, namespace) =>
              (visible as ReadonlySet<string>).has(
                keyOf(moment.refs[column], moment.namespaces[namespace]),
              ),
      );
      total += cells.bits.length;
      byCluster.set(id, cells);
    }
    await breathe();
  }
  return { cells: { refs: moment.refs, byCluster, total }, reached };
}

/** The same for who may see all. */
export async function allThen(moment: PastMoment): Promise<CellsNow> {
  const byCluster = new Map<string, ClusterCells>();
  let total = 0;
  const breathe = breather();
  for (const [id, instances] of moment.byCluster) {
    const cells = cellsOf(instances);
    total += cells.bits.length;
    byCluster.set(id, cells);
    await breathe();
  }
  return { refs: moment.refs, byCluster, total };
}

/**
 * By cluster the namespaces and components of cells that a reader may see now.
 *
 * @param entityRefs - of these alone; of all where absent
 */
export async function visibleCells(options: {
  knex: Knex;
  scope: CellScope;
  clusterIds: readonly string[];
  entityRefs?: readonly string[];
}): Promise<Map<string, Set<string>>> {
  const { knex, scope, clusterIds, entityRefs } = options;
  const found = new Map<string, Set<string>>();
  if (scope.isEmpty) return found;
  const clusters = among(knex, 'cell.cluster_id', clusterIds);
  const query = knex('cell')
    .whereRaw(clusters.sql, clusters.bindings)
    .whereNot('cell.entity_ref', '')
    .select('cell.cluster_id', 'cell.namespace', 'cell.entity_ref');
  if (entityRefs) {
    const entities = among(knex, 'cell.entity_ref', entityRefs);
    void query.whereRaw(entities.sql, entities.bindings);
  }
  for (const cell of (await scope.limitCells(query)) as Row[]) {
    const known = found.get(cell.cluster_id) ?? new Set<string>();
    known.add(keyOf(cell.entity_ref, cell.namespace));
    found.set(cell.cluster_id, known);
  }
  return found;
}

/** No reference holds what stands between the two. */
export function keyOf(entityRef: string, namespace: string): string {
  return `${namespace} ${entityRef}`;
}

function cellsOf(
  { columns, namespaces, bits }: PastInstances,
  isVisible?: (column: number, namespace: number) => boolean,
): ClusterCells {
  const found = new Map<number, number>();
  for (let at = 0; at < bits.length; at++) {
    const column = columns[at];
    if (isVisible && !isVisible(column, namespaces[at])) continue;
    const known = found.get(column);
    // What it was in one namespace, and in another.
    found.set(
      column,
      known === undefined ? bits[at] : worseBits(known, bits[at]),
    );
  }
  return {
    columns: Uint32Array.from(found.keys()),
    bits: Uint8Array.from(found.values()),
  };
}
