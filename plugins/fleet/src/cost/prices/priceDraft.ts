import {
  checkPriceRow,
  type FleetPriceRow,
  type FleetPricesChange,
  type PriceProblem,
} from '@fleetview/backstage-plugin-fleet-common';

/** What is entered of a row, as it stands in the fields. */
export type EnteredPrice = Record<
  | 'provider'
  | 'region'
  | 'instanceType'
  | 'cpuHour'
  | 'gibHour'
  | 'volumeGibHour'
  | 'gpuHour'
  | 'currency'
  | 'validFrom'
  | 'note',
  string
>;

export type PriceDraft = FleetPricesChange['rows'][number];

const NUMBERS = ['cpuHour', 'gibHour', 'volumeGibHour', 'gpuHour'] as const;
const WORDS = ['provider', 'region', 'instanceType', 'note'] as const;
/** As people write prices; nothing that only a machine takes for a number. */
const NUMBER = /^\d{1,7}(?:\.\d{1,12})?$/;

/** A form for a new row, or for one that follows another. */
export function enteredOf(
  earliest: string,
  before?: FleetPriceRow,
): EnteredPrice {
  const text = (value: string | number | undefined) =>
    value === undefined ? '' : String(value);
  return {
    provider: text(before?.provider),
    region: text(before?.region),
    instanceType: text(before?.instanceType),
    cpuHour: text(before?.cpuHour),
    gibHour: text(before?.gibHour),
    volumeGibHour: text(before?.volumeGibHour),
    gpuHour: text(before?.gpuHour),
    currency: text(before?.currency),
    validFrom: earliest,
    note: '',
  };
}

/**
 * The row that is entered, with what is wrong in which field. A row that ends others has
 * no prices.
 */
export function draftOf(
  entered: EnteredPrice,
  options: { earliest: string; ends: boolean },
): { draft: PriceDraft; problems: PriceProblem[] } {
  const { earliest, ends } = options;
  const draft: PriceDraft = {
    currency: entered.currency.trim(),
    validFrom: entered.validFrom.trim(),
  };
  const unread: PriceProblem[] = [];
  for (const key of WORDS) {
    const word = entered[key].trim();
    if (word) draft[key] = word;
  }
  if (!ends) {
    for (const key of NUMBERS) {
      const text = entered[key].trim();
      if (!text) continue;
      if (NUMBER.test(text)) draft[key] = Number(text);
      else unread.push({ field: key, problem: 'price' });
    }
    for (const key of ['cpuHour', 'gibHour'] as const) {
      if (!entered[key].trim()) unread.push({ field: key, problem: 'needed' });
    }
  }
  const known = new Set(unread.map(({ field }) => field));
  return {
    draft,
    problems: [
      ...unread,
      ...checkPriceRow(draft, { earliest }).filter(
        ({ field }) => !known.has(field),
      ),
    ],
  };
}
