import type { CostQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { DatabaseCounters } from '../__testUtils__/DatabaseCounters';
import { readingAt } from '../__testUtils__/read';
import { DEFAULT_COST_CONFIG } from '../config/costSchema';
import { SPAN_COLUMNS, SPAN_DAYS } from '../derive/costs/spanColumns';
import { DAY_MS } from '../history/retention';
import { getCost } from '../read/costs';
import { COST_BUDGETS, COSTS } from './budgets';

const TODAY = 20_000;
const TEAMS = 10;

describeDatabases('the budgets of costs', database => {
  let knex: Knex;
  let counters: DatabaseCounters;

  beforeAll(async () => {
    knex = await database.open();
    const { clusters, things, days } = COSTS;
    for (let number = 0; number < clusters; number += 1) {
      await insertCluster(knex, `cluster-${number}`);
    }
    await knex.batchInsert(
      'cost_series',
      Array.from({ length: clusters * things }, (_, number) => ({
        key: `key-${number}`,
        cluster_id: `cluster-${number % clusters}`,
        namespace: 'shop',
        entity_ref: `component:default/thing-${number % 40}`,
        region: 'eu',
        environment: 'production',
        owner: `group:default/team-${number % TEAMS}`,
        system: 'unassigned',
        money: 'USD',
        share: 'used',
        kind: 'Deployment',
        name: `thing-${number}`,
      })),
      50,
    );
    await knex.batchInsert(
      'cost_told',
      Array.from({ length: clusters * days }, (_, number) => ({
        cluster_id: `cluster-${number % clusters}`,
        day: TODAY - 1 - Math.floor(number / clusters),
        observer: `cluster-${number % clusters}`,
        engine: 'opencost',
        grain: 'workload',
        money: 'USD',
        cost: 1,
        estimated: false,
        whole: true,
        minutes: 1440,
        rank: 0,
        hash: '',
        told_at: 1,
      })),
      50,
    );
    await knex.raw(
      `insert into cost_day (series_id, day, cost, cpu) select cost_series.id, cost_told.day, 1, 0.5
        from cost_series join cost_told on cost_told.cluster_id = cost_series.cluster_id`,
    );
    await knex.raw(
      `insert into cost_span (series_id, span, ${SPAN_COLUMNS.join(', ')})
        select series_id, day / ${SPAN_DAYS}, ${SPAN_COLUMNS.map(
        (_, day) => `max(case when day % ${SPAN_DAYS} = ${day} then cost end)`,
      ).join(', ')} from cost_day group by 1, 2`,
    );
    await knex.raw('analyze');
    counters = await DatabaseCounters.attach(knex, database.isPostgres);
  });

  afterAll(() => counters.detach());

  const read = async (query: CostQuery) => {
    const statements: string[] = [];
    const before = await counters.scanned();
    const answer = await counters.of(statements, () =>
      getCost(readingAt(knex, TODAY * DAY_MS), query, {
        ...DEFAULT_COST_CONFIG,
        budgets: [],
      }),
    );
    const scanned = (await counters.scanned()) - before;
    return { answer, statements, scanned };
  };

  it.each<[string, CostQuery]>([
    ['the fleet by component', {}],
    ['the fleet by team', { by: 'owner' }],
    ['the fleet by cluster', { by: 'cluster' }],
  ])('hold for %s', async (_, query) => {
    const { answer, statements, scanned } = await read(query);
    const { clusters, things, days } = COSTS;
    expect(answer.sheets[0].days).toHaveLength(days - 2);
    expect(answer.sheets[0].days[0].cost).toBe(clusters * things);
    expect(statements.length).toBeLessThanOrEqual(COST_BUDGETS.statements);
    // What was requested and used is read of days one by one, and nothing else is.
    expect(statements.filter(sql => /\bcost_day\b/.test(sql))).toHaveLength(1);
    expect(scanned).toBeLessThanOrEqual(COST_BUDGETS.scanned);
  });

  it('hold for one team', async () => {
    const { answer, statements, scanned } = await read({
      owner: ['group:default/team-3'],
    });
    const { clusters, things } = COSTS;
    expect(answer.sheets[0].days[0].cost).toBe((clusters * things) / TEAMS);
    expect(statements.length).toBeLessThanOrEqual(COST_BUDGETS.statements);
    expect(scanned).toBeLessThanOrEqual(COST_BUDGETS.scannedOfTeam);
  });
});
