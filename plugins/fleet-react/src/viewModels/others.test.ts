import { cluster, counts, stale } from '../testing';
import { statusOfAttention } from './attention';
import { clusterTile } from './clusterTile';
import { entityName, entityRefOf } from './entityName';
import { ratio } from './ratio';
import { settleOrder } from './settleOrder';
import { bytes, cores } from './units';

describe('clusterTile', () => {
  it('is hatched where what stands on it is old', () => {
    const tile = clusterTile(
      cluster({
        currency: stale(9),
        instances: counts({ stale: 31 }),
        deliveries: counts({ healthy: 3, outOfSync: 2 }),
        worst: ['a', 'b', 'c', 'd'],
      }),
    );
    expect(tile).toMatchObject({
      hatched: true,
      drift: 2,
      counts: [{ state: 'stale', count: 31 }],
      worst: ['a', 'b', 'c'],
    });
  });

  it('is marked by what fails on it, however well its nodes are', () => {
    const tile = clusterTile(
      cluster({ instances: counts({ healthy: 30, degraded: 1 }) }),
    );
    expect(tile.status).toMatchObject({ key: 'healthy' });
    expect(tile.mark).toMatchObject({ key: 'degraded', stale: false });
  });

  it('is marked by the cluster itself while nothing fails on it', () => {
    const tile = clusterTile(
      cluster({ instances: counts({ healthy: 30, progressing: 2 }) }),
    );
    expect(tile.mark).toBe(tile.status);
  });

  it('is marked unreachable, whatever was known to fail on it', () => {
    const tile = clusterTile(
      cluster({
        reachability: {
          state: 'unreachable',
          since: '2026-01-01T00:00:00Z',
          reason: 'connection refused',
        },
        currency: stale(9),
        instances: counts({ stale: 30 }),
      }),
    );
    expect(tile.mark).toMatchObject({ key: 'unreachable' });
  });
});

describe('ratio', () => {
  it.each([
    [187, 190, 98],
    [190, 190, 100],
    [1, 3, 33],
    [0, 5, 0],
  ])('%i of %i is %i %%', (part, whole, percent) => {
    expect(ratio(part, whole)).toEqual({ part, whole, percent });
  });

  it('has no share of nothing', () => {
    expect(ratio(0, 0).percent).toBeUndefined();
  });
});

describe('settleOrder', () => {
  const idOf = (row: { id: string }) => row.id;
  const rows = (...ids: string[]) => ids.map(id => ({ id }));

  it.each([
    [
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
      ['a', 'b', 'c'],
    ],
    [
      ['a', 'b', 'c'],
      ['c', 'a'],
      ['a', 'c'],
    ],
    [
      ['a', 'b'],
      ['x', 'b', 'a', 'y'],
      ['a', 'b', 'x', 'y'],
    ],
    [[], ['b', 'a'], ['b', 'a']],
  ])('known %j, now %j: %j', (known, now, expected) => {
    expect(settleOrder(known, rows(...now), idOf).map(idOf)).toEqual(expected);
  });

  it('shows the new row, not the one it remembers', () => {
    expect(
      settleOrder(['a'], [{ id: 'a', version: 2 }], row => row.id),
    ).toEqual([{ id: 'a', version: 2 }]);
  });
});

describe('entityRefOf', () => {
  it.each([
    ['group:default/platform', 'platform'],
    ['component:checkout', 'checkout'],
  ])('%s is a reference', (text, name) => {
    expect(entityRefOf(text)?.name).toBe(name);
    expect(entityName(text)).toBe(name);
  });

  it.each([
    'platform',
    'team platform',
    'a:b:c/d/e',
    'https://evil.example.com/x',
    `${['java', 'script'].join('')}:alert(1)`,
    undefined,
    '',
  ])('%j is text', text => {
    expect(entityRefOf(text)).toBeUndefined();
  });
});

describe('units', () => {
  it.each([
    [96_000, '96'],
    [7_500, '7.5'],
    [1_000, '1'],
    [1_234_000, '1,234'],
  ])('%i millicores are %s cores', (millicores, text) => {
    expect(cores(millicores)).toBe(text);
  });

  it.each([
    [384 * 1024 ** 3, '384 GiB'],
    [1.5 * 1024 ** 4, '1.5 TiB'],
    [512, '512 B'],
    [0, '0 B'],
  ])('%i bytes are %s', (value, text) => {
    expect(bytes(value)).toBe(text);
  });
});

describe('statusOfAttention', () => {
  it('marks a hub that lost a cluster as out of reach', () => {
    expect(statusOfAttention({ kind: 'heartbeat-lost' })).toBe('unreachable');
  });
});
