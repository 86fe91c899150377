import type {
  MatrixCell,
  MatrixColumn,
  MatrixGroup,
  MatrixRange,
  MatrixRollup,
  MatrixRow,
  Status,
} from '@fleetview/backstage-plugin-fleet-react';

const TILE = 50;
const REGIONS = [
  'us-east-1',
  'us-west-2',
  'eu-west-1',
  'eu-central-1',
  'ap-south-1',
];
const SHORT = ['use1', 'usw2', 'euw1', 'euc1', 'aps1'];
const WORDS = [
  'cart',
  'checkout',
  'catalog',
  'payments',
  'identity',
  'search',
  'shipping',
  'pricing',
  'ledger',
  'notifications',
  'recommendations',
  'inventory',
];
const PARTS = ['', '-api', '-worker', '-frontend', '-gateway', '-importer'];
const KEYS: [Status['key'], number][] = [
  ['succeeded', 62],
  ['applying', 8],
  ['queued', 7],
  ['verifying', 4],
  ['soaking', 4],
  ['waiting', 3],
  ['failed', 2],
  ['stuck', 2],
  ['suspended', 2],
  ['rolled-back', 1],
  ['awaiting-approval', 2],
  ['skipped', 2],
  ['timed-out', 1],
];
const TOTAL = KEYS.reduce((sum, [, weight]) => sum + weight, 0);

function mixed(row: number, column: number): number {
  let value =
    Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(column + 7, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

function tileOf(y: number, x: number): number {
  return y * 10_000 + x;
}

/** A fleet that is worked out as it is looked at, in tiles, as a server answers. */
export class World {
  readonly #confirmedAt: string;
  readonly #loaded = new Set<number>();
  /** Made when first looked at, as a page unpacks what came over the wire. */
  readonly #cells = new Map<number, MatrixCell | null>();
  readonly #rows = new Map<number, MatrixRow>();
  readonly #columns = new Map<number, MatrixColumn>();
  readonly #rollups = new Map<string, MatrixRollup>();

  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly groups: readonly MatrixGroup[],
    readonly now: number,
  ) {
    this.#confirmedAt = new Date(now - 840_000).toISOString();
  }

  row(row: number): MatrixRow {
    const known = this.#rows.get(row);
    if (known) return known;
    const region = Math.min(
      REGIONS.length - 1,
      Math.floor((row / this.rows) * REGIONS.length),
    );
    const unreachable = row % 9 === 7;
    const made: MatrixRow = {
      id: `c-${row}`,
      label: `${row % 5 === 4 ? 'stage' : 'prod'}-${SHORT[region]}-${String(
        row,
      ).padStart(3, '0')}`,
      detail: REGIONS[region],
      status: {
        key: unreachable
          ? 'unreachable'
          : row % 13 === 5
          ? 'degraded'
          : 'healthy',
        stale: false,
      },
    };
    this.#rows.set(row, made);
    return made;
  }

  column(column: number): MatrixColumn {
    const known = this.#columns.get(column);
    if (known) return known;
    const word = WORDS[column % WORDS.length];
    const part = PARTS[Math.floor(column / WORDS.length) % PARTS.length];
    const number = Math.floor(column / (WORDS.length * PARTS.length));
    const made = {
      id: `e-${column}`,
      title: `${word}${part}${number ? `-${number}` : ''}`,
      detail: `team-${column % 40}`,
    };
    this.#columns.set(column, made);
    return made;
  }

  cell(row: number, column: number): MatrixCell | null | undefined {
    const tile = tileOf(Math.floor(row / TILE), Math.floor(column / TILE));
    if (!this.#loaded.has(tile)) return undefined;
    const id = row * 100_000 + column;
    const known = this.#cells.get(id);
    if (known !== undefined) return known;
    const made = this.#make(row, column);
    this.#cells.set(id, made);
    return made;
  }

  rollup(group: MatrixGroup, column: number): MatrixRollup {
    const id = `${group.key} ${column}`;
    const known = this.#rollups.get(id);
    if (known) return known;
    const random = mixed(group.from, column);
    const failed = random % 7 === 0 ? random % 5 : 0;
    const busy = (random >>> 4) % Math.max(1, Math.floor(group.count / 4));
    const stale = (random >>> 9) % 3;
    const made: MatrixRollup = [
      { status: { key: 'failed' as const, stale: false }, count: failed },
      { status: { key: 'applying' as const, stale: false }, count: busy },
      { status: { key: 'succeeded' as const, stale: true }, count: stale },
      {
        status: { key: 'succeeded' as const, stale: false },
        count: Math.max(0, group.count - failed - busy - stale),
      },
    ].filter(({ count }) => count > 0);
    this.#rollups.set(id, made);
    return made;
  }

  /** Whether anything of a part is new. */
  load(rows: readonly MatrixRange[], columns: MatrixRange): boolean {
    let isNew = false;
    for (const range of rows) {
      for (let y = Math.floor(range.from / TILE); y * TILE < range.to; y++) {
        for (
          let x = Math.floor(columns.from / TILE);
          x * TILE < columns.to;
          x++
        ) {
          const id = tileOf(y, x);
          if (this.#loaded.has(id)) continue;
          this.#loaded.add(id);
          isNew = true;
        }
      }
    }
    return isNew;
  }

  /** Another state for a cell, as news brings it. */
  change(row: number, column: number, cell: MatrixCell): void {
    this.#cells.set(row * 100_000 + column, cell);
  }

  #make(row: number, column: number): MatrixCell | null {
    const random = mixed(row, column);
    if (row % 9 === 7 && random % 3 === 0)
      return {
        kind: 'not-known',
        reason: 'connect ECONNREFUSED 10.4.1.7:6443',
      };
    if (random % 6 === 0) return null;
    let pick = (random >>> 5) % TOTAL;
    const key =
      KEYS.find(([, weight]) => (pick -= weight) < 0)?.[0] ?? 'succeeded';
    const age = ((random >>> 3) % 5_000) * ((random >>> 17) % 40) * 1_000;
    const isNew = !['queued', 'waiting', 'awaiting-approval'].includes(key);
    const kind = column % 5;
    const version =
      kind === 4
        ? (
            mixed(column, isNew ? 1 : 0).toString(16) +
            mixed(column, 2).toString(16)
          )
            .padEnd(40, 'a')
            .slice(0, 40)
        : `${1 + (column % 3)}.${20 + (column % 30)}.${isNew ? 1 : 0}`;
    return {
      kind: 'state',
      status: {
        key,
        stale: row % 9 === 7,
        confirmedAt: this.#confirmedAt,
        reason:
          key === 'failed'
            ? 'admission webhook "validate.kyverno.svc-fail" denied the request'
            : undefined,
      },
      version,
      since: new Date(this.now - age - 20_000).toISOString(),
    };
  }
}

/** Rows in so many groups of one size. */
export function groupsOf(rows: number, groups: number): MatrixGroup[] {
  const size = Math.ceil(rows / groups);
  return Array.from({ length: groups }, (_, index) => ({
    key: `g${index}`,
    label: groups === REGIONS.length ? REGIONS[index] : `wave ${index + 1}`,
    from: index * size,
    count: Math.min(size, rows - index * size),
    collapsed: false,
  }));
}
