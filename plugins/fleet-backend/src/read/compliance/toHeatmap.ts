import {
  COMPLIANCE_SEVERITIES,
  severitiesOf,
  type CompliancePivot,
  type ComplianceSummary,
  type FleetCompliance,
} from '@fleetview/backstage-plugin-fleet-common';

const ROWS = 100;
const COLUMNS = 60;

type Heatmap = FleetCompliance['heatmap'];
type Column = Heatmap['columns'][number];

/** What columns without a value are called: of no control, of no standard. */
const NONE = '';

/**
 * Rows against columns, the worst first; severities in their own order. What has no row is
 * nobody's, and in totals alone.
 *
 * @param options.columnOf - what a column is called
 */
export function toHeatmap(options: {
  of: Heatmap['of'];
  by: Heatmap['by'];
  pivot: CompliancePivot;
  rowName: (key: string) => string;
  columnOf: (key: string) => Omit<Column, 'key' | 'percent'>;
}): Heatmap {
  const { of, by, pivot, rowName, columnOf } = options;
  const rows = pivot.rows
    .flatMap(({ row: key, ...summary }) =>
      key === undefined ? [] : [{ key, name: rowName(key), summary }],
    )
    .sort(
      (a, b) =>
        lostIn(b.summary) - lostIn(a.summary) || (a.name < b.name ? -1 : 1),
    );
  const columns = pivot.columns
    .map(({ column, ...summary }) => ({ key: column ?? NONE, summary }))
    .sort(
      (a, b) =>
        orderOf(by, a.key) - orderOf(by, b.key) ||
        lostIn(b.summary) - lostIn(a.summary) ||
        (a.key < b.key ? -1 : 1),
    );
  const rowAt = new Map(
    rows.slice(0, ROWS).map(({ key }, index) => [key, index]),
  );
  const columnAt = new Map(
    columns.slice(0, COLUMNS).map(({ key }, index) => [key, index]),
  );
  const found = pivot.cells
    .flatMap(({ row: rowKey, column: columnKey, ...summary }) => {
      const row = rowKey === undefined ? undefined : rowAt.get(rowKey);
      const column = columnAt.get(columnKey ?? NONE);
      return row === undefined || column === undefined
        ? []
        : [{ row, column, summary }];
    })
    .sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    of,
    by,
    rows: rows.slice(0, ROWS).map(({ key, name, summary }) => ({
      key,
      name,
      ...percentOf(summary),
    })),
    rowsTotal: rows.length,
    columns: columns.slice(0, COLUMNS).map(({ key, summary }) => ({
      key,
      ...columnOf(key),
      ...percentOf(summary),
    })),
    columnsTotal: columns.length,
    cells: {
      row: found.map(({ row }) => row),
      column: found.map(({ column }) => column),
      percent: found.map(({ summary }) => summary.score.percent ?? -1),
      failing: found.map(({ summary }) => failingIn(summary)),
      evaluated: found.map(({ summary }) => summary.coverage.evaluated),
      expected: found.map(({ summary }) => summary.coverage.expected),
    },
  };
}

/** Severities are in their own order, and what has no value comes last. */
function orderOf(by: Heatmap['by'], key: string): number {
  if (by === 'severity') {
    return COMPLIANCE_SEVERITIES.findIndex(each => each === key);
  }
  return key === NONE ? 1 : 0;
}

/** What is left to gain. */
function lostIn({ score: { weight } }: ComplianceSummary): number {
  return weight.counted - weight.kept;
}

function failingIn({ counts }: ComplianceSummary): number {
  return Object.values(severitiesOf(counts, 'fail')).reduce(
    (sum, count) => sum + count,
    0,
  );
}

function percentOf({ score: { percent } }: ComplianceSummary): {
  percent?: number;
} {
  return percent === undefined ? {} : { percent };
}
