import { attributes, cluster } from '../testing';
import { groupByRegion, groupClusters, UNASSIGNED } from './groups';

describe('groupClusters', () => {
  it('orders groups by key and clusters by name, numbers as numbers', () => {
    const clusters = [
      cluster({ id: '1', name: 'prod-10' }),
      cluster({ id: '2', name: 'prod-2' }),
      cluster({
        id: '3',
        name: 'lab',
        attributes: attributes({ region: UNASSIGNED }),
      }),
      cluster({
        id: '4',
        name: 'tokyo',
        attributes: attributes({ region: 'ap-northeast-1' }),
      }),
    ];
    expect(
      groupClusters(clusters, 'region').map(({ key, items }) => [
        key,
        items.map(({ name }) => name),
      ]),
    ).toEqual([
      ['ap-northeast-1', ['tokyo']],
      ['eu-west-1', ['prod-2', 'prod-10']],
      [UNASSIGNED, ['lab']],
    ]);
  });

  it('leaves its input as it was', () => {
    const clusters = Object.freeze([
      cluster({ name: 'b' }),
      cluster({ name: 'a' }),
    ]);
    groupClusters(clusters, 'environment');
    expect(clusters.map(({ name }) => name)).toEqual(['b', 'a']);
  });
});

describe('groupByRegion', () => {
  it('counts no region as unassigned', () => {
    expect(groupByRegion([{ region: '' }])).toEqual([
      { key: UNASSIGNED, items: [{ region: '' }] },
    ]);
  });
});
