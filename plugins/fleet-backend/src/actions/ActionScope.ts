import { NotFoundError } from '@backstage/errors';
import type { CellScope } from '../permissions/CellScope';
import type { ReadContext, Row } from '../read/types';
import { visibleOf } from '../read/visible';

/**
 * What somebody may act on: all, the cells of a scope, or nothing.
 */
export type ActionScope = CellScope | 'all' | 'nothing';

/**
 * The row of an instance that the reader may see.
 *
 * @throws NotFoundError when there is none, or none that the reader may see
 */
export async function findInstance(
  context: ReadContext,
  instanceId: string,
): Promise<Row> {
  const row: Row | undefined = await visibleOf(
    context,
    context.knex('instance').where({ id: instanceId }),
    'instance',
  ).first();
  if (row) return row;
  // Of one that is hidden the same is said as of one that never was.
  throw new NotFoundError(
    `There is no instance '${instanceId}'. What it was made of may have been removed.`,
  );
}

/** Those of some rows that somebody may act on. */
export async function withinScope(
  { knex }: ReadContext,
  scope: ActionScope,
  table: 'instance' | 'workload' | 'delivery',
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (scope === 'nothing' || ids.length === 0) return new Set();
  if (scope === 'all') return new Set(ids);
  const found: string[] = await scope
    .limit(knex(table).whereIn('id', [...ids]), table)
    .pluck('id');
  return new Set(found);
}
