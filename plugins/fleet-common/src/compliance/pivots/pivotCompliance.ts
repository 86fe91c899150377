import { evidenceOf, type PolicyEvidence } from '../coverage/evidenceOf';
import { indexEvidence } from '../coverage/coverageOf';
import type { ScoreSettings } from '../scores/scoreOf';
import {
  type ComplianceAttributes,
  type ComplianceUnit,
  pairKeyOf,
  type PolicyOnCluster,
} from '../units/complianceUnit';
import {
  compareValues,
  type ComplianceDimension,
  type DimensionValue,
  valuesOf,
} from './dimensions';
import { type ComplianceSummary, Tally } from './Tally';

/**
 * A policy that is expected on a cluster, and what that can be looked at by where no unit
 * tells.
 *
 * @public
 */
export type ExpectedPair = PolicyOnCluster & ComplianceAttributes;

/**
 * A cell of a heatmap. A row or column is absent of what has no value there.
 *
 * @public
 */
export type ComplianceCell = ComplianceSummary & {
  row?: string;
  column?: string;
};

/**
 * A heatmap. Cells are in the order of rows and of columns, and only those that something
 * is known or expected of; a unit with several controls is in several of them, and is in
 * each total once.
 *
 * @public
 */
export type CompliancePivot = {
  cells: ComplianceCell[];
  rows: (ComplianceSummary & { row?: string })[];
  columns: (ComplianceSummary & { column?: string })[];
  total: ComplianceSummary;
};

/** Tallies by rows, columns and both. */
class Tallies {
  readonly #rows = new Map<DimensionValue, Tally>();
  readonly #columns = new Map<DimensionValue, Tally>();
  readonly #cells = new Map<DimensionValue, Map<DimensionValue, Tally>>();
  readonly total = new Tally();

  /** Those of all cells, rows and columns that something is in, and of the total. */
  *of(
    rows: readonly DimensionValue[],
    columns: readonly DimensionValue[],
  ): Generator<Tally> {
    yield this.total;
    for (const row of rows) yield tallyOf(this.#rows, row);
    for (const column of columns) yield tallyOf(this.#columns, column);
    for (const row of rows) {
      let cells = this.#cells.get(row);
      if (!cells) {
        cells = new Map();
        this.#cells.set(row, cells);
      }
      for (const column of columns) yield tallyOf(cells, column);
    }
  }

  rows() {
    return sorted(this.#rows);
  }

  columns() {
    return sorted(this.#columns);
  }

  cells() {
    return sorted(this.#cells).map(
      ([row, cells]) => [row, sorted(cells)] as const,
    );
  }
}

function tallyOf(
  tallies: Map<DimensionValue, Tally>,
  value: DimensionValue,
): Tally {
  let tally = tallies.get(value);
  if (!tally) {
    tally = new Tally();
    tallies.set(value, tally);
  }
  return tally;
}

function sorted<T>(map: ReadonlyMap<DimensionValue, T>): [DimensionValue, T][] {
  return [...map].sort(([left], [right]) => compareValues(left, right));
}

/**
 * Lays out units, and what is expected, by two dimensions.
 *
 * Whether a policy is evaluated on a cluster is told of the two as a whole: in each cell
 * that it is in, it is or is not. It is in the cells of its units; where there are none, in
 * those that its own attributes name.
 *
 * @public
 */
export function pivotCompliance(options: {
  units: readonly ComplianceUnit[];
  expected: readonly ExpectedPair[];
  rowBy: ComplianceDimension;
  columnBy: ComplianceDimension;
  /**
   * What is known of policies on clusters, where the units are only those of somebody: that
   * nothing was found of theirs is not that nobody looked. That of the units where absent.
   */
  evidence?: Iterable<PolicyEvidence>;
  /** Clusters that cannot be read. */
  unreachable?: ReadonlySet<string>;
  /** How many more are expected on clusters that nobody names: in the total alone. */
  unnamed?: number;
  settings?: ScoreSettings;
}): CompliancePivot {
  const { units, rowBy, columnBy, unnamed, unreachable, settings } = options;
  const expected = new Map(
    options.expected.map(pair => [pairKeyOf(pair), pair]),
  );
  const tallies = new Tallies();
  const placed = new Set<string>();
  for (const unit of units) {
    const key = pairKeyOf(unit);
    const pair = expected.get(key);
    if (pair) placed.add(key);
    const rows = valuesOf(unit, rowBy);
    const columns = valuesOf(unit, columnBy);
    for (const tally of tallies.of(rows, columns)) {
      tally.addUnit(unit, key);
      if (pair) tally.expect(pair, key);
    }
  }
  for (const [key, pair] of expected) {
    if (placed.has(key)) continue;
    const rows = valuesOf(pair, rowBy);
    const columns = valuesOf(pair, columnBy);
    for (const tally of tallies.of(rows, columns)) tally.expect(pair, key);
  }
  const evidence = indexEvidence(options.evidence ?? evidenceOf(units));
  const summary = {
    evidence,
    ...(unreachable && { unreachable }),
    ...(settings && { settings }),
  };
  return {
    cells: tallies.cells().flatMap(([row, cells]) =>
      cells.map(([column, tally]) => ({
        ...(row !== undefined && { row }),
        ...(column !== undefined && { column }),
        ...tally.summarise(summary),
      })),
    ),
    rows: tallies.rows().map(([row, tally]) => ({
      ...(row !== undefined && { row }),
      ...tally.summarise(summary),
    })),
    columns: tallies.columns().map(([column, tally]) => ({
      ...(column !== undefined && { column }),
      ...tally.summarise(summary),
    })),
    total: tallies.total.summarise({
      ...summary,
      ...(unnamed !== undefined && { unnamed }),
    }),
  };
}
