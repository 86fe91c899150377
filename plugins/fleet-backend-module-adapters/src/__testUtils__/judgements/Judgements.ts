import type { Fact, Health } from '@fleetview/backstage-plugin-fleet-common';

/** Whether a word of upstream's holds of a fact of ours. */
export type WordHolds = (fact: Fact) => boolean;

/** How the samples of one system are compared with what upstream says of them. */
export type Judgements = {
  /** Folder below the corpus. */
  system: string;
  /** Fewer samples that map to facts or a reason mean that something is not read any more. */
  samplesAtLeast: number;
  /** By vocabulary, what each of its words means of the facts of one sample. */
  words: Record<string, Record<string, WordHolds>>;
  /** Where we differ on purpose, by vocabulary and sample, each with the reason. */
  differences: Record<string, string>;
  /** Samples that no API server would accept, with where. */
  malformed: string[];
  /**
   * What an upstream test sets outside of the literal that its sample was taken
   * from, by the id of the sample.
   */
  supplement?: (
    id: string,
    object: Record<string, unknown>,
  ) => Record<string, unknown>;
};

/** The word means one of these healths. */
export function healthIs(...healths: Health[]): WordHolds {
  return fact => 'health' in fact && healths.includes(fact.health);
}
