import {
  MEMBER_STATES,
  type Certainty,
  type MatrixAxes,
  type MatrixCellState,
  type MatrixRollups,
  type MatrixTile,
  type MemberState,
  type PastGap,
  type StateCounts,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  type MatrixCell,
  type MatrixColumn,
  type MatrixLegendItem,
  type MatrixRollup,
  type MatrixRow,
  type Status,
} from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';

type AxisRow = MatrixAxes['rows']['items'][number];
type AxisColumn = MatrixAxes['columns']['items'][number];

/** The most urgent first, with how the answers call their count. */
const COUNTED = [
  ['degraded', 'degraded'],
  ['missing', 'missing'],
  ['out-of-sync', 'outOfSync'],
  ['unknown', 'unknown'],
  ['progressing', 'progressing'],
  ['suspended', 'suspended'],
  ['healthy', 'healthy'],
] as const satisfies readonly [MatrixCellState, keyof StateCounts][];

/** Words of a matrix of a time in the past. */
export type PastWords = {
  status: (key: MatrixCellState) => string;
  gap: (gap: PastGap) => string;
  certainty: (certainty: Exclude<Certainty, 'known'>) => string;
};

/** A cluster as a row. That it cannot be read, or could not, is said at its name. */
export function toRow(row: AxisRow, words?: PastWords): MatrixRow {
  const status = statusOfRow(row);
  const gap = row.gap && words?.gap(row.gap);
  return {
    id: row.cluster.id,
    label: row.cluster.name,
    detail: gap ? `${row.region}, ${gap}` : row.region,
    ...(status ? { status } : {}),
  };
}

function statusOfRow({
  reachability,
  since,
  gap,
}: AxisRow): Status | undefined {
  if (reachability === 'reachable') return undefined;
  return {
    // Of then nobody may know how it was.
    key: gap && gap !== 'not-answering' ? 'unknown' : reachability,
    stale: false,
    ...(since ? { confirmedAt: since } : {}),
  };
}

export function toColumn(column: AxisColumn): MatrixColumn {
  return {
    id: column.entityRef,
    title: column.title ?? entityName(column.entityRef),
    detail: [column.entityRef, column.owner].filter(Boolean).join(', '),
  };
}

/** What one tile brought, by numbers of the whole matrix. */
export type TileModel = {
  rows: Map<
    number,
    { row: MatrixRow; isComplete: boolean; notKnown: MatrixCell }
  >;
  columns: Map<number, MatrixColumn>;
  /** By row, then by column. */
  cells: Map<number, Map<number, MatrixCell>>;
  rowRange: readonly [number, number];
  columnRange: readonly [number, number];
};

/** Cells are made once for each answer, so that what did not change is not drawn again. */
export function toTileModel(tile: MatrixTile, words?: PastWords): TileModel {
  const { rows, columns, cells } = tile;
  const notKnown = new Map<PastGap | undefined, MatrixCell>();
  const notKnownOf = (gap: PastGap | undefined): MatrixCell => {
    const known = notKnown.get(gap) ?? {
      kind: 'not-known',
      ...(gap && words ? { reason: words.gap(gap) } : {}),
    };
    notKnown.set(gap, known);
    return known;
  };
  const made: TileModel['cells'] = new Map();
  const asOf = Date.parse(tile.asOf);
  const timeOf = (seconds: number) =>
    seconds < 0 ? undefined : new Date(asOf - seconds * 1000).toISOString();
  cells.row.forEach((row, index) => {
    const key = tile.states[cells.state[index]] ?? 'unknown';
    const isStale = cells.stale[index] === 1;
    const version = tile.versions[cells.version[index]];
    const desired = tile.versions[cells.desired[index]];
    const since = timeOf(
      isStale ? cells.staleSince[index] : cells.since[index],
    );
    const certainty = tile.certainties?.[cells.certainty?.[index] ?? -1];
    const reason =
      certainty && certainty !== 'known'
        ? words?.certainty(certainty)
        : undefined;
    const cell: MatrixCell = {
      kind: 'state',
      status: {
        key,
        stale: isStale,
        ...(isStale && since ? { confirmedAt: since } : {}),
        ...(reason ? { reason } : {}),
      },
      // That it is not known how it was is read out, and not on hover alone.
      ...(reason && words && !isStale
        ? { word: `${words.status(key)}: ${reason}` }
        : {}),
      ...(version ?? desired ? { version: version ?? desired } : {}),
      ...(since ? { since } : {}),
      ...releaseOf(tile, index, timeOf),
    };
    const inRow = made.get(rows.from + row) ?? new Map<number, MatrixCell>();
    made.set(rows.from + row, inRow);
    inRow.set(columns.from + cells.column[index], cell);
  });
  return {
    rows: new Map(
      rows.items.map((row, index) => [
        rows.from + index,
        {
          row: toRow(row, words),
          isComplete: row.complete,
          notKnown: notKnownOf(row.gap),
        },
      ]),
    ),
    columns: new Map(
      columns.items.map((column, index) => [
        columns.from + index,
        toColumn(column),
      ]),
    ),
    cells: made,
    rowRange: [rows.from, rows.from + rows.items.length],
    columnRange: [columns.from, columns.from + columns.items.length],
  };
}

/** How far a release is in a cell. An older server says nothing of it. */
function releaseOf(
  { rollouts = [], cells }: MatrixTile,
  index: number,
  timeOf: (seconds: number) => string | undefined,
): Pick<Extract<MatrixCell, { kind: 'state' }>, 'release'> {
  const state = rollouts[cells.rollout?.[index] ?? -1];
  if (!state) return {};
  const since = timeOf(cells.rolloutSince[index]);
  return { release: { state, ...(since ? { since } : {}) } };
}

/** Which releases' states are in some cells, the most urgent first. */
export function releasesIn(tiles: Iterable<TileModel>): MemberState[] {
  const found = new Set<MemberState>();
  for (const { cells } of tiles) {
    for (const row of cells.values()) {
      for (const cell of row.values()) {
        if (cell.kind === 'state' && cell.release)
          found.add(cell.release.state);
      }
    }
  }
  return MEMBER_STATES.filter(state => found.has(state));
}

/** What a group of rows is called. Untrusted text. */
export function groupLabel(
  { groupBy, waves }: Pick<MatrixAxes, 'groupBy' | 'waves'>,
  { key, name }: MatrixAxes['rows']['groups'][number],
  t: Text,
): string {
  if (groupBy !== 'wave') return entityName(key);
  if (key === '') return t('matrix.waves.notKnown');
  if (key === 'other') return t('matrix.waves.other');
  if (key === 'unassigned') {
    return waves?.by === 'rollout'
      ? t('matrix.waves.notInRelease')
      : t('matrix.waves.notInPlan');
  }
  return name
    ? t('matrix.waves.named', { number: key, name })
    : t('matrix.waves.wave', { number: key });
}

/** Cells of groups by state, by `group/column`, both as numbers of the whole matrix. */
export function toRollups(rollups: MatrixRollups): Map<string, MatrixRollup> {
  const { groups, columns, counts } = rollups;
  return new Map(
    counts.group.map((group, index) => [
      `${groups.from + group}/${columns.from + counts.column[index]}`,
      partsOf(name => counts[name][index]),
    ]),
  );
}

function partsOf(
  countOf: (name: Exclude<keyof StateCounts, 'total'>) => number,
): MatrixRollup {
  const parts: { status: Pick<Status, 'key' | 'stale'>; count: number }[] = [];
  let counted = 0;
  for (const [key, name] of COUNTED) {
    const count = countOf(name);
    if (count > 0) parts.push({ status: { key, stale: false }, count });
    counted += count;
  }
  const stale = countOf('stale');
  return stale > 0 && counted >= 0
    ? [...parts, { status: { key: 'unknown', stale: true }, count: stale }]
    : parts;
}

/** What the glyphs mean, with how many cells show each. */
export function toLegend(
  totals: StateCounts,
  chosen: readonly string[],
): MatrixLegendItem[] {
  const items: (MatrixLegendItem & { count: number })[] = COUNTED.map(
    ([key, name]) => ({
      id: key,
      status: { key, stale: false },
      count: totals[name],
      isChosen: chosen.includes(key),
    }),
  );
  items.push({
    id: 'stale',
    status: { key: 'unknown', stale: true },
    count: totals.stale,
    isChosen: chosen.includes('stale'),
  });
  return items.filter(({ count, isChosen }) => count > 0 || isChosen);
}
