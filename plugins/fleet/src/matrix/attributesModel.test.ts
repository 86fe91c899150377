import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import { companyWorld } from '@fleetview/backstage-plugin-fleet-react/testing';
import {
  ATTRIBUTES,
  attributeSortOf,
  linesOf,
  nextSort,
  rollupOf,
  sortedRows,
  type Attribute,
  type Words,
} from './attributesModel';

const words = {
  t: (key: string, options?: object) =>
    [key.split('.').pop(), ...Object.values(options ?? {})].join(' '),
  memberText: (state: string) => state,
} as unknown as Words;

const instances = companyWorld().instances.filter(
  ({ entityRef }) => entityRef === 'component:default/checkout',
);
const of = (clusterId: string) =>
  instances.find(({ cluster }) => cluster.id === clusterId) as Instance;

/** What a line says, in short. */
function saidOf(places: readonly Instance[]) {
  const [line] = linesOf(places, words).values();
  return Object.fromEntries(
    ATTRIBUTES.map(attribute => {
      const cell = line.cells.get(attribute);
      if (cell?.kind === 'state') {
        const { status, word, detail } = cell;
        const state = word ?? status.key;
        return [
          attribute,
          [status.stale ? `stale ${state}` : state, detail]
            .filter(Boolean)
            .join(', '),
        ];
      }
      return [
        attribute,
        cell?.kind === 'text'
          ? [cell.text ?? '–', cell.detail].filter(Boolean).join(', ')
          : cell?.kind,
      ];
    }),
  );
}

describe('linesOf', () => {
  it('has all that is told of a place', () => {
    expect(saidOf([of('c-euw1b')])).toMatchObject({
      release: 'stuck',
      version: of('c-euw1b').version.actual,
      desired: of('c-euw1b').version.desired,
      health: of('c-euw1b').health,
      by: 'Argo CD',
    });
    expect(saidOf([of('c-aps1')]).health).toMatch(/^stale /);
  });

  it('is as the worst of several places, with how many say the same', () => {
    const good: Instance = {
      ...of('c-apne1'),
      namespace: 'other',
      cluster: of('c-euw1b').cluster,
    };
    const bad = { ...of('c-euw1b'), health: 'degraded' as const };
    const said = saidOf([good, bad, { ...good, namespace: 'third' }]);
    expect(said.health).toBe('degraded, placesOf 1 3');
    expect(said.release).toBe('stuck, placesOf 1 3');
    expect(said.version).toBe(`${bad.version.actual}, placesOf 1 3`);
    // The worst in sync may be another one.
    const drifting = { ...good, sync: 'out-of-sync' as const };
    const synced = { ...bad, sync: 'synced' as const };
    expect(saidOf([drifting, synced]).sync).toBe('out-of-sync, placesOf 1 2');
  });
});

describe('sortedRows', () => {
  const keys = ['1.10.0', undefined, '1.9.0', '2.0.0', '1.9.0'];
  const lineAt = (row: number) =>
    row === 1
      ? undefined
      : {
          cells: new Map(),
          keys: new Map([['version' as Attribute, keys[row]]]),
        };
  const sorted = (text: string, groups = [{ from: 0, count: 5 }]) =>
    sortedRows({ count: 5, groups, sort: attributeSortOf(text), lineAt });

  it('sorts within groups, what nobody says last', () => {
    expect(sorted('')).toEqual([0, 1, 2, 3, 4]);
    expect(sorted('version')).toEqual([2, 4, 0, 3, 1]);
    expect(sorted('-version')).toEqual([3, 0, 2, 4, 1]);
    expect(sorted('rubbish')).toEqual([0, 1, 2, 3, 4]);
    expect(
      sorted('version', [
        { from: 0, count: 3 },
        { from: 3, count: 2 },
      ]),
    ).toEqual([2, 0, 1, 4, 3]);
  });

  it('goes one way, the other way, and back', () => {
    expect(nextSort(undefined, 'sync')).toBe('sync');
    expect(nextSort(attributeSortOf('sync'), 'sync')).toBe('-sync');
    expect(nextSort(attributeSortOf('-sync'), 'sync')).toBe('');
    expect(nextSort(attributeSortOf('sync'), 'health')).toBe('health');
  });
});

describe('rollupOf', () => {
  it('counts lines by state, the most urgent first, and what is not current apart', () => {
    const lines = [...linesOf(instances, words).values()];
    const rollup = rollupOf(lines, 'release');
    expect(rollup[0]).toEqual({
      status: { key: 'stuck', stale: false },
      word: 'stuck',
      count: 1,
    });
    expect(rollup.map(({ word }) => word)).toContain('window-closed');
    const health = rollupOf(lines, 'health');
    expect(health.reduce((sum, { count }) => sum + count, 0)).toBe(
      lines.length,
    );
    expect(health.some(({ status }) => status.stale)).toBe(true);
    expect(rollupOf(lines, 'version')).toEqual([]);
  });
});
