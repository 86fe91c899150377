import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';

const LOOKUPS: {
  name: string;
  index: RegExp;
  query: (knex: Knex) => Knex.QueryBuilder;
}[] = [
  {
    name: 'the facts of some objects of a kind',
    index: /workload_source_index/,
    query: knex =>
      knex('workload')
        .where({
          observer: 'c-1',
          adapter: 'kubernetes',
          api_group: 'apps',
          kind: 'Deployment',
        })
        .whereIn('source_uid', ['a', 'b']),
  },
  {
    name: 'the workloads of a namespace of a cluster',
    index: /workload_(subject|page)_index/,
    query: knex =>
      knex('workload').where({ subject: 'c-1' }).whereIn('namespace', ['shop']),
  },
  {
    name: 'the deliveries to a cluster',
    index: /delivery_subject_(page_)?index/,
    query: knex => knex('delivery').where({ subject: 'c-1' }),
  },
  {
    name: 'the other clusters that some speak of',
    index: /delivery_elsewhere_index/,
    query: knex =>
      knex('delivery')
        .whereIn('observer', ['c-1', 'c-2'])
        .whereRaw('subject <> observer')
        .distinct('observer', 'kind', 'subject'),
  },
  {
    name: 'the nodes of a cluster',
    index: /node_source_index/,
    query: knex => knex('node').where({ observer: 'c-1' }),
  },
  {
    name: 'the instances of a cluster',
    index: /instance_(cluster|page)_index/,
    query: knex => knex('instance').where({ cluster_id: 'c-1' }),
  },
  {
    name: 'the instances of an entity',
    index: /instance_component_index/,
    query: knex =>
      knex('instance').where({ entity_ref: 'component:default/checkout' }),
  },
  {
    name: 'the cells of a cluster',
    index: /cell_pkey|sqlite_autoindex_cell/,
    query: knex => knex('cell').where({ cluster_id: 'c-1' }),
  },
  {
    name: 'the newest transitions of a cluster',
    index: /transition_cluster_index/,
    query: knex =>
      knex('transition')
        .where({ cluster_id: 'c-1' })
        .where('id', '<', 100)
        .orderBy('id', 'desc')
        .limit(101),
  },
  {
    name: 'the newest transitions of an entity',
    index: /transition_entity_index/,
    query: knex =>
      knex('transition')
        .where({ entity_ref: 'component:default/checkout' })
        .orderBy('id', 'desc')
        .limit(101),
  },
  {
    name: 'transitions that are too old',
    index: /transition_at_index/,
    query: knex => knex('transition').where('at', '<', 1),
  },
  {
    name: 'the coverage of some clusters',
    index: /coverage_pkey|sqlite_autoindex_coverage/,
    query: knex => knex('coverage').whereIn('cluster_id', ['c-1', 'c-2']),
  },
  {
    name: 'clusters by name',
    index: /cluster_name_index/,
    query: knex => knex('cluster').whereNull('left_at').orderBy('name'),
  },
];

async function planOf(
  knex: Knex,
  query: Knex.QueryBuilder,
  isPostgres: boolean,
): Promise<string> {
  const { sql, bindings } = query.toSQL();
  if (!isPostgres) {
    const rows: { detail: string }[] = await knex.raw(
      `explain query plan ${sql}`,
      bindings,
    );
    return rows.map(({ detail }) => detail).join('\n');
  }
  return knex.transaction(async trx => {
    // Of empty tables a scan is always the cheapest.
    await trx.raw('set local enable_seqscan = off');
    const { rows } = await trx.raw(`explain ${sql}`, bindings);
    return rows
      .map((row: Record<string, string>) => row['QUERY PLAN'])
      .join('\n');
  });
}

describeDatabases('query plans', database => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await database.open();
  });

  it.each(LOOKUPS)('use the index for $name', async ({ query, index }) => {
    const plan = await planOf(knex, query(knex), database.isPostgres);
    expect(plan).toMatch(index);
  });

  it.each(['workload', 'delivery'])(
    'are none that a %s that is derived has to be put into again',
    async table => {
      const rows: { sql: string }[] = database.isPostgres
        ? await knex('pg_indexes')
            .where({ tablename: table })
            .select({ sql: 'indexdef' })
        : await knex('sqlite_master')
            .where({ type: 'index', tbl_name: table })
            .whereNotNull('sql')
            .select('sql');
      expect(rows.length).toBeGreaterThan(2);
      for (const { sql } of rows) {
        expect(sql).not.toMatch(/\b(stale|entity_ref|binding)\b/);
      }
    },
  );
});
