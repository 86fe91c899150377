import type {
  ExceptionFact,
  ListClusterPoliciesQuery,
  PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import {
  CLUSTER_POLICIES,
  CONSTRAINTS,
  factsOf,
} from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { exceptionFact, policyFact } from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { StatementScope } from '../../permissions/StatementScope';
import type { ReadContext } from '../types';
import { listClusterPolicies } from './listClusterPolicies';

const PATH = '/clusters/{clusterId}/policies';

const KYVERNO: (PolicyFact | ExceptionFact)[] = [
  policyFact({
    name: 'limits',
    severity: 'high',
    categories: ['Resources', 'Best Practices'],
  }),
  policyFact({
    name: 'no-root',
    enforcement: 'deny',
    health: 'degraded',
    severity: 'high',
    categories: ['Pod Security', 'Resources'],
  }),
  policyFact({ name: 'off', enforcement: 'none', health: 'suspended' }),
  exceptionFact({ name: 'legacy' }),
];
const GATEKEEPER = [
  policyFact({
    name: 'owner',
    engine: 'gatekeeper',
    enforcement: 'deny',
    categories: ['x","Resources'],
  }),
];

describeDatabases('listClusterPolicies', database => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await database.open();
    await insertCluster(knex, 'prod');
    for (const [kind, facts] of [
      [CLUSTER_POLICIES, KYVERNO],
      [CONSTRAINTS, GATEKEEPER],
    ] as const) {
      await insertCoverage(knex, 'prod', kind.key);
      await write(
        knex,
        kind,
        facts.map(fact => factsOf(fact)),
        { observer: 'prod' },
      );
    }
  });
  const ask = (
    query: ListClusterPoliciesQuery = {},
    context: Partial<ReadContext> = {},
  ) => listClusterPolicies({ ...readingAt(knex), ...context }, 'prod', query);
  const names = ({ items }: Awaited<ReturnType<typeof ask>>) =>
    items.map(({ name }) => name);

  it('tells what there is to choose from', async () => {
    const page = await ask();
    expectDocumented(PATH, page);
    expect(names(page)).toEqual([
      'legacy',
      'limits',
      'no-root',
      'off',
      'owner',
    ]);
    expect(page.totals).toEqual({
      total: 5,
      types: [
        { type: 'exception', count: 1 },
        { type: 'policy', count: 4 },
      ],
      roles: { about: 0, on: 5 },
      engines: [
        { name: 'kyverno', count: 4 },
        { name: 'gatekeeper', count: 1 },
      ],
      enforcements: [
        { enforcement: 'deny', count: 2 },
        { enforcement: 'audit', count: 1 },
        { enforcement: 'none', count: 1 },
      ],
      states: [
        { state: 'healthy', count: 2 },
        { state: 'degraded', count: 1 },
        { state: 'suspended', count: 1 },
        { state: 'unknown', count: 1 },
      ],
      severities: [{ severity: 'high', count: 2 }],
      categories: [
        { name: 'Resources', count: 2 },
        { name: 'Best Practices', count: 1 },
        { name: 'Pod Security', count: 1 },
        { name: 'x","Resources', count: 1 },
      ],
    });
  });

  it.each<[ListClusterPoliciesQuery, string[]]>([
    [{ engine: ['gatekeeper'] }, ['owner']],
    [{ enforcement: ['deny', 'none'] }, ['no-root', 'off', 'owner']],
    [{ state: ['degraded', 'unknown'] }, ['legacy', 'no-root']],
    [{ severity: ['high'] }, ['limits', 'no-root']],
    [{ category: ['Resources'] }, ['limits', 'no-root']],
    [{ category: ['Pod Security', 'x","Resources'] }, ['no-root', 'owner']],
    [{ category: ['Resource'] }, []],
    [{ enforcement: ['deny'], engine: ['kyverno'] }, ['no-root']],
    [{ type: ['exception'], severity: ['high'] }, []],
    [{ text: 'o', state: ['healthy'] }, ['limits', 'owner']],
  ])(
    'is narrowed to any of each and to all keys by %j',
    async (query, expected) => {
      const page = await ask(query);
      expect(names(page)).toEqual(expected);
      expect(page.totals.total).toBe(expected.length);
      expect(page.hidden).toBe(0);
    },
  );

  it('counts each facet without its own filter, and under all others', async () => {
    const { totals } = await ask({
      enforcement: ['deny'],
      category: ['Resources'],
    });
    expect(totals).toMatchObject({
      total: 1,
      types: [{ type: 'policy', count: 1 }],
      roles: { about: 0, on: 1 },
      engines: [{ name: 'kyverno', count: 1 }],
      enforcements: [
        { enforcement: 'audit', count: 1 },
        { enforcement: 'deny', count: 1 },
      ],
      states: [{ state: 'degraded', count: 1 }],
      severities: [{ severity: 'high', count: 1 }],
    });
    expect(totals.categories).toEqual([
      { name: 'Pod Security', count: 1 },
      { name: 'Resources', count: 1 },
      { name: 'x","Resources', count: 1 },
    ]);
    // Each count is that of the list that it leads to.
    for (const { name, count } of totals.categories) {
      const page = await ask({ enforcement: ['deny'], category: [name] });
      expect(page.totals.total).toBe(count);
    }
  });

  it.each([1, 2])('comes in pages of %s', async limit => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ limit, cursor, enforcement: ['deny', 'none'] });
      found.push(...names(page));
      cursor = page.nextCursor;
    } while (cursor);
    expect(found).toEqual(['no-root', 'off', 'owner']);
  });

  it('counts what the reader may see, and nothing else', async () => {
    const things = new StatementScope({
      knex,
      clusters: new Map([['prod', { cluster: ['prod'] }]]),
      expression: {
        type: 'in',
        key: 'namespace',
        values: ['shop'],
        isNegated: false,
        orUnknown: false,
      },
    });
    const page = await ask({}, { things, tellsHidden: true });
    expect(names(page)).toEqual(['legacy']);
    expect(page).toMatchObject({
      totals: {
        total: 1,
        engines: [{ name: 'kyverno', count: 1 }],
        enforcements: [],
        states: [{ state: 'unknown', count: 1 }],
        severities: [],
        categories: [],
      },
      hidden: 4,
      limited: ['findings'],
    });
  });

  it('follows what a policy says', async () => {
    const changed = policyFact({ name: 'off', enforcement: 'warn' });
    await write(knex, CLUSTER_POLICIES, [factsOf(changed)], {
      observer: 'prod',
    });
    expect(names(await ask({ enforcement: ['warn'] }))).toEqual(['off']);
    expect(names(await ask({ enforcement: ['none'] }))).toEqual([]);
  });
});
