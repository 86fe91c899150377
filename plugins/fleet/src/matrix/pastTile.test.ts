import type { MatrixTile } from '@fleetview/backstage-plugin-fleet-common';
import { toRow, type PastWords } from './matrixModel';
import { TileModel } from './TileModel';

const WORDS: PastWords = {
  status: key => `(${key})`,
  gap: gap => `because ${gap}`,
  certainty: certainty => `as ${certainty}`,
};

const ROW: MatrixTile['rows']['items'][number] = {
  cluster: { id: 'c-1', name: 'prod-a' },
  region: 'eu',
  environment: 'production',
  reachability: 'pending',
  stale: true,
  complete: false,
  gap: 'not-known',
};

const TILE: MatrixTile = {
  asOf: '2026-11-20T12:00:00.000Z',
  revision: 1,
  version: 'v',
  rows: { from: 0, items: [ROW] },
  columns: {
    from: 0,
    items: ['a', 'b', 'c', 'd'].map(name => ({
      entityRef: `component:default/${name}`,
    })),
  },
  states: ['healthy', 'unknown'],
  versions: ['1.0.0'],
  rollouts: [],
  certainties: ['known', 'interval', 'gap', 'before-watching'],
  cells: {
    row: [0, 0, 0],
    column: [0, 1, 2],
    state: [0, 1, 0],
    version: [0, -1, 0],
    desired: [-1, -1, -1],
    since: [60, -1, -1],
    atLeast: [0, 0, 0],
    instances: [1, 1, 1],
    stale: [0, 0, 1],
    staleSince: [-1, -1, 120],
    certainty: [0, 1, 2],
    rollout: [-1, -1, -1],
    rolloutSince: [-1, -1, -1],
  },
};

describe('a tile of a time in the past', () => {
  const model = new TileModel(TILE, WORDS);
  const cell = (column: number) => model.cellAt(0, column);

  it('says of what is not sure why, and no more than is known', () => {
    expect(cell(0)).toEqual({
      kind: 'state',
      status: { key: 'healthy', stale: false },
      version: '1.0.0',
      since: '2026-11-20T11:59:00.000Z',
    });
    expect(cell(1)).toEqual({
      kind: 'state',
      status: { key: 'unknown', stale: false, reason: 'as interval' },
      word: '(unknown): as interval',
    });
    expect(cell(2)).toMatchObject({
      status: {
        key: 'healthy',
        stale: true,
        reason: 'as gap',
        confirmedAt: '2026-11-20T11:58:00.000Z',
      },
    });
  });

  it('says of empty cells of a cluster with a gap that they are not known, and why', () => {
    expect(cell(3)).toEqual({
      kind: 'not-known',
      reason: 'because not-known',
    });
    expect(cell(4)).toBeUndefined();
  });

  it('says at the name of a cluster what was not known, and claims no state of it', () => {
    expect(toRow(ROW, WORDS)).toEqual({
      id: 'c-1',
      label: 'prod-a',
      detail: 'eu, because not-known',
      status: { key: 'unknown', stale: false },
    });
    expect(
      toRow(
        { ...ROW, gap: 'not-answering', reachability: 'unreachable' },
        WORDS,
      ).status?.key,
    ).toBe('unreachable');
  });
});
