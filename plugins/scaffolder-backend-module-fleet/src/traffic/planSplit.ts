import { InputError } from '@backstage/errors';
import type { Part, Shift, Split } from './Route';

/** A part with its weight from now on, and its share before and after, in per cent. */
export type PlannedPart = {
  part: Part;
  weight: number;
  before: number;
  after: number;
};

const PERCENT = 100;

/**
 * What weights a split has from now on. What is not named keeps its share to the last digit: where
 * that takes other numbers, all are multiplied.
 *
 * @returns nothing where the split has not both of those that are named: its traffic stays
 * @throws InputError where the shares do not come out even, or there is not so much to give
 */
export function planSplit(
  split: Split,
  shift: Shift,
): PlannedPart[] | undefined {
  const { parts } = split;
  const from = partOf(split, shift.from);
  const to = shift.to.map(({ name, percent }) => ({
    part: partOf(split, name),
    percent,
  }));
  if (!from || to.some(({ part }) => !part)) return undefined;
  const refuse = (because: string) =>
    new InputError(`${split.at} in '${split.file}' is not changed: ${because}`);
  const total = sumOf(parts.map(({ weight }) => weight));
  if (total === 0) {
    throw refuse(
      'All of its weights are 0, and what share each has is not said by that. Give them weights by hand first.',
    );
  }
  if (split.total !== undefined && total !== split.total) {
    throw refuse(
      `Its weights sum to ${total}, and have to sum to ${split.total}. Correct them by hand first.`,
    );
  }
  // In hundredths of a weight, so that all stay whole numbers.
  const wanted = new Map<Part, number>();
  for (const { part, percent } of to) {
    const its = (part as Part).weight * PERCENT;
    wanted.set(
      part as Part,
      percent === undefined ? its + from.weight * PERCENT : percent * total,
    );
  }
  const others = sumOf(
    parts
      .filter(part => part !== from && !wanted.has(part))
      .map(({ weight }) => weight * PERCENT),
  );
  const left = total * PERCENT - others - sumOf([...wanted.values()]);
  if (left < 0) {
    throw refuse(
      `Those that are not named keep ${rounded(
        others / total,
      )} %, so that there is only ${rounded(
        (total * PERCENT - others) / total,
      )} % to share between '${shift.from}' and ${shift.to
        .map(({ name }) => `'${name}'`)
        .join(', ')}.`,
    );
  }
  wanted.set(from, left);
  const hundredths = parts.map(
    part => wanted.get(part) ?? part.weight * PERCENT,
  );
  const weights = wholeNumbers(hundredths, total);
  const tooLarge = weights.find(weight => weight > split.most);
  if (tooLarge !== undefined) {
    throw refuse(
      `For these shares a weight of ${tooLarge} would be needed, and the most is ${split.most}. Take per cents that come out even, or give all parts smaller weights by hand first.`,
    );
  }
  if (split.total !== undefined && sumOf(weights) !== split.total) {
    throw refuse('The shares do not come out as whole per cents.');
  }
  return parts.map((part, index) => ({
    part,
    weight: weights[index],
    before: rounded((part.weight * PERCENT) / total),
    after: rounded(hundredths[index] / total),
  }));
}

/** @throws InputError where two have the name */
function partOf(split: Split, name: string): Part | undefined {
  const found = split.parts.filter(({ names }) => names.includes(name));
  if (found.length > 1) {
    throw new InputError(
      `${split.at} in '${split.file}' has several of '${name}': ${found
        .map(({ names }) => `'${names[0]}'`)
        .join(', ')}. Write the one that is meant as it stands here.`,
    );
  }
  return found[0];
}

/** Hundredths of weights as weights, with the smallest change of what is written there. */
function wholeNumbers(hundredths: readonly number[], total: number): number[] {
  const isWhole = hundredths.every(each => each % PERCENT === 0);
  if (isWhole) return hundredths.map(each => each / PERCENT);
  // As per cents they are read more easily than as anything else.
  const isPercent = hundredths.every(each => each % total === 0);
  if (isPercent) return hundredths.map(each => each / total);
  const divisor = hundredths.reduce(greatestCommonDivisor, 0);
  return hundredths.map(each => each / divisor);
}

function greatestCommonDivisor(left: number, right: number): number {
  let [a, b] = [left, right];
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

function rounded(percent: number): number {
  return Math.round(percent * 100) / 100;
}
