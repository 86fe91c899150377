import {
  type ComplianceSettings,
  DEFAULT_COMPLIANCE_SETTINGS,
} from '../settings';
import type { ComplianceUnit } from '../units/complianceUnit';
import {
  type ComplianceCounts,
  countUnits,
  type ResultCounts,
  resultsOf,
} from '../units/countUnits';
import { COMPLIANCE_SEVERITIES } from '../units/results';
import { flooredPercent } from './flooredPercent';

/** What of the settings a score is made with. */
export type ScoreSettings = Pick<ComplianceSettings, 'weights' | 'warnShare'>;

/**
 * How well policies are kept, of what was evaluated. Says nothing of how much that is.
 *
 * @public
 */
export type ComplianceScore = {
  /** From 0 to 1. Absent where nothing was evaluated that counts. */
  score?: number;
  /** For people: with one decimal, never rounded up. */
  percent?: number;
  /** The weight of what is kept, and of all that counts: the score is their quotient. */
  weight: { kept: number; counted: number };
  /** How many units there are of each result, those that do not count among them. */
  results: ResultCounts;
};

/** What of a weight each result keeps, and takes part in the score with. */
function sharesOf({ warnShare }: ScoreSettings): {
  kept: Partial<ResultCounts>;
  counted: Partial<ResultCounts>;
} {
  return {
    kept: { pass: 1 },
    counted: { pass: 1, fail: 1, error: 1, exempt: 1, warn: warnShare },
  };
}

function weigh(
  counts: ComplianceCounts,
  shares: Partial<ResultCounts>,
  { weights }: ScoreSettings,
): number {
  return COMPLIANCE_SEVERITIES.reduce((sum, severity) => {
    const { pass, fail, error, exempt, warn } = counts[severity];
    const units =
      pass * (shares.pass ?? 0) +
      fail * (shares.fail ?? 0) +
      error * (shares.error ?? 0) +
      exempt * (shares.exempt ?? 0) +
      warn * (shares.warn ?? 0);
    return sum + weights[severity] * units;
  }, 0);
}

/**
 * The score of what was counted: Σ w·pass / Σ w·(pass + fail + error + exempt + ½·warn),
 * over all severities, with w their weight. `skip` and `not-evaluated` do not count.
 *
 * @public
 */
export function scoreOfCounts(
  counts: ComplianceCounts,
  settings: ScoreSettings = DEFAULT_COMPLIANCE_SETTINGS,
): ComplianceScore {
  const shares = sharesOf(settings);
  const kept = weigh(counts, shares.kept, settings);
  const counted = weigh(counts, shares.counted, settings);
  const percent = flooredPercent(kept, counted);
  return {
    ...(counted > 0 && { score: kept / counted }),
    ...(percent !== undefined && { percent }),
    weight: { kept, counted },
    results: resultsOf(counts),
  };
}

/**
 * The score of units, see {@link scoreOfCounts}.
 *
 * @public
 */
export function scoreOf(
  units: Iterable<Pick<ComplianceUnit, 'severity' | 'result' | 'count'>>,
  settings?: ScoreSettings,
): ComplianceScore {
  return scoreOfCounts(countUnits(units), settings);
}
