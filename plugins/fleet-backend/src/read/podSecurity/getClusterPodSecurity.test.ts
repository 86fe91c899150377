import type { Knex } from 'knex';
import {
  StandardsIndex,
  type FindingFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factsOf,
  NAMESPACES,
  POLICY_REPORTS,
} from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { expectDocumented } from '../../__testUtils__/expectDocumented';
import { findingFact, namespaceFact } from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { StatementScope } from '../../permissions/StatementScope';
import { asUsual } from '../compliance';
import { getClusterPodSecurity } from './getClusterPodSecurity';

describeDatabases('getClusterPodSecurity', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'prod');
    await insertCoverage(knex, 'prod', POLICY_REPORTS.key);
    await insertCoverage(knex, 'prod', NAMESPACES.key);
    await write(
      knex,
      NAMESPACES,
      ['pay', 'shop'].map(name =>
        factsOf({
          ...namespaceFact(name),
          podSecurity: { enforce: { level: 'baseline', version: 'v1.30' } },
        }),
      ),
      { observer: 'prod' },
    );
  });

  const found = (facts: (Partial<FindingFact> & { namespace?: string })[]) =>
    write(
      knex,
      POLICY_REPORTS,
      facts.map((each, index) =>
        factsOf(findingFact({ name: `thing-${index}`, ...each })),
      ),
      { observer: 'prod' },
    );
  const baseline = (
    result: FindingFact['result'],
    other: Partial<FindingFact> = {},
  ) => ({ policy: 'podsecurity-subrule-baseline', result, ...other });
  const ask = async (
    query: { text?: string } = {},
    over: Partial<ReturnType<typeof readingAt>> = {},
    basis: Parameters<typeof getClusterPodSecurity>[3] = asUsual,
  ) => {
    const answer = await getClusterPodSecurity(
      { ...readingAt(knex), ...over },
      'prod',
      query,
      basis,
    );
    expectDocumented('/clusters/{clusterId}/pod-security', answer);
    return answer;
  };
  const levels = async (...args: Parameters<typeof ask>) =>
    (await ask(...args)).namespaces.map(
      ({ namespace, atLeast, atMost }) => `${namespace} ${atLeast} ${atMost}`,
    );

  it('is not known where nobody looked, whatever labels ask for', async () => {
    const { namespaces, namespacesTotal } = await ask();
    expect(namespacesTotal).toBe(2);
    expect(namespaces[0]).toMatchObject({
      namespace: 'pay',
      asked: { enforce: { level: 'baseline', version: 'v1.30' } },
      atLeast: 'privileged',
      atMost: 'restricted',
      breaksEnforced: false,
      engines: [],
      currency: { current: true },
    });
    expect(namespaces[0].level).toBeUndefined();
    expect(namespaces[0].next?.notEvaluated).toHaveLength(11);
  });

  it('is what findings prove of a namespace, and tells what separates it from the next', async () => {
    await found([
      baseline('pass'),
      { policy: 'require-run-as-nonroot', result: 'fail' },
      { policy: 'disallow-host-ports', result: 'fail', namespace: 'pay' },
    ]);
    const { namespaces } = await ask();
    expect(namespaces[0]).toMatchObject({
      namespace: 'pay',
      level: 'privileged',
      breaksEnforced: true,
      next: {
        level: 'baseline',
        failing: [{ id: 'hostPorts', name: 'Host Ports' }],
      },
    });
    expect(namespaces[1]).toMatchObject({
      namespace: 'shop',
      level: 'baseline',
      breaksEnforced: false,
      engines: ['kyverno'],
      next: {
        level: 'restricted',
        failing: [{ id: 'runAsNonRoot', name: 'Running as Non-root' }],
      },
    });
    expect(await levels({ text: 'SHO' })).toEqual(['shop baseline baseline']);
  });

  it('takes nothing for kept that cannot be confirmed now, or whose time is over', async () => {
    await found([baseline('pass')]);
    expect(await levels()).toContain('shop baseline restricted');
    expect(await levels({}, { now: 100_000 })).toContain(
      'shop baseline restricted',
    );
    await knex('coverage')
      .where({ kind: POLICY_REPORTS.key.kind })
      .update({ state: 'unreachable', reason: 'connection refused' });
    expect(await levels()).toContain('shop privileged restricted');
    await knex('coverage').update({ state: 'current', reason: null });
    await found([
      baseline('pass', { validUntil: new Date(99_000).toISOString() }),
    ]);
    expect(await levels()).toContain('shop privileged restricted');
  });

  it('keeps on calling broken what was broken and cannot be confirmed now', async () => {
    await found([{ policy: 'disallow-host-ports', result: 'fail' }]);
    await knex('coverage')
      .where({ kind: POLICY_REPORTS.key.kind })
      .update({ state: 'unreachable', reason: 'connection refused' });
    expect(await levels()).toContain('shop privileged privileged');
  });

  it('takes a policy for evidence that a mapping says is of a control', async () => {
    await found([{ policy: 'no-ports', engine: 'own', result: 'warn' }]);
    expect(await levels()).toContain('shop privileged restricted');
    const mapping = new StandardsIndex({
      entries: [
        {
          policy: 'no-ports',
          standards: [
            { standard: 'Pod Security Standards', controls: ['Host Ports'] },
          ],
        },
      ],
    });
    expect(await levels({}, {}, { mapping })).toContain(
      'shop privileged privileged',
    );
  });

  it('reads all that was found, however much it is, and tells what differs', async () => {
    await found(
      // More than are read at once, and the one that breaks it is any of them.
      Array.from({ length: 1_050 }, (_, index) =>
        index === 700
          ? { policy: 'disallow-host-ports', result: 'fail' as const }
          : baseline('pass'),
      ),
    );
    expect(await levels()).toContain('shop privileged privileged');
  });

  it('shows who may see one namespace that alone', async () => {
    await found([
      baseline('pass'),
      baseline('fail', { namespace: 'pay' } as {}),
    ]);
    const things = new StatementScope({
      knex,
      clusters: new Map([['prod', { cluster: ['prod'] }]]),
      expression: {
        type: 'in',
        key: 'namespace',
        values: ['pay'],
        isNegated: false,
        orUnknown: false,
      },
    });
    const answer = await ask({}, { things });
    expect(answer).toMatchObject({
      namespacesTotal: 1,
      namespaces: [{ namespace: 'pay', level: 'privileged' }],
      limited: ['findings'],
    });
    expect(JSON.stringify(answer)).not.toContain('shop');
  });
});
