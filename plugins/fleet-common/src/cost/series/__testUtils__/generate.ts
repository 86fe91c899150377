import { seededRandom } from '../../statistics/random';
import type { DailyCost } from '../DailyCost';
import { addDays } from '../days';

/** Costs of days one after the other; `undefined` for a gap. */
export function costsFrom(
  first: string,
  costs: readonly (number | undefined)[],
): DailyCost[] {
  return costs.flatMap((cost, index) =>
    cost === undefined ? [] : { day: addDays(first, index), cost },
  );
}

/** So many of what a function makes of their place. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** What random data are made of. The same seed makes the same. */
export class Generator {
  readonly random: () => number;

  constructor(seed: string) {
    this.random = seededRandom(seed);
  }

  between(low: number, high: number): number {
    return low + this.random() * (high - low);
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  /** Normal with mean 0 and deviation 1, by Box and Muller. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.random()));
    return radius * Math.cos(2 * Math.PI * this.random());
  }

  shuffled<T>(values: readonly T[]): T[] {
    return values
      .map(value => ({ value, key: this.random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ value }) => value);
  }

  /** Any days, some of them missing and some in part. */
  anyDays(first: string, count: number): DailyCost[] {
    return costsFrom(
      first,
      times(count, () =>
        this.chance(0.15) ? undefined : this.between(0, 1000),
      ),
    ).map(each =>
      this.chance(0.1)
        ? { ...each, coverage: { known: 2, expected: 3 } }
        : each,
    );
  }
}

/** The names of so many random cases, which are their seeds. */
export function cases(count: number, name: string): string[] {
  return times(count, index => `${name} ${index}`);
}
