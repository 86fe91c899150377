import type { Knex } from 'knex';
import type { CellScope } from '../../permissions/CellScope';
import { among } from '../../permissions/fragment';
import { readColumns } from '../readColumns';
import { CELL_BITS_SQL, type CellBits } from './cellState';

/** What components are in a namespace of a cluster each, a list for each column. */
export type StoredCells = {
  cluster_id: string[];
  entity_ref: string[];
  bits: CellBits[];
};

/** What of some clusters a reader may see that belongs to components. */
export async function readCells(options: {
  knex: Knex;
  clusterIds: readonly string[];
  /** Of somebody who may not see all. */
  scope?: CellScope;
}): Promise<StoredCells> {
  const { knex, clusterIds, scope } = options;
  if (scope?.isEmpty) return { cluster_id: [], entity_ref: [], bits: [] };
  const cells = componentCells(knex, clusterIds);
  return readColumns(knex, scope ? scope.limitCells(cells) : cells, [
    'cluster_id',
    'entity_ref',
    'bits',
  ]);
}

/** The cells of components on some clusters; the plan of this is tested. */
export function componentCells(
  knex: Knex,
  clusterIds: readonly string[],
): Knex.QueryBuilder {
  const { sql, bindings } = among(knex, 'cell.cluster_id', clusterIds);
  return knex('cell')
    .whereRaw(sql, bindings)
    .whereNot('cell.entity_ref', '')
    .select('cluster_id', 'entity_ref', knex.raw(`${CELL_BITS_SQL} as bits`));
}
