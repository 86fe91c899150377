import {
  type ComplianceCoverage,
  coverageOfPairs,
  type EvidenceIndex,
} from '../coverage/coverageOf';
import {
  type ComplianceScore,
  scoreOfCounts,
  type ScoreSettings,
} from '../scores/scoreOf';
import type { ComplianceUnit, PolicyOnCluster } from '../units/complianceUnit';
import {
  type ComplianceCounts,
  countInto,
  countOf,
  noCounts,
} from '../units/countUnits';

/**
 * What is known of some units, and of the policies on clusters that are expected of them.
 *
 * @public
 */
export type ComplianceSummary = {
  counts: ComplianceCounts;
  score: ComplianceScore;
  coverage: ComplianceCoverage;
  /** How many of the units are not current. */
  stale: number;
  /**
   * How much of what is expected is evaluated. What is not `all` is hatched; `unknown` is
   * where nothing is expected.
   */
  evaluated: 'all' | 'part' | 'none' | 'unknown';
};

function howMuch({
  evaluated,
  expected,
}: ComplianceCoverage): ComplianceSummary['evaluated'] {
  if (expected === 0) return 'unknown';
  if (evaluated === expected) return 'all';
  return evaluated === 0 ? 'none' : 'part';
}

/** Adds up units, and what is expected, each once however often it is handed in as a pair. */
export class Tally {
  readonly #counts = noCounts();
  readonly #expected = new Map<string, PolicyOnCluster>();
  readonly #told = new Set<string>();
  #stale = 0;

  /** @param key - of the policy on the cluster */
  addUnit(unit: ComplianceUnit, key: string): void {
    countInto(this.#counts, unit);
    if (unit.stale) this.#stale += countOf(unit);
    this.#told.add(key);
  }

  expect(pair: PolicyOnCluster, key: string): void {
    this.#expected.set(key, pair);
  }

  summarise(options: {
    evidence: EvidenceIndex;
    unreachable?: ReadonlySet<string>;
    unnamed?: number;
    settings?: ScoreSettings;
  }): ComplianceSummary {
    let unexpected = 0;
    for (const key of this.#told) {
      if (!this.#expected.has(key)) unexpected += 1;
    }
    const coverage = coverageOfPairs({
      ...options,
      expected: this.#expected,
      unexpected,
    });
    return {
      counts: this.#counts,
      score: scoreOfCounts(this.#counts, options.settings),
      coverage,
      stale: this.#stale,
      evaluated: howMuch(coverage),
    };
  }
}
