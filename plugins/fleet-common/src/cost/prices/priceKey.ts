import type { PriceRow } from './PriceRow';

/**
 * What tells rows of the price sheet apart that may hold at the same time.
 *
 * @public
 */
export function priceKey(
  row: Pick<PriceRow, 'provider' | 'region' | 'instanceType' | 'currency'>,
): string {
  const { provider = '', region = '', instanceType = '', currency } = row;
  return JSON.stringify([currency, provider, region, instanceType]);
}
