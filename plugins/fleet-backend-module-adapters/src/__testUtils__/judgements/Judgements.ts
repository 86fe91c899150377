import type { Fact, Health } from '@fleetview/backstage-plugin-fleet-common';

/**
 * What a word of upstream's means of the one fact of ours, or of all of them: one of
 * these healths, or that something holds.
 */
export type Meaning =
  | readonly Health[]
  | ((fact: Fact) => boolean)
  | { all: (facts: readonly Fact[]) => boolean };

/** How the samples of one system are compared with what upstream says of them. */
export type Judgements = {
  /** Folder below the corpus. */
  system: string;
  /** Fewer samples that map to facts or a reason mean that something is not read any more. */
  samplesAtLeast: number;
  /** By vocabulary, what each of its words means of the facts of one sample. */
  words: Record<string, Record<string, Meaning>>;
  /** Where we differ on purpose, by vocabulary and sample, each with the reason. */
  differences: Record<string, string>;
  /** Samples that no API server would accept, with where. */
  malformed: string[];
  /** Samples that are of no concern to the fleet, with why. */
  irrelevant?: string[];
  /**
   * What an upstream test sets outside of the literal that its sample was taken
   * from, by the id of the sample.
   */
  supplement?: (
    id: string,
    object: Record<string, unknown>,
  ) => Record<string, unknown>;
};

/** Whether what a word means holds of the facts of a sample. */
export function holds(meaning: Meaning, facts: readonly Fact[]): boolean {
  if ('all' in meaning) return meaning.all(facts);
  const [fact] = facts;
  if (facts.length !== 1) return false;
  return typeof meaning === 'function'
    ? meaning(fact)
    : 'health' in fact && meaning.includes(fact.health);
}
