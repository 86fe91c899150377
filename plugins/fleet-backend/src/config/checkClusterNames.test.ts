import { checkClusterNames } from './checkClusterNames';

const clusters = [
  { names: ['prod-a', 'kubernetes/prod-a'] },
  { names: ['twin', 'kubernetes/twin'] },
  { names: ['twin', 'kubeconfig:x/twin'] },
  { names: ['brought', 'hub:mgmt/brought'], othersNames: ['brought'] },
  { names: ['prod-a', 'catalog/prod-a'], othersNames: ['prod-a'] },
];

function check(...names: string[]) {
  return checkClusterNames(
    {
      attributes: names.map((cluster, index) => ({
        cluster,
        values: {},
        key: `fleet.attributes[${index}]`,
      })),
      references: [],
    },
    clusters,
  );
}

describe('checkClusterNames', () => {
  it('has nothing to say of names that mean one cluster', () => {
    expect(check('prod-a', 'kubernetes/prod-a', 'kubernetes/twin')).toEqual([]);
  });

  it('tells a name that only somebody else gave, and how to say it', () => {
    expect(check('brought', 'hub:mgmt/brought')).toEqual([
      {
        key: 'fleet.attributes[0].cluster',
        value: 'brought',
        message: expect.stringContaining("'hub:mgmt/brought'"),
      },
    ]);
  });

  it('tells a name that no cluster has, with its key', () => {
    expect(check('prod-a', 'prod-b')).toEqual([
      {
        key: 'fleet.attributes[1].cluster',
        value: 'prod-b',
        message: expect.stringContaining('no cluster'),
      },
    ]);
  });

  it('tells a name that two clusters have, and how to say which', () => {
    expect(check('twin')).toEqual([
      {
        key: 'fleet.attributes[0].cluster',
        value: 'twin',
        message:
          "is the name of 2 clusters and counts for each; write source/name, for example 'kubernetes/twin'",
      },
    ]);
  });

  it('checks both ends of a reference', () => {
    const problems = checkClusterNames(
      {
        attributes: [],
        references: [
          {
            hub: 'nobody',
            name: 'europe',
            cluster: 'nothing',
            key: 'fleet.references[0]',
          },
        ],
      },
      clusters,
    );
    expect(problems.map(({ key }) => key)).toEqual([
      'fleet.references[0].hub',
      'fleet.references[0].cluster',
    ]);
  });

  it('checks what is said to be one cluster, and what is said not to be', () => {
    const problems = checkClusterNames(
      {
        attributes: [],
        references: [],
        merges: [{ clusters: ['prod-a', 'prod-b'], key: 'fleet.merges[0]' }],
        splits: [
          { clusters: ['kubernetes/twin', 'twin'], key: 'fleet.splits[0]' },
        ],
      },
      clusters.slice(0, 3),
    );
    expect(problems).toEqual([
      {
        key: 'fleet.merges[0].clusters',
        value: 'prod-b',
        message: expect.stringContaining('no cluster'),
      },
      {
        key: 'fleet.splits[0].clusters',
        value: 'twin',
        message:
          "is the name of 2 clusters and has no effect; write source/name, for example 'kubernetes/twin'",
      },
    ]);
  });

  it('tells a budget of a cluster that is none, or is not named alone', () => {
    const budget = { limit: 1, period: 'month' as const };
    const problems = checkClusterNames(
      {
        attributes: [],
        references: [],
        budgets: [
          { ...budget, cluster: 'prod-a' },
          { ...budget, cluster: 'kubernetes/prod-a' },
          { ...budget, cluster: 'prod-x' },
          { ...budget, owner: 'group:default/shop' },
        ],
      },
      [{ name: 'prod-a', names: ['prod-a', 'kubernetes/prod-a'] }],
    );
    expect(problems.map(({ key, value }) => [key, value])).toEqual([
      ['fleet.budgets', 'kubernetes/prod-a'],
      ['fleet.budgets', 'prod-x'],
    ]);
  });
});
