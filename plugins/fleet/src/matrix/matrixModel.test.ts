import {
  FakeFleetApi,
  NOW,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import type { MatrixTile } from '@fleetview/backstage-plugin-fleet-common';
import type { Text } from '../translation';
import { groupLabel } from './matrixModel';
import { releasesIn, TileModel } from './TileModel';

const COMPONENT = ['component:default/checkout'];

async function tileOf(): Promise<MatrixTile> {
  return new FakeFleetApi().getMatrixTile({ component: COMPONENT });
}

/** How far the release is, by cluster. */
function releasesOf(tile: MatrixTile) {
  const model = new TileModel(tile);
  return Object.fromEntries(
    model.rows.flatMap((row, number) => {
      const cell = model.cellAt(number, 0);
      return cell?.kind === 'state' ? [[row.id, cell.release]] : [];
    }),
  );
}

describe('TileModel', () => {
  it('has how far the release is, and since when', async () => {
    const tile = await tileOf();
    const minutesAgo = (minutes: number) =>
      new Date(NOW - minutes * 60_000).toISOString();
    expect(releasesOf(tile)).toMatchObject({
      'c-euw1b': { state: 'stuck', since: minutesAgo(42) },
      'c-use1b': { state: 'queued', since: minutesAgo(47) },
      // It has arrived.
      'c-apne1': undefined,
    });
    expect(releasesIn([new TileModel(tile)])).toEqual([
      'stuck',
      'unknown',
      'window-closed',
      'applying',
      'queued',
    ]);
  });

  it('says nothing of releases where an older server does not', async () => {
    const { rollouts: _, cells, ...tile } = await tileOf();
    const { rollout: __, rolloutSince: ___, ...older } = cells;
    const model = new TileModel({ ...tile, cells: older } as MatrixTile);
    expect(releasesIn([model])).toEqual([]);
  });
});

describe('groupLabel', () => {
  const t = ((key: string, options?: object) =>
    [key, ...Object.values(options ?? {})].join(' ')) as unknown as Text;
  const label = (key: string, by?: 'rollout' | 'plan', name?: string) =>
    groupLabel(
      { groupBy: 'wave', ...(by ? { waves: { by } } : {}) },
      { key, from: 0, count: 1, ...(name ? { name } : {}) },
      t,
    );

  it('calls waves by number and name, and what is in none', () => {
    expect(label('1', 'rollout', 'canary')).toBe('matrix.waves.named 1 canary');
    expect(label('2', 'rollout')).toBe('matrix.waves.wave 2');
    expect(label('other', 'rollout')).toBe('matrix.waves.other');
    expect(label('unassigned', 'rollout')).toBe('matrix.waves.notInRelease');
    expect(label('unassigned', 'plan')).toBe('matrix.waves.notInPlan');
    expect(label('')).toBe('matrix.waves.notKnown');
    expect(
      groupLabel(
        { groupBy: 'owner' },
        { key: 'group:default/platform', from: 0, count: 1 },
        t,
      ),
    ).toBe('platform');
  });
});
