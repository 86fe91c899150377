import {
  pricesOn,
  type PriceRow,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Price, PrometheusSettings } from './schema';

/**
 * The prices of a day: rows of the sheet that people write first, then what configuration
 * says. A row counts where it is in the currency that configuration names: of what nobody
 * says in what it is, nothing is added up with something else.
 */
export function readSheet(
  { currency, prices }: Pick<PrometheusSettings, 'currency' | 'prices'>,
  rows: readonly PriceRow[],
  day: string,
): Price[] {
  if (currency === undefined) return prices;
  return [...pricesOn(rows, { day, currency }), ...prices];
}
