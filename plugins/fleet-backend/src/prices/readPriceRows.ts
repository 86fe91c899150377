import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';

/** A row of the price sheet as it is kept. */
export type StoredPrice = PriceRow & {
  id: number;
  note?: string;
  setBy: string;
  /** Milliseconds since 1970. */
  setAt: number;
};

/** All rows of the price sheet, in the order in which they were written. */
export async function readPriceRows(knex: Knex): Promise<StoredPrice[]> {
  const rows: Record<string, any>[] = await knex('price_row').orderBy('id');
  return rows.map(row => ({
    id: Number(row.id),
    ...(row.provider && { provider: row.provider }),
    ...(row.region && { region: row.region }),
    ...(row.instance_type && { instanceType: row.instance_type }),
    ...(row.cpu_hour !== null && { cpuHour: Number(row.cpu_hour) }),
    ...(row.gib_hour !== null && { gibHour: Number(row.gib_hour) }),
    ...(row.volume_gib_hour !== null && {
      volumeGibHour: Number(row.volume_gib_hour),
    }),
    ...(row.gpu_hour !== null && { gpuHour: Number(row.gpu_hour) }),
    currency: row.currency,
    validFrom: row.valid_from,
    ...(row.note && { note: row.note }),
    setBy: row.set_by,
    setAt: Number(row.set_at),
  }));
}

/** What of a row prices are told by; who wrote it and why is nobody else's. */
export function toPriceRow({
  id: _,
  note: __,
  setBy: ___,
  setAt: ____,
  ...row
}: StoredPrice): PriceRow {
  return row;
}
