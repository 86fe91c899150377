import { DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import { deriveTestCluster, insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { workloadFact } from '../__testUtils__/facts';
import { dirtyMarks, forgetMarks, write } from '../__testUtils__/store';
import { entityWithId, labelledFor } from '../__testUtils__/stored';
import { markConcerned } from './markConcerned';

describeDatabases('markConcerned', database => {
  /** Ten namespaces, of which one has the cart and one an image of its own. */
  async function tenNamespaces() {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(
      knex,
      DEPLOYMENTS,
      Array.from({ length: 10 }, (_, n) =>
        factsOf(
          workloadFact({
            namespace: `ns-${n}`,
            labels: n === 3 ? labelledFor('cart') : {},
            images:
              n === 7 ? [{ container: 'a', repository: 'ghcr.io/acme/a' }] : [],
          }),
        ),
      ),
    );
    await deriveTestCluster(knex, { entities: [entityWithId('cart')] });
    await forgetMarks(knex);
    return knex;
  }
  const cart = entityWithId('cart');

  it('marks what shares evidence with an entity as it is and as it was, and nothing else', async () => {
    const knex = await tenNamespaces();
    const after = {
      ...cart,
      annotations: { 'fleet.backstage.io/image': 'ghcr.io/acme/a:2' },
    };
    expect(
      await markConcerned({
        knex,
        changes: [{ before: cart, after }],
        clusterIds: ['c-1'],
      }),
    ).toBe(2);
    expect(await dirtyMarks(knex)).toEqual(['c-1/ns-3', 'c-1/ns-7']);
  });

  it('marks where an entity has instances when it is whose it was not', async () => {
    const knex = await tenNamespaces();
    await markConcerned({
      knex,
      changes: [
        { before: cart, after: { ...cart, system: 'system:default/s' } },
      ],
      clusterIds: ['c-1'],
    });
    expect(await dirtyMarks(knex)).toEqual(['c-1/ns-3']);
  });

  it.each([
    ['a title', [{ before: cart, after: { ...cart, title: 'Cart' } }]],
    ['one that nothing is of', [{ after: entityWithId('unheard-of') }]],
  ])('marks nothing for %s', async (_, changes) => {
    const knex = await tenNamespaces();
    await markConcerned({ knex, changes, clusterIds: ['c-1'] });
    expect(await dirtyMarks(knex)).toEqual([]);
  });

  describe('of Resources that are clusters', () => {
    const resource = (
      clusterId: string,
      over: Record<string, string> = {},
      owner = 'group:default/a',
    ) => ({
      ref: 'resource:default/theirs',
      owner,
      annotations: { 'fleet.backstage.io/cluster-id': clusterId, ...over },
    });
    const eu = { 'fleet.backstage.io/region': 'eu' };

    it.each([
      ['is new', [{ after: resource('c-2') }], ['c-2/*']],
      ['is gone', [{ before: resource('c-2') }], ['c-2/*']],
      [
        'says something else',
        [{ before: resource('c-2'), after: resource('c-2', eu) }],
        ['c-2/*'],
      ],
      [
        'is owned by somebody else',
        [
          {
            before: resource('c-2'),
            after: resource('c-2', {}, 'group:default/b'),
          },
        ],
        ['c-2/*'],
      ],
      [
        'is another cluster',
        [{ before: resource('c-1'), after: resource('c-2') }],
        ['c-1/*', 'c-2/*'],
      ],
      [
        'says nothing else of it',
        [
          {
            before: resource('c-2'),
            after: { ...resource('c-2'), title: 'Theirs' },
          },
        ],
        [],
      ],
      ['is of another replica', [{ after: resource('c-9') }], []],
    ])('marks only clusters of one that %s', async (_, changes, marks) => {
      const knex = await tenNamespaces();
      await insertCluster(knex, 'c-2');
      await markConcerned({ knex, changes, clusterIds: ['c-1', 'c-2'] });
      expect(await dirtyMarks(knex)).toEqual(marks);
    });
  });

  it('leaves clusters of other replicas to them', async () => {
    const knex = await tenNamespaces();
    await markConcerned({
      knex,
      changes: [{ before: cart }],
      clusterIds: ['c-2'],
    });
    expect(await dirtyMarks(knex)).toEqual([]);
  });

  it('marks everything where it may be anything', async () => {
    const knex = await tenNamespaces();
    const changes = [
      {
        after: {
          ...cart,
          annotations: { 'backstage.io/kubernetes-label-selector': '!legacy' },
        },
      },
    ];
    expect(
      await markConcerned({ knex, changes, clusterIds: ['c-1'] }),
    ).toBeUndefined();
    expect(await dirtyMarks(knex)).toEqual(['c-1/*']);
  });
});
