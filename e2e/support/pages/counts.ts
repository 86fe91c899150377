import type { Locator } from '@playwright/test';

/** Counts by the word beside them, as a group of counts names them for a screen reader. */
export type NamedCounts = Record<string, number>;

/** The counts within a part of a page: "2 degraded" becomes `{ degraded: 2 }`. */
export async function readCounts(within: Locator): Promise<NamedCounts> {
  const names = await within
    .locator('[aria-label]')
    .evaluateAll(elements =>
      elements.map(element => element.getAttribute('aria-label') ?? ''),
    );
  const counts: NamedCounts = {};
  for (const name of names) {
    const [, amount, word] = /^([\d,]+) ([a-z][a-z -]*)$/.exec(name) ?? [];
    if (word) counts[word] = (counts[word] ?? 0) + toNumber(amount);
  }
  return counts;
}

/** A number as the pages write it, with commas between thousands. */
export function toNumber(text: string): number {
  return Number(text.replaceAll(',', ''));
}

/** The first number in a text. */
export function firstNumber(text: string | null): number {
  const [number] = /[\d,]+/.exec(text ?? '') ?? [];
  if (number === undefined) throw new Error(`there is no number in '${text}'`);
  return toNumber(number);
}
