import type { Knex } from 'knex';
import { inScope } from '../scopes';
import type { ReadContext } from '../types';

/**
 * Alerts are seen as statements of a namespace are: by who may see what runs there. They have
 * no permission of their own.
 */
export function withAlertScope(context: ReadContext): ReadContext {
  const { view } = context;
  return view ? { ...context, things: view.statements } : context;
}

/** Whether the reader may see all alerts. */
export function seesAllAlerts({ view }: Pick<ReadContext, 'view'>): boolean {
  return (
    !view ||
    (view.statements.isWhole && !view.fleet.limited.includes('clusters'))
  );
}

/** Leaves of a query on `alert` what the reader may see. */
export function visibleAlerts(
  context: ReadContext,
  query: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return inScope(withAlertScope(context), query, 'alert');
}
