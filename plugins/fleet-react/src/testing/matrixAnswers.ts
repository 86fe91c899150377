import {
  MEMBER_STATES,
  type ClusterSummary,
  type Facet,
  type MatrixAxes,
  type MatrixCells,
  type MatrixCounts,
  type MatrixQuery,
  type MatrixRollups,
  type MatrixRollupsQuery,
  type MatrixRow,
  type MatrixTile,
  type MatrixTileQuery,
  type MatrixWaves,
  type MemberState,
  type Rollout,
  type StateCounts,
} from '@fleetview/backstage-plugin-fleet-common';
import { NOW } from './builders';
import { momentOf } from './pastAnswers';
import {
  countOf,
  isStale,
  Matrix,
  passesRow,
  ROW_KEYS,
  stateOf,
  STATES,
  statesOf,
  worstOf,
} from './matrix';
import { coverageOf, sumCounts, type World } from './world';

const SHOWN = 100;

const ARRIVED: MemberState[] = ['succeeded', 'skipped', 'not-placed'];
const ROLLOUTS = MEMBER_STATES.filter(state => !ARRIVED.includes(state));

function wavesOf({ summary }: Rollout): MatrixWaves {
  return {
    by: 'rollout',
    rolloutId: summary.id,
    entityRef: summary.entityRef,
    version: summary.version,
    lifeCycle: summary.lifeCycle,
  };
}

/** The axes of the matrix of a world. */
export function matrixAxes(world: World, query: MatrixQuery): MatrixAxes {
  const matrix = new Matrix(world, query);
  return {
    ...momentOf(query),
    revision: world.revision,
    version: matrix.version,
    groupBy: query.groupBy ?? 'region',
    ...(matrix.release ? { waves: wavesOf(matrix.release) } : {}),
    rows: {
      total: matrix.rows.length,
      groups: matrix.groups,
      items: matrix.rows.slice(0, SHOWN).map(toRow),
    },
    columns: {
      total: matrix.columns.length,
      items: matrix.columns.slice(0, SHOWN),
    },
    totals: sumCounts(matrix.cells.map(countOf)),
    facets: facets(world, query),
    coverage: coverageOf(world.clusters.filter(item => passesRow(item, query))),
    hidden: 0,
  };
}

/**
 * A tile of the matrix of a world.
 *
 * @returns undefined where rows and columns are numbered otherwise by now
 */
export function matrixTile(
  world: World,
  query: MatrixTileQuery,
): MatrixTile | undefined {
  const matrix = new Matrix(world, query);
  if (query.version !== undefined && query.version !== matrix.version) {
    return undefined;
  }
  const [firstRow, lastRow] = rangeOf(query.rows);
  const [firstColumn, lastColumn] = rangeOf(query.columns);
  const rows = matrix.rows.slice(firstRow, lastRow);
  const columns = matrix.columns.slice(firstColumn, lastColumn);
  const versions: string[] = [];
  const indexOf = (version: string | undefined) => {
    if (version === undefined) return -1;
    if (!versions.includes(version)) versions.push(version);
    return versions.indexOf(version);
  };
  const cells: MatrixCells = {
    row: [],
    column: [],
    state: [],
    version: [],
    desired: [],
    since: [],
    atLeast: [],
    instances: [],
    stale: [],
    staleSince: [],
    rollout: [],
    rolloutSince: [],
  };
  rows.forEach(({ id }, row) =>
    columns.forEach(({ entityRef }, column) => {
      const cell = matrix.cell(id, entityRef);
      if (!cell) return;
      const stale = isStale(cell.instances)
        ? cell.instances.find(({ currency }) => !currency.current)
        : undefined;
      const worst = worstOf(
        stale
          ? cell.instances
          : cell.instances.filter(({ currency }) => currency.current),
      );
      cells.row.push(row);
      cells.column.push(column);
      cells.state.push(STATES.indexOf(stateOf(worst)));
      cells.version.push(indexOf(worst.version.actual));
      cells.desired.push(indexOf(worst.version.desired));
      cells.since.push(ageOf(worst.since));
      cells.atLeast.push(worst.sinceIsLowerBound ? 1 : 0);
      cells.instances.push(cell.instances.length);
      cells.stale.push(stale ? 1 : 0);
      cells.staleSince.push(ageOf(stale?.currency.confirmedAt));
      const release = cell.instances
        .flatMap(({ rollout }) => rollout ?? [])
        .sort((a, b) => ROLLOUTS.indexOf(a.state) - ROLLOUTS.indexOf(b.state))
        .find(({ state }) => ROLLOUTS.includes(state));
      cells.rollout.push(release ? ROLLOUTS.indexOf(release.state) : -1);
      cells.rolloutSince.push(ageOf(release?.since));
    }),
  );
  return {
    ...momentOf(query),
    revision: world.revision,
    version: matrix.version,
    rows: { from: firstRow, items: rows.map(toRow) },
    columns: { from: firstColumn, items: columns },
    states: STATES,
    versions,
    rollouts: ROLLOUTS,
    cells,
  };
}

/**
 * The groups of the matrix of a world by its columns.
 *
 * @returns undefined where rows and columns are numbered otherwise by now
 */
export function matrixRollups(
  world: World,
  query: MatrixRollupsQuery,
): MatrixRollups | undefined {
  const matrix = new Matrix(world, query);
  if (query.version !== undefined && query.version !== matrix.version) {
    return undefined;
  }
  const [firstGroup, lastGroup] = rangeOf(query.groups, [0, 100]);
  const [firstColumn, lastColumn] = rangeOf(query.columns);
  const groups = matrix.groups.slice(firstGroup, lastGroup);
  const columns = matrix.columns.slice(firstColumn, lastColumn);
  const counted: MatrixCounts = {
    group: [],
    column: [],
    healthy: [],
    suspended: [],
    progressing: [],
    unknown: [],
    missing: [],
    degraded: [],
    stale: [],
    outOfSync: [],
    total: [],
  };
  groups.forEach(({ from, count }, group) =>
    columns.forEach(({ entityRef }, column) => {
      const sum = sumCounts(
        matrix.rows
          .slice(from, from + count)
          .flatMap(({ id }) => matrix.cell(id, entityRef) ?? [])
          .map(countOf),
      );
      if (sum.total === 0) return;
      counted.group.push(group);
      counted.column.push(column);
      for (const [state, value] of Object.entries(sum)) {
        counted[state as keyof StateCounts].push(value);
      }
    }),
  );
  return {
    ...momentOf(query),
    revision: world.revision,
    version: matrix.version,
    groups: { from: firstGroup, count: groups.length },
    columns: { from: firstColumn, count: columns.length },
    counts: counted,
  };
}

function facets(world: World, query: MatrixQuery): Record<string, Facet> {
  const of = (key: keyof MatrixQuery) =>
    new Matrix(world, { ...query, [key]: undefined });
  const columnKeys = ['system', 'domain', 'owner'] as const;
  return Object.fromEntries([
    ...ROW_KEYS.map(key => [
      key,
      facetOf(of(key).rows.map(({ attributes }) => attributes[key].value)),
    ]),
    ...columnKeys.map(key => [
      key,
      facetOf(of(key).columns.map(column => column[key] ?? 'unassigned')),
    ]),
    ['state', facetOf(of('state').cells.flatMap(statesOf))],
  ]);
}

function facetOf(values: readonly string[]): Facet {
  return {
    values: [...new Set(values)].sort().map(value => ({
      value,
      count: values.filter(each => each === value).length,
    })),
  };
}

function toRow(item: ClusterSummary): MatrixRow {
  const { region, environment, owner, provider, tier } = item.attributes;
  const told = ({ value }: { value: string }) =>
    value === 'unassigned' ? undefined : value;
  const { state, since } = item.reachability;
  return {
    cluster: { id: item.id, name: item.name },
    region: region.value,
    environment: environment.value,
    owner: told(owner),
    provider: told(provider),
    tier: told(tier),
    reachability: state,
    since,
    stale: !item.currency.current,
    complete:
      state === 'reachable' &&
      item.coverage.asked > 0 &&
      item.coverage.current === item.coverage.asked,
  };
}

function rangeOf(
  text: string | undefined,
  otherwise = [0, 50],
): [number, number] {
  const [from, to] = text?.split('-').map(Number) ?? otherwise;
  return [from, to];
}

function ageOf(time: string | undefined): number {
  return time === undefined
    ? -1
    : Math.max(0, Math.floor((NOW - Date.parse(time)) / 1_000));
}
