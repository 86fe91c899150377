import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { FACT_COLUMNS, type FactRow } from '../factRow';
import { placesOf, placingLabel } from '../placesOf';
import { copyRows } from './copyRows';

const COLUMNS = [...FACT_COLUMNS.delivery, 'placed'] as const;
const PLACE = ['subject', 'place', 'delivery_id'] as const;

/**
 * Writes deliveries that are not there yet, with their places. One that is
 * written without is found and placed when it is derived, which reads it and
 * writes it once more.
 *
 * @returns the keys of labels that they bring things by
 */
export async function copyDeliveries(options: {
  trx: Knex.Transaction;
  rows: FactRow[];
}): Promise<string[]> {
  const { trx, rows } = options;
  const places: Record<(typeof PLACE)[number], string>[] = [];
  const labels = new Set<string>();
  const placed = rows.map(row => {
    const { id, subject, hash } = row;
    // Of a cluster that nobody knows yet.
    if (subject === null) return row;
    const fact: DeliveryFact = JSON.parse(row.data);
    for (const place of placesOf(fact)) {
      places.push({ subject, place, delivery_id: id });
    }
    const label = placingLabel(fact);
    if (label) labels.add(label[0]);
    return { ...row, placed: `${subject}/${hash}` };
  });
  await copyRows({ trx, table: 'delivery', columns: COLUMNS, rows: placed });
  if (places.length > 0) {
    await copyRows({
      trx,
      table: 'delivery_place',
      columns: PLACE,
      rows: places,
    });
  }
  return [...labels];
}
