import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { readingAt } from '../__testUtils__/read';
import { recordTransitions } from '../store/recordTransitions';
import { encodeCursor } from './cursor';
import {
  listClusterTransitions,
  listEntityTransitions,
} from './listTransitions';

async function someTransitions(knex: Knex): Promise<void> {
  await insertCluster(knex, 'c-1');
  await insertCluster(knex, 'c-2');
  await recordTransitions({
    knex,
    transitions: Array.from({ length: 7 }, (_, index) => ({
      at: 1_000 * (index + 1),
      ...(index === 6 ? { notBefore: 500, reason: 'why' } : {}),
      clusterId: index % 2 ? 'c-2' : 'c-1',
      scope: 'instance' as const,
      name: `n-${index}`,
      ...(index < 3 ? { entityRef: 'component:default/a' } : {}),
      field: 'health' as const,
      from: 'healthy',
      to: 'degraded',
    })),
  });
}

describeDatabases('transitions', database => {
  it('of a cluster come newest first, page by page', async () => {
    const knex = await database.open();
    await someTransitions(knex);
    const first = await listClusterTransitions(readingAt(knex), 'c-1', {
      limit: 3,
    });
    expect(first.items.map(({ name }) => name)).toEqual(['n-6', 'n-4', 'n-2']);
    expect(first.items[0]).toMatchObject({
      cluster: { id: 'c-1', name: 'name-of-c-1' },
      at: new Date(7_000).toISOString(),
      notBefore: new Date(500).toISOString(),
      from: 'healthy',
      to: 'degraded',
      reason: 'why',
    });
    // One that is new does not shift the pages behind.
    await recordTransitions({
      knex,
      transitions: [
        {
          at: 9_000,
          clusterId: 'c-1',
          scope: 'cluster',
          name: 'new',
          field: 'reachability',
          to: 'reachable',
        },
      ],
    });
    const second = await listClusterTransitions(readingAt(knex), 'c-1', {
      limit: 3,
      cursor: first.nextCursor,
    });
    expect(second.items.map(({ name }) => name)).toEqual(['n-0']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('of an entity are of all clusters', async () => {
    const knex = await database.open();
    await someTransitions(knex);
    const { items } = await listEntityTransitions(
      readingAt(knex),
      'component:default/a',
      {},
    );
    expect(items.map(({ name, cluster }) => `${name} ${cluster.id}`)).toEqual([
      'n-2 c-1',
      'n-1 c-2',
      'n-0 c-1',
    ]);
  });

  it('are narrowed to a cluster, a namespace, fields and a time', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await insertCluster(knex, 'c-2');
    await recordTransitions({
      knex,
      transitions: ['c-1', 'c-2'].flatMap(clusterId =>
        ['shop', 'test'].flatMap(namespace =>
          (['health', 'version', 'presence'] as const).map((field, index) => ({
            at: 1_000 * (index + 1),
            clusterId,
            scope: 'instance' as const,
            name: `${clusterId} ${namespace} ${field}`,
            namespace,
            entityRef: 'component:default/a',
            field,
            to: 'x',
          })),
        ),
      ),
    });
    const ofEntity = async (
      query: Parameters<typeof listEntityTransitions>[2],
    ) => {
      const { items } = await listEntityTransitions(
        readingAt(knex),
        'component:default/a',
        query,
      );
      return items.map(({ name }) => name);
    };
    expect(await ofEntity({ cluster: 'c-2', namespace: 'shop' })).toEqual([
      'c-2 shop presence',
      'c-2 shop version',
      'c-2 shop health',
    ]);
    expect(
      await ofEntity({ field: ['health', 'version'], namespace: 'test' }),
    ).toEqual([
      'c-2 test version',
      'c-1 test version',
      'c-2 test health',
      'c-1 test health',
    ]);
    const time = (at: number) => new Date(at).toISOString();
    expect(
      await ofEntity({ cluster: 'c-1', from: time(2_000), to: time(3_000) }),
    ).toEqual(['c-1 test version', 'c-1 shop version']);
    await expect(ofEntity({ from: 'yesterday' })).rejects.toThrow(/'from'/);
    const { items } = await listClusterTransitions(readingAt(knex), 'c-1', {
      field: ['presence'],
    });
    expect(items.map(({ name }) => name)).toEqual([
      'c-1 test presence',
      'c-1 shop presence',
    ]);
  });

  it('tell by what, and how often it went to and fro', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    const one = {
      clusterId: 'c-1',
      scope: 'instance' as const,
      thing: 'i-1',
      name: 'a',
      namespace: 'shop',
      field: 'health' as const,
      from: 'healthy',
    };
    await recordTransitions({
      knex,
      transitions: [
        {
          ...one,
          at: 1_000,
          to: 'degraded',
          fold: { since: 1_000, flips: 1, values: ['healthy', 'degraded'] },
        },
        {
          ...one,
          at: 2_000,
          field: 'version',
          to: '2',
          engines: ['argocd', 'flux'],
          initiatedBy: 'jo@example.com',
          operation: 'running',
        },
      ],
    });
    const list = async () =>
      (await listClusterTransitions(readingAt(knex), 'c-1', {})).items;
    const before = await list();
    expect(before.map(({ field, folded }) => [field, folded])).toEqual([
      ['version', undefined],
      ['health', undefined],
    ]);
    expect(before[0]).toMatchObject({
      engines: ['argocd', 'flux'],
      initiatedBy: 'jo@example.com',
      operation: 'running',
    });
    // It goes on, in the same row, and so is the newest.
    await recordTransitions({
      knex,
      transitions: [
        {
          ...one,
          at: 3_000,
          to: 'healthy',
          fold: { since: 1_000, flips: 2, values: ['healthy', 'degraded'] },
          isExtension: true,
        },
      ],
    });
    const after = await list();
    expect(after.map(({ field }) => field)).toEqual(['health', 'version']);
    expect(after[0]).toMatchObject({
      at: new Date(3_000).toISOString(),
      from: 'healthy',
      to: 'healthy',
      folded: {
        firstAt: new Date(1_000).toISOString(),
        count: 2,
        values: ['healthy', 'degraded'],
      },
    });
  });

  it.each(['later', 1.5, 2 ** 60])(
    'refuse or survive a forged cursor: %p',
    async value => {
      const knex = await database.open();
      await someTransitions(knex);
      const cursor = encodeCursor({ sort: 'transition', value, id: '1' });
      await expect(
        listClusterTransitions(readingAt(knex), 'c-1', { cursor }),
      ).rejects.toThrow(/'cursor'/);
    },
  );

  it('survive a cursor beyond all times', async () => {
    const knex = await database.open();
    await someTransitions(knex);
    const cursor = encodeCursor({
      sort: 'transition',
      value: 2 ** 40,
      id: '1',
    });
    const { items } = await listClusterTransitions(readingAt(knex), 'c-1', {
      cursor,
    });
    expect(items).toHaveLength(4);
  });
});
