import type { Knex } from 'knex';
import {
  CLUSTER_POLICIES,
  factsOf,
  POLICY_REPORTS,
} from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { findingFact, policyFact } from '../../__testUtils__/facts';
import { write } from '../../__testUtils__/store';
import { DAY_MS } from '../../history/retention';
import { deriveCompliance } from './deriveCompliance';
import { markAwaited } from './markAwaited';
import {
  dropComplianceMarks,
  markCompliance,
  readComplianceMarks,
} from './marks';

describeDatabases('deriveCompliance', database => {
  let knex: Knex;
  let now: number;

  beforeEach(async () => {
    knex = await database.open();
    now = 1_000_000;
    await insertCluster(knex, 'prod', {
      region: 'eu',
      environment: 'production',
      owner: 'group:default/platform',
    });
  });

  const report = (...facts: Parameters<typeof findingFact>[0][]) =>
    write(
      knex,
      POLICY_REPORTS,
      facts.map(fact => factsOf(findingFact(fact))),
      { observer: 'prod' },
    );
  const gone = (...names: string[]) =>
    write(
      knex,
      POLICY_REPORTS,
      names.map(name => ({
        type: 'deleted' as const,
        uid: findingFact({ name }).source.uid,
      })),
      { observer: 'prod' },
    );
  const derive = () => deriveCompliance({ knex, clusterId: 'prod', now });
  const sums = async () =>
    (await knex('compliance_sum').orderBy(['policy', 'result']))
      .map(
        row =>
          `${row.policy} ${row.severity || '-'} ${row.result} ${row.things}`,
      )
      .sort();

  it('adds up, and writes what differs alone', async () => {
    await report(
      { name: 'a', result: 'fail', severity: 'high' },
      { name: 'b', result: 'fail', severity: 'high' },
      { name: 'c', result: 'pass', severity: 'high' },
    );
    expect(await derive()).toEqual({ visible: true, isLost: false });
    expect(await sums()).toEqual([
      'require-limits high fail 2',
      'require-limits high pass 1',
    ]);
    expect(await knex('compliance_sum').first()).toMatchObject({
      cluster_id: 'prod',
      namespace: 'shop',
      entity_ref: '',
      region: 'eu',
      environment: 'production',
      owner: 'group:default/platform',
      claim: '',
      observer: 'prod',
    });
    expect(await derive()).toEqual({ visible: false, isLost: false });
    await report({ name: 'b', result: 'pass', severity: 'high' });
    expect((await derive()).visible).toBe(true);
    expect(await sums()).toEqual([
      'require-limits high fail 1',
      'require-limits high pass 2',
    ]);
  });

  it('remembers since when something fails, and forgets it once it is kept', async () => {
    await report({ name: 'a', result: 'fail' });
    await derive();
    const [first] = await knex('failing');
    // It was there before anybody looked: since when it failed nobody knows.
    const { first_seen_at: seenAt } = await knex('finding').first();
    expect(Number(first.since)).toBe(Number(seenAt));
    await report({ name: 'a', result: 'fail', message: 'in other words' });
    now = 2_000_000;
    await derive();
    expect(await knex('failing')).toEqual([first]);
    const [sum] = await knex('compliance_sum');
    expect(Number(sum.failing_since)).toBe(Number(first.since));
    await report({ name: 'a', result: 'pass' });
    await derive();
    expect(await knex('failing')).toEqual([]);
    // What passed has failed since it was seen to, however old its report is.
    now = 3_000_000;
    await report({ name: 'a', result: 'fail' });
    await derive();
    const [again] = await knex('failing');
    expect(Number(again.since)).toBe(3_000_000);
  });

  it('goes on with what fails again after its report was deleted and made anew', async () => {
    await report({ name: 'b', result: 'pass' });
    await derive();
    now = 2_000_000;
    await report({ name: 'a', result: 'fail' }, { name: 'c', result: 'fail' });
    await derive();
    const failures = () => knex('failure').orderBy('unit');
    const before = await failures();
    expect(before).toHaveLength(2);
    now += 60 * DAY_MS;
    await gone('a', 'c');
    await derive();
    expect(await sums()).toEqual(['require-limits - pass 1']);
    expect((await failures()).map(({ fate }) => fate)).toEqual([
      'gone',
      'gone',
    ]);
    now += 60_000;
    await report({ name: 'a', result: 'fail' }, { name: 'c', result: 'pass' });
    await derive();
    // One is in its own row as it was, of the other it is known what became of it.
    const after = await failures();
    expect(after).toHaveLength(2);
    expect(before).toContainEqual(after.find(({ fate }) => fate === null));
    const ended = after.find(({ fate }) => fate !== null);
    expect([ended.fate, Number(ended.ended_at)]).toEqual(['fixed', now]);
    const fail = await knex('compliance_sum').where({ result: 'fail' }).first();
    expect(Number(fail.failing_since)).toBe(2_000_000);
    // What passed between is another failure, and so is what was away for long.
    now += 60_000;
    await report({ name: 'c', result: 'fail' });
    await gone('a');
    await derive();
    now += 2 * DAY_MS;
    await report({ name: 'a', result: 'fail' });
    await derive();
    expect(
      (await failures()).map(({ seen_at: seenAt, fate }) => [
        Number(seenAt) - now,
        fate,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [0, null],
        [-2 * DAY_MS, null],
      ]),
    );
    expect(await failures()).toHaveLength(4);
  });

  it('counts on what fails while its report is made anew, for a day at most', async () => {
    const validUntil = new Date(now).toISOString();
    await report({ name: 'a', result: 'fail', validUntil });
    await derive();
    await gone('a');
    now += 1_000;
    expect((await derive()).visible).toBe(false);
    expect(await sums()).toEqual(['require-limits - fail 1']);
    expect(await knex('failure').pluck('ended_at')).toEqual([null]);
    await knex('compliance_mark').delete();
    const marks = async (at: number) => {
      await markAwaited({ knex, now: at });
      return knex('compliance_mark').pluck('cluster_id');
    };
    expect(await marks(now + DAY_MS - 1)).toEqual([]);
    expect(await marks(now + DAY_MS)).toEqual(['prod']);
    now += DAY_MS;
    await derive();
    expect(await sums()).toEqual([]);
    expect(await knex('failing')).toEqual([]);
    expect(await knex('failure').pluck('fate')).toEqual(['gone']);
  });

  it('knows of policies that found nothing, and takes severities from them', async () => {
    await write(
      knex,
      CLUSTER_POLICIES,
      [
        factsOf(policyFact({ severity: 'critical' })),
        factsOf(policyFact({ name: 'never-evaluated' })),
        factsOf(policyFact({ name: 'switched-off', enforcement: 'none' })),
      ],
      { observer: 'prod' },
    );
    await report({ name: 'a', result: 'fail' });
    await derive();
    expect(await sums()).toEqual(['require-limits critical fail 1']);
    const places = await knex('policy_place').orderBy('policy');
    expect(places.map(({ policy }) => policy)).toEqual([
      'never-evaluated',
      'require-limits',
    ]);
  });

  it('keeps nothing of a cluster that left', async () => {
    await report({ name: 'a', result: 'fail' });
    await derive();
    await knex('cluster').update({ left_at: 9_000 });
    await derive();
    for (const table of ['compliance_sum', 'policy_place', 'failing']) {
      expect(await knex(table)).toEqual([]);
    }
  });

  it('writes nothing of a cluster that another replica has', async () => {
    await report({ name: 'a', result: 'fail' });
    expect(
      await deriveCompliance({
        knex,
        clusterId: 'prod',
        now,
        fenceOf: clusterId => ({ clusterId, holder: 'me', epoch: 7 }),
      }),
    ).toEqual({ visible: false, isLost: true });
    expect(await knex('compliance_sum')).toEqual([]);
  });

  it('is marked by what is written of findings and policies, and by nothing that says the same', async () => {
    const marks = () => knex('compliance_mark').pluck('cluster_id');
    await knex('compliance_mark').delete();
    await report({ name: 'a', result: 'fail' });
    expect(await marks()).toEqual(['prod']);
    await report({ name: 'a', result: 'fail' });
    expect(await marks()).toEqual(['prod']);
    await write(knex, CLUSTER_POLICIES, [factsOf(policyFact())], {
      observer: 'prod',
    });
    expect(await marks()).toEqual(['prod', 'prod']);
    await gone('a');
    expect(await marks()).toEqual(['prod', 'prod', 'prod']);
  });

  it('is marked once for however many marks there are', async () => {
    await knex('compliance_mark').delete();
    await markCompliance({ knex, clusterIds: ['b', 'a', 'b'] });
    await markCompliance({ knex, clusterIds: ['a'] });
    const marks = await readComplianceMarks({ knex });
    expect([...marks.keys()].sort()).toEqual(['a', 'b']);
    const [first, second] = marks.get('a') ?? [];
    // One that a slower transaction brings later has a lower number, and stays.
    await knex('compliance_mark').insert({ id: -1, cluster_id: 'a' });
    await dropComplianceMarks({ knex, marks: [first, second] });
    expect(await readComplianceMarks({ knex })).toEqual(
      new Map([
        ['a', [-1]],
        ['b', marks.get('b')],
      ]),
    );
  });
});
