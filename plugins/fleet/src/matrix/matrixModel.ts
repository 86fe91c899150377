import {
  type Certainty,
  type MatrixAxes,
  type MatrixCellState,
  type PastGap,
  type StateCounts,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
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

/** What the cells of a group in one column are, from what counts them. */
export function partsOf(
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
