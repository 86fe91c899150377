import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { dayStatesQuery } from '../history/dayStates';
import { touchedQuery } from '../history/keepDays';
import { nextTransitionsQuery } from '../history/nextTransitions';
import { selectRoomWorkloads } from '../promotions/capacity/readRoomWorkloads';
import { selectDue } from '../promotions/store/claimDue';
import { NEWEST_FIRST } from '../promotions/store/newestFirst';
import { selectNewest } from '../promotions/store/readLatest';
import { selectPromotions } from '../promotions/store/selectPromotions';
import { selectPlacedPolicies } from '../read/compliance/readPlacements';
import { keysetQuery } from '../read/keysetPage';
import { transitionPageQuery } from '../read/listTransitions';

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
    name: 'the policies that hubs place',
    index: /fact_subject_(type|page)_index/,
    query: knex => selectPlacedPolicies(knex),
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
    name: 'the workloads that some clusters state themselves',
    index: /workload_(subject|page)_index/,
    query: knex => selectRoomWorkloads(knex, ['c-1', 'c-2']),
  },
  {
    name: 'a page of promotions',
    index: /promotion_page_index(?![^]*(Sort|TEMP B-TREE))/,
    query: knex =>
      keysetQuery({
        knex,
        queries: [selectPromotions(knex, { state: ['waiting'] })],
        sort: 'promotions',
        expression: NEWEST_FIRST,
      }),
  },
  {
    name: 'the promotions that are due',
    index: /promotion_due_index/,
    query: knex => selectDue(knex, 1).orderBy('due_at').limit(10).select('id'),
  },
  {
    name: 'the newest promotion of a component to a stage',
    index: /promotion_entity_index(?![^]*(Sort|TEMP B-TREE))/,
    query: knex =>
      selectNewest(knex, 'component:default/cart', 'production').limit(50),
  },
  {
    name: 'the promotion of a component to a stage that goes on',
    index: /promotion_open_unique/,
    query: knex => knex('promotion').where({ open_key: 'key' }),
  },
  {
    name: 'what happened to a promotion',
    index: /promotion_happening_index/,
    query: knex =>
      knex('promotion_happening')
        .where({ promotion_id: 'p-1' })
        .orderBy('id', 'desc'),
  },
  {
    name: 'what was started for a promotion',
    index: /promotion_attempt_unique/,
    query: knex => knex('promotion_attempt').where({ promotion_id: 'p-1' }),
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
    index: /transition_cluster_time_index(?![^]*(Sort|TEMP B-TREE))/,
    query: knex =>
      transitionPageQuery(
        knex('transition').where({ cluster_id: 'c-1' }),
        { from: '2026-01-01', to: '2026-02-01' },
        { at: 1, id: 1 },
      ),
  },
  {
    name: 'the newest transitions of an entity',
    index: /transition_entity_time_index(?![^]*(Sort|TEMP B-TREE))/,
    query: knex =>
      transitionPageQuery(
        knex('transition').where({ entity_ref: 'component:default/checkout' }),
        { namespace: 'shop', field: ['health'] },
      ),
  },
  {
    name: 'what changed next on some clusters',
    index: /transition_cluster_time_index/,
    query: knex =>
      nextTransitionsQuery({
        knex,
        at: 1,
        scopes: ['instance'],
        within: { clusterIds: ['c-1', 'c-2'] },
      }),
  },
  {
    name: 'what changed next for some entities',
    index: /transition_entity_time_index/,
    query: knex =>
      nextTransitionsQuery({
        knex,
        at: 1,
        scopes: ['instance'],
        within: { entityRefs: ['component:default/checkout'] },
      }),
  },
  {
    name: 'what changed next of some instances',
    index: /transition_thing_index/,
    query: knex =>
      nextTransitionsQuery({
        knex,
        at: 1,
        scopes: ['instance'],
        within: { things: ['i-1'] },
      }),
  },
  {
    name: 'the row that another change goes into',
    index: /transition_thing_index/,
    query: knex =>
      knex('transition').where({ thing: 'i-1', field: 'health', first_at: 1 }),
  },
  {
    name: 'the instances of which a day tells something',
    index: /transition_(cluster_time|thing)_index[^]*transition_gap_index/,
    query: knex => touchedQuery({ knex, day: 20_000, clusterId: 'c-1' }),
  },
  {
    name: 'what instances of clusters were at the end of a day',
    index: /instance_day_cluster_index/,
    query: knex =>
      dayStatesQuery({
        knex,
        day: 20_000,
        within: { clusterIds: ['c-1', 'c-2'] },
      }),
  },
  {
    name: 'what instances of entities were at the end of a day',
    index: /instance_day_entity_index/,
    query: knex =>
      dayStatesQuery({
        knex,
        day: 20_000,
        within: { entityRefs: ['component:default/checkout'] },
      }),
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
    expect(plan).not.toMatch(/Seq Scan|^SCAN (transition|instance_day)/m);
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
