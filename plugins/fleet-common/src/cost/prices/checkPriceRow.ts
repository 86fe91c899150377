import { type PriceRow } from './PriceRow';

const LONGEST_WORD = 253;
const LONGEST_NOTE = 500;
/** Nobody has dearer ones, and a sum of them is still a number. */
const DEAREST = 1_000_000;
/** What is not seen, or reorders what is. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u;
const WORDS = ['provider', 'region', 'instanceType'] as const;
const NEEDED = ['cpuHour', 'gibHour'] as const;
const BESIDES = ['volumeGibHour', 'gpuHour'] as const;

/**
 * A field of a row of the price sheet.
 *
 * @public
 */
export type PriceField = keyof PriceRow | 'note';

/**
 * What is wrong with a field of a row: `needed` where it is not there, `charged` where days
 * since then have been charged already.
 *
 * @public
 */
export type PriceProblem = {
  field: PriceField;
  problem:
    | 'needed'
    | 'text'
    | 'price'
    | 'without-price'
    | 'currency'
    | 'day'
    | 'charged';
};

/**
 * What is wrong with a row before it is written to the price sheet. A row without prices
 * is one that ends those before it.
 *
 * @param options.earliest - the first day that is not charged yet, as `YYYY-MM-DD`
 * @returns nothing where it may be written; at most one of each field
 * @public
 */
export function checkPriceRow(
  row: PriceRow & { note?: string },
  options: { earliest: string },
): PriceProblem[] {
  const problems: PriceProblem[] = [];
  for (const field of WORDS) {
    const word = row[field];
    if (word === undefined) continue;
    const isWord =
      word !== '' &&
      word === word.trim() &&
      word.length <= LONGEST_WORD &&
      !HIDDEN.test(word);
    if (!isWord) problems.push({ field, problem: 'text' });
  }
  for (const field of [...NEEDED, ...BESIDES]) {
    const price = row[field];
    if (price === undefined) continue;
    const isPrice = Number.isFinite(price) && price >= 0 && price <= DEAREST;
    if (!isPrice) problems.push({ field, problem: 'price' });
  }
  const isEnd = row.cpuHour === undefined && row.gibHour === undefined;
  if (!isEnd) {
    for (const field of NEEDED) {
      if (row[field] === undefined) problems.push({ field, problem: 'needed' });
    }
  } else {
    for (const field of BESIDES) {
      if (row[field] !== undefined) {
        problems.push({ field, problem: 'without-price' });
      }
    }
  }
  if (!/^[A-Z]{3}$/.test(row.currency)) {
    problems.push({ field: 'currency', problem: 'currency' });
  }
  if (!isDay(row.validFrom)) {
    problems.push({ field: 'validFrom', problem: 'day' });
  } else if (row.validFrom < options.earliest) {
    problems.push({ field: 'validFrom', problem: 'charged' });
  }
  const { note = '' } = row;
  if (note.length > LONGEST_NOTE || HIDDEN.test(note)) {
    problems.push({ field: 'note', problem: 'text' });
  }
  return problems;
}

/** A day that there is, in this century: what is sorted as text has to have one form. */
function isDay(text: string): boolean {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return (
    Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text
  );
}
