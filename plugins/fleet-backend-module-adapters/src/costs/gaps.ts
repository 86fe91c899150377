import type { CostItem } from './lineSchema';
import { type AskedDay, dayOf } from './wholeDays';

/** What was answered from the first day on of which there are data: before, the tool was not there, or keeps no more. */
export function sinceFirst<T extends object>(told: readonly T[]): T[] {
  const first = told.findIndex(each => !('gap' in each));
  return first < 0 ? [] : told.slice(first);
}

/**
 * Days without data that lie between others, so that they are counted and said. They are
 * no days without cost, and nothing is put in their place.
 *
 * @param gaps - `by`: what tells the questions of one day apart, where there are several
 */
export function gapItems(
  gaps: readonly { question: AskedDay; gap: string; by: readonly string[] }[],
): { key: string; name: string; item: CostItem }[] {
  return gaps.map(({ question, gap, by }) => {
    const day = dayOf(question.window);
    return {
      key: JSON.stringify([day, ...by]),
      name: day,
      item: { problem: gap },
    };
  });
}
