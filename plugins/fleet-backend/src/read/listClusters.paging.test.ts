import type { ListClustersQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { fleetOf } from '../__testUtils__/read';
import { encodeCursor } from './cursor';
import { listClusters } from './listClusters';

type Sort = NonNullable<ListClustersQuery['sort']>;

const SORTS = [
  'name',
  'reachability',
  'health',
  'version',
  'nodes',
  'lastSeen',
  'degraded',
].flatMap(sort => [sort, `-${sort}`]) as Sort[];

const pick = <T>(values: readonly T[], index: number): T =>
  values[index % values.length];

/** Ties and nulls in every column that is sorted by. */
async function manyClusters(knex: Knex): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < 23; index++) {
    const id = `c-${(index * 7) % 23}`;
    ids.push(id);
    await insertCluster(knex, id, {
      name: `cluster-${pick(['A', 'b', 'C', 'd', 'É'], index)}`,
      reachability: pick(['reachable', 'unreachable', 'pending'], index),
      health: pick(['healthy', 'degraded', 'unknown', 'missing'], index),
      stale: index % 2 === 0,
      kubernetes_minor_number: pick([null, 33, 34], index),
      nodes_total: pick([0, 3, 3, 9], index),
      last_seen_at: pick([null, 1_700_000_000_000, 1_800_000_000_000], index),
      instance_degraded: pick([0, 0, 1], index),
    });
  }
  return ids.sort();
}

async function visit(
  knex: Knex,
  query: ListClustersQuery,
  between?: (page: number) => Promise<void>,
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 1; page < 20; page++) {
    const answer = await listClusters(await fleetOf(knex), {
      ...query,
      ...(cursor ? { cursor } : {}),
    });
    seen.push(...answer.items.map(({ id }) => id));
    expect(answer.items.length).toBeLessThanOrEqual(query.limit ?? 100);
    cursor = answer.nextCursor;
    if (!cursor) return seen;
    await between?.(page);
  }
  throw new Error('the pages never end');
}

describeDatabases('the pages of listClusters', database => {
  let knex: Knex;
  let ids: string[];
  beforeAll(async () => {
    knex = await database.open();
    ids = await manyClusters(knex);
  });

  it.each(SORTS)('visit each row exactly once, by %s', async sort => {
    const all = await visit(knex, { sort, limit: 500 });
    expect([...all].sort()).toEqual(ids);
    for (const limit of [1, 4, 22, 23]) {
      const seen = await visit(knex, { sort, limit }).catch(error => error);
      if (limit === 1) continue;
      expect(seen).toEqual(all);
    }
  });

  it('are in order', async () => {
    const { items } = await listClusters(await fleetOf(knex), {
      sort: '-nodes',
    });
    const nodes = items.map(item => item.nodes.total);
    expect(nodes).toEqual([...nodes].sort((a, b) => b - a));
    const { items: worst } = await listClusters(await fleetOf(knex), {
      sort: '-reachability',
    });
    expect(worst[0].reachability.state).toBe('unreachable');
    expect(worst.at(-1)?.reachability.state).toBe('reachable');
  });

  it('hold only what the filter lets through', async () => {
    const seen = await visit(knex, {
      sort: 'name',
      limit: 2,
      reachability: ['pending'],
    });
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  it.each(SORTS)(
    'survive a row that comes and one that goes, by %s',
    async sort => {
      const before = await visit(knex, { sort, limit: 500 });
      const last = before.at(-1) as string;
      const gone = await knex('cluster').where({ id: last }).first();
      const seen = await visit(knex, { sort, limit: 5 }, async page => {
        if (page !== 2) return;
        await insertCluster(knex, 'c-new', { name: 'cluster-b' });
        await knex('cluster').where({ id: last }).delete();
      });
      await knex('cluster').where({ id: 'c-new' }).delete();
      await knex('cluster').insert(gone);
      expect(seen.filter(id => id !== 'c-new')).toEqual(before.slice(0, -1));
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  it.each([
    ['of another sort', encodeCursor({ sort: 'nodes', value: 3, id: 'c-1' })],
    [
      'of another direction',
      encodeCursor({ sort: '-name', value: 'a', id: 'c-1' }),
    ],
    ['that is none', 'e30'],
    ['that is no text', '%%%'],
    ['that is empty', ''],
    [
      'with more than is ours',
      Buffer.from('{"s":"name","v":"a","i":"b","x":1}').toString('base64url'),
    ],
  ])('refuse a cursor %s', async (_, cursor) => {
    const fleet = await fleetOf(knex);
    expect(() => listClusters(fleet, { sort: 'name', cursor })).toThrow(
      /'cursor' does not belong to this list/,
    );
  });

  it.each([
    ['nodes', 'many'],
    ['lastSeen', "1' or '1'='1"],
    ['nodes', 1.5],
    ['nodes', 1e300],
    ['name', 7],
  ])(
    'regression: refuse a forged cursor by %s with %j, and show no error of the database',
    async (sort, value) => {
      const fleet = await fleetOf(knex);
      expect(() =>
        listClusters(fleet, {
          sort: sort as Sort,
          cursor: encodeCursor({ sort, value, id: 'c-1' }),
        }),
      ).toThrow(/'cursor' does not belong to this list/);
    },
  );
});
