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

  it.each(['later', 1.5, 2 ** 60])(
    'refuse or survive a forged cursor: %p',
    async value => {
      const knex = await database.open();
      await someTransitions(knex);
      const cursor = encodeCursor({ sort: 'transition', value, id: '' });
      await expect(
        listClusterTransitions(readingAt(knex), 'c-1', { cursor }),
      ).rejects.toThrow(/'cursor'/);
    },
  );

  it('survive a cursor beyond all ids', async () => {
    const knex = await database.open();
    await someTransitions(knex);
    const cursor = encodeCursor({ sort: 'transition', value: 2 ** 40, id: '' });
    const { items } = await listClusterTransitions(readingAt(knex), 'c-1', {
      cursor,
    });
    expect(items).toHaveLength(4);
  });
});
