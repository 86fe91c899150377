import type {
  ClusterSummary,
  CountedState,
  Instance,
  MatrixCellState,
  MatrixColumn,
  MatrixQuery,
  Rollout,
  StateCounts,
} from '@fleetview/backstage-plugin-fleet-common';
import { counts } from './builders';
import type { World } from './world';

export const STATES: MatrixCellState[] = [
  'healthy',
  'suspended',
  'out-of-sync',
  'progressing',
  'unknown',
  'missing',
  'degraded',
];

export type Cell = { row: string; column: string; instances: Instance[] };

/** The matrix of a world, as a query selects, groups and sorts it. */
export class Matrix {
  readonly rows: ClusterSummary[];
  readonly columns: MatrixColumn[];
  readonly groups: {
    key: string;
    name?: string;
    from: number;
    count: number;
  }[] = [];
  readonly cells: Cell[];

  constructor(readonly world: World, readonly query: MatrixQuery) {
    const asked = world.clusters.filter(item => passesRow(item, query));
    const ids = new Set(asked.map(({ id }) => id));
    const all = cellsOf(
      world.instances.filter(
        item => ids.has(item.cluster.id) && passesColumn(item, query),
      ),
    );
    const wanted = query.state ?? [];
    const chosen = all.filter(
      cell =>
        wanted.length === 0 ||
        wanted.some(state => statesOf(cell).includes(state)),
    );
    const placed = new Set(chosen.map(({ row }) => row));
    const kept = asked.filter(
      ({ id }) => (!query.placed && wanted.length === 0) || placed.has(id),
    );
    const columnIds = new Set(chosen.map(({ column }) => column));
    this.cells = all.filter(
      cell => columnIds.has(cell.column) && kept.some(k => k.id === cell.row),
    );
    this.columns = sorted(
      [...columnIds].map(ref => toColumn(world, ref)),
      column => column.title ?? column.entityRef,
      query.columnSort === 'state'
        ? column => this.#worstOf('column', column.entityRef)
        : undefined,
    );
    const keys = new Map<string, ClusterSummary[]>();
    for (const item of sorted(
      kept,
      ({ name }) => name,
      query.sort === 'state' ? ({ id }) => this.#worstOf('row', id) : undefined,
    )) {
      const key = groupOf(item, query, this.release);
      keys.set(key, [...(keys.get(key) ?? []), item]);
    }
    this.rows = [];
    for (const [key, items] of sorted([...keys], ([each]) => each)) {
      const name =
        query.groupBy === 'wave'
          ? this.release?.summary.waves[Number(key) - 1]?.name
          : undefined;
      this.groups.push({
        key,
        ...(name ? { name } : {}),
        from: this.rows.length,
        count: items.length,
      });
      this.rows.push(...items);
    }
  }

  /** Of rows, groups and columns, in words: tests can read it. */
  get version(): string {
    return [
      this.rows.map(({ id }) => id),
      this.groups.map(({ key }) => key),
      this.columns.map(({ entityRef }) => entityRef),
    ].join(' | ');
  }

  /** Whose waves rows can be grouped by. */
  get release(): Rollout | undefined {
    const { component = [], rollout } = this.query;
    return this.world.rollouts.find(({ summary }) =>
      rollout
        ? summary.id === rollout
        : component.length === 1 &&
          summary.entityRef === component[0] &&
          summary.waves.length > 0,
    );
  }

  cell(row: string, column: string): Cell | undefined {
    return this.cells.find(cell => cell.row === row && cell.column === column);
  }

  #worstOf(axis: 'row' | 'column', id: string): number {
    return Math.max(
      -1,
      ...this.cells
        .filter(cell => cell[axis] === id)
        .map(({ instances }) =>
          isStale(instances)
            ? STATES.indexOf('unknown')
            : STATES.indexOf(stateOf(worstOf(instances))),
        ),
    );
  }
}

export const ROW_KEYS = ['region', 'environment', 'provider', 'tier'] as const;

export function passesRow(item: ClusterSummary, query: MatrixQuery): boolean {
  return (
    ROW_KEYS.every(key => isAmong(query[key], item.attributes[key].value)) &&
    isAmong(query.cluster, item.id)
  );
}

function passesColumn(item: Instance, query: MatrixQuery): boolean {
  const text = query.text?.toLocaleLowerCase('en') ?? '';
  return (
    item.entityRef !== undefined &&
    isAmong(query.component, item.entityRef) &&
    isAmong(query.system, item.system ?? 'unassigned') &&
    isAmong(query.owner, item.owner ?? 'unassigned') &&
    isAmong(query.domain, 'unassigned') &&
    `${item.entityRef.split('/')[1]} ${item.title ?? ''}`
      .toLocaleLowerCase('en')
      .includes(text)
  );
}

function isAmong(
  wanted: readonly string[] | undefined,
  value: string,
): boolean {
  return !wanted || wanted.length === 0 || wanted.includes(value);
}

function cellsOf(instances: readonly Instance[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const item of instances) {
    const column = item.entityRef as string;
    const key = `${item.cluster.id} ${column}`;
    const cell = cells.get(key) ?? {
      row: item.cluster.id,
      column,
      instances: [],
    };
    cell.instances.push(item);
    cells.set(key, cell);
  }
  return [...cells.values()];
}

export function stateOf({ health, sync }: Instance): MatrixCellState {
  const isFine = health === 'healthy' || health === 'suspended';
  return isFine && sync === 'out-of-sync' ? 'out-of-sync' : health;
}

export function worstOf(instances: readonly Instance[]): Instance {
  return instances.reduce((worst, item) =>
    STATES.indexOf(stateOf(item)) > STATES.indexOf(stateOf(worst))
      ? item
      : worst,
  );
}

export function countOf({ instances }: Cell): StateCounts {
  if (isStale(instances)) return counts({ stale: 1 });
  const current = instances.filter(({ currency }) => currency.current);
  return counts({
    [worstOf(current).health]: 1,
    outOfSync: current.some(({ sync }) => sync === 'out-of-sync') ? 1 : 0,
  });
}

/** One that is stale makes the cell so, unless another is known to be bad. */
export function isStale(instances: readonly Instance[]): boolean {
  return (
    instances.some(({ currency }) => !currency.current) &&
    !instances.some(
      ({ currency, health }) =>
        currency.current && (health === 'missing' || health === 'degraded'),
    )
  );
}

export function statesOf(cell: Cell): CountedState[] {
  const { outOfSync, total: _, ...states } = countOf(cell);
  return [
    ...Object.entries(states).flatMap(([state, count]) =>
      count > 0 ? [state as CountedState] : [],
    ),
    ...(outOfSync > 0 ? (['out-of-sync'] as const) : []),
  ];
}

function groupOf(
  item: ClusterSummary,
  query: MatrixQuery,
  release: Rollout | undefined,
): string {
  const { groupBy = 'region' } = query;
  if (groupBy === 'wave' && release) {
    const member = release.items.find(each => each.cluster.id === item.id);
    if (!member) return 'unassigned';
    const { wave } = member.rollout;
    return wave === undefined ? 'other' : String(wave + 1);
  }
  return groupBy === 'none' || groupBy === 'wave'
    ? ''
    : item.attributes[groupBy].value;
}

function toColumn(world: World, entityRef: string): MatrixColumn {
  const item = world.instances.find(each => each.entityRef === entityRef);
  return {
    entityRef,
    title: item?.title,
    system: item?.system,
    owner: item?.owner,
  };
}

/** By name, and by how bad it is before, if that is asked for. */
function sorted<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  badnessOf: (item: T) => number = () => 0,
): T[] {
  return [...items].sort(
    (left, right) =>
      badnessOf(right) - badnessOf(left) ||
      nameOf(left).localeCompare(nameOf(right), 'en', { numeric: true }),
  );
}
