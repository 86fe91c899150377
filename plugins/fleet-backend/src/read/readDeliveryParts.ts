import type { ReadContext, Row } from './types';

/**
 * Deliveries, by id, that are counted where the reader may not see. Only for instances
 * that he may see and that they bring something of, and only to be shown in part.
 */
export async function readDeliveryParts(
  { knex, view }: ReadContext,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  // Whoever may see all has seen them.
  if (!view || view.scope.isWhole) return found;
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += 500) {
    const rows: Row[] = await view.scope.limitObservers(
      knex('delivery')
        .whereIn('id', wanted.slice(start, start + 500))
        // One that another counts for says nothing that the other does not.
        .whereNull('superseded_by'),
      'delivery',
    );
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}
