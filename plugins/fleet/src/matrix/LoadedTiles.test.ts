import type { MatrixTile } from '@fleetview/backstage-plugin-fleet-common';
import { LoadedRollups } from './LoadedRollups';
import { LoadedTiles } from './LoadedTiles';
import { TileModel } from './TileModel';

/** A tile whose one cell is its first. */
function tileAt(
  row: number,
  column: number,
  other: Partial<MatrixTile> = {},
): MatrixTile {
  return {
    asOf: '2026-11-20T12:00:00.000Z',
    revision: 1,
    version: 'v',
    rows: {
      from: row,
      items: [0, 1].map(number => ({
        cluster: { id: `c-${row + number}`, name: `prod-${row + number}` },
        region: 'eu',
        environment: 'production',
        reachability: 'reachable',
        stale: false,
        complete: number === 0,
      })),
    },
    columns: {
      from: column,
      items: [0, 1].map(number => ({
        entityRef: `component:default/s-${column + number}`,
      })),
    },
    states: ['healthy'],
    versions: ['1.0.0'],
    rollouts: [],
    cells: {
      row: [0],
      column: [0],
      state: [0],
      version: [0],
      desired: [-1],
      since: [60],
      atLeast: [0],
      instances: [1],
      stale: [0],
      staleSince: [-1],
      rollout: [-1],
      rolloutSince: [-1],
    },
    ...other,
  };
}

describe('LoadedTiles', () => {
  it('finds what tiles brought by the numbers of the matrix', () => {
    const loaded = LoadedTiles.none()
      .with(new TileModel(tileAt(0, 0)))
      .with(new TileModel(tileAt(50, 80)));
    expect(loaded.cellAt(0, 0)).toMatchObject({ version: '1.0.0' });
    expect(loaded.cellAt(50, 80)).toMatchObject({ version: '1.0.0' });
    // Nothing runs there, for the whole of the cluster is known.
    expect(loaded.cellAt(50, 81)).toBeNull();
    expect(loaded.cellAt(51, 80)).toEqual({ kind: 'not-known' });
    expect([
      loaded.cellAt(0, 80),
      loaded.cellAt(2, 0),
      loaded.cellAt(50, 82),
    ]).toEqual([undefined, undefined, undefined]);
    expect(loaded.rowAt(51)?.label).toBe('prod-51');
    expect(loaded.columnAt(81)?.title).toBe('s-81');
    expect(loaded.rowOf('c-50')?.label).toBe('prod-50');
    expect(loaded.rowOf('c-2')).toBeUndefined();
  });

  it('keeps cells, and rows that say the same, so that they are not drawn again', () => {
    const first = LoadedTiles.none().with(new TileModel(tileAt(0, 0)));
    const cell = first.cellAt(0, 0);
    const row = first.rowAt(0);
    const second = first.with(new TileModel(tileAt(0, 40)));
    expect(second).not.toBe(first);
    expect(second.cellAt(0, 0)).toBe(cell);
    expect(second.rowAt(0)).toBe(row);
    const other = tileAt(0, 40);
    other.rows.items[0].reachability = 'unreachable';
    const third = second.with(new TileModel(other));
    expect(third.rowAt(0)?.status?.key).toBe('unreachable');
  });

  it('shows what a tile says when it comes again', () => {
    const again = new TileModel(tileAt(0, 0, { versions: ['2.0.0'] }));
    const loaded = LoadedTiles.none()
      .with(new TileModel(tileAt(0, 0)))
      .with(again);
    expect(loaded.cellAt(0, 0)).toMatchObject({ version: '2.0.0' });
  });
});

describe('LoadedRollups', () => {
  const counts = {
    group: [0, 1],
    column: [0, 0],
    total: [3, 1],
    healthy: [2, 0],
    suspended: [0, 0],
    progressing: [0, 0],
    unknown: [0, 0],
    missing: [0, 0],
    degraded: [1, 0],
    outOfSync: [0, 0],
    stale: [0, 1],
  };
  const answer = (from: number, other: Partial<typeof counts> = {}) => ({
    asOf: '2026-11-20T12:00:00.000Z',
    revision: 1,
    version: 'v',
    groups: { from: 0, count: 2 },
    columns: { from, count: 40 },
    counts: { ...counts, ...other },
  });

  it('sums up groups by column, and forgets what a new answer lacks', () => {
    const loaded = LoadedRollups.none().with(answer(40));
    expect(loaded.at(0, 40)).toEqual([
      { status: { key: 'degraded', stale: false }, count: 1 },
      { status: { key: 'healthy', stale: false }, count: 2 },
    ]);
    expect(loaded.at(1, 40)).toEqual([
      { status: { key: 'unknown', stale: true }, count: 1 },
    ]);
    expect([loaded.at(0, 41), loaded.at(0, 80)]).toEqual([null, undefined]);
    const known = loaded.at(0, 40);
    const next = loaded.with(answer(80));
    expect(next.at(0, 40)).toBe(known);
    expect(next.at(0, 80)).toHaveLength(2);
    const last = next.with(answer(40, { column: [1, 1] }));
    expect([last.at(0, 40), last.at(0, 41)]).toEqual([null, known]);
  });
});
