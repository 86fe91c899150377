import { priceKey } from './priceKey';
import type { PriceEntry, PriceRow } from './PriceRow';

/**
 * The prices of a sheet that hold on a day in one currency, the one that says most of a
 * node first: a class before a region before a provider before what holds for all. Of
 * rows of the same day the one counts that was written last.
 *
 * @param rows - in the order in which they were written
 * @param options.day - in UTC, as `YYYY-MM-DD`
 * @public
 */
export function pricesOn(
  rows: readonly PriceRow[],
  options: { day: string; currency: string },
): PriceEntry[] {
  const { day, currency } = options;
  const held = new Map<string, PriceRow>();
  for (const row of rows) {
    if (row.currency !== currency || row.validFrom > day) continue;
    const key = priceKey(row);
    const before = held.get(key);
    if (!before || before.validFrom <= row.validFrom) held.set(key, row);
  }
  return [...held]
    .flatMap(([key, row]) => {
      const { provider, region, instanceType } = row;
      const { cpuHour, gibHour, volumeGibHour, gpuHour } = row;
      if (cpuHour === undefined || gibHour === undefined) return [];
      const entry: PriceEntry = {
        ...(provider !== undefined && { provider }),
        ...(region !== undefined && { region }),
        ...(instanceType !== undefined && { instanceType }),
        cpuHour,
        gibHour,
        ...(volumeGibHour !== undefined && { volumeGibHour }),
        ...(gpuHour !== undefined && { gpuHour }),
      };
      return [{ key, entry }];
    })
    .sort(
      (a, b) => weight(b.entry) - weight(a.entry) || (a.key < b.key ? -1 : 1),
    )
    .map(({ entry }) => entry);
}

function weight({ provider, region, instanceType }: PriceEntry): number {
  return (
    (instanceType === undefined ? 0 : 4) +
    (region === undefined ? 0 : 2) +
    (provider === undefined ? 0 : 1)
  );
}
