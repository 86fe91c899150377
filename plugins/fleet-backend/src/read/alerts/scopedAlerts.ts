import type { Knex } from 'knex';
import type { ReadContext } from '../types';

type Seen = Pick<ReadContext, 'view'>;

/**
 * Leaves of a query on `alert` what the reader may see. Alerts have no permission of their own:
 * they are seen as statements of the namespace are that they are about.
 */
export function visibleAlerts(
  { view }: Seen,
  query: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return view?.statements.limit(query, 'alert') ?? query;
}

/** Whether the reader may see all alerts. */
export function seesAllAlerts({ view }: Seen): boolean {
  return !view || view.statements.isWhole;
}
