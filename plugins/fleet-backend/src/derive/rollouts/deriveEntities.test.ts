import type { Knex } from 'knex';
import { BUDGETS } from '../../__budgets__/budgets';
import {
  APPLICATIONS,
  DEPLOYMENTS,
  factsOf,
} from '../../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  TestCurrency,
} from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { brings, deliveryFact, workloadFact } from '../../__testUtils__/facts';
import { insertCoverage } from '../../__testUtils__/read';
import { statementsOf, write } from '../../__testUtils__/store';
import { entityWithId, labelledFor } from '../../__testUtils__/stored';
import { EntityIndex } from '../../mapping/EntityIndex';
import { runSteps } from '../statements';
import { deriveEntities } from './deriveEntities';
import { dropRolloutMarks, markRollouts, takeRolloutMarks } from './marks';
import { DEFAULT_SETTINGS } from './types';
import { writeRollouts } from './writeRollouts';

const ENTITY = 'component:default/checkout';
const CONFIG = { settings: DEFAULT_SETTINGS, plans: [] };

describeDatabases('deriving rollouts from what is stored', database => {
  let knex: Knex;
  const currency = new TestCurrency();
  const entity = entityWithId('checkout', {});

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'c-1');
    await insertCoverage(knex, 'c-1', DEPLOYMENTS.key, { confirmed_at: 5_000 });
    await insertCoverage(knex, 'c-1', APPLICATIONS.key, {
      confirmed_at: 5_000,
    });
  });

  /** All kinds of the cluster were confirmed at this moment. */
  const confirm = (now: number) =>
    knex('coverage').update({ confirmed_at: now });
  const run = async (version: string, now: number, settled = true) => {
    await write(knex, DEPLOYMENTS, [
      factsOf(
        workloadFact({
          version,
          settled,
          health: settled ? 'healthy' : 'progressing',
          labels: labelledFor('checkout'),
          replicas: { desired: 2, updated: settled ? 2 : 1, available: 2 },
        }),
      ),
    ]);
    await deriveTestCluster(knex, { currency, now, entities: [entity] });
    await confirm(now);
  };
  const deliver = (over: Parameters<typeof deliveryFact>[0]) =>
    write(knex, APPLICATIONS, [
      factsOf(deliveryFact({ brings: brings('shop/checkout'), ...over })),
    ]);
  const derive = (now: number) =>
    deriveEntities({
      knex,
      entityRefs: [ENTITY],
      entities: new EntityIndex([entity]),
      config: CONFIG,
      now,
    });
  const members = () =>
    knex('rollout_member')
      .join('rollout', 'rollout.id', 'rollout_member.rollout_id')
      .orderBy('release_order')
      .select('version', 'state', 'life_cycle', 'duration');

  it('marks what changed, and follows a release to its end', async () => {
    await run('1.0.0', 10_000);
    expect([...(await takeRolloutMarks({ knex, limit: 10 })).keys()]).toEqual([
      ENTITY,
    ]);
    expect(await derive(10_000)).toMatchObject({
      visible: true,
      outdated: new Set(),
    });
    expect(await members()).toEqual([]);
    // Nothing changed: nothing is written.
    expect(await derive(11_000)).toMatchObject({
      visible: false,
      outdated: new Set(),
    });
    await run('1.1.0', 20_000, false);
    await derive(20_000);
    expect(await members()).toEqual([
      {
        version: '1.1.0',
        state: 'applying',
        life_cycle: 'running',
        duration: null,
      },
    ]);
    const { next_look_at: next } = await knex('rollout_entity').first();
    expect(Number(next)).toBe(25_000);
    await run('1.1.0', 30_000);
    await derive(30_000);
    expect(await members()).toMatchObject([{ state: 'soaking' }]);
    await confirm(90_000);
    await derive(90_000);
    expect(await members()).toMatchObject([
      { state: 'succeeded', life_cycle: 'completed' },
    ]);
    expect(Number((await members())[0].duration)).toBe(70_000);
    const transitions = await knex('transition')
      .where({ field: 'rollout' })
      .orderBy('id')
      .select('from_value', 'to_value');
    expect(transitions).toEqual([
      { from_value: null, to_value: 'applying' },
      { from_value: 'applying', to_value: 'soaking' },
      { from_value: 'soaking', to_value: 'succeeded' },
    ]);
  });

  it('asks as often for many components as for one', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `service-${index}`);
    const entities = names.map(name => entityWithId(name, {}));
    await write(
      knex,
      DEPLOYMENTS,
      names.map(name =>
        factsOf(workloadFact({ name, labels: labelledFor(name) })),
      ),
    );
    await deriveTestCluster(knex, { currency, now: 10_000, entities });
    const ask = (some: readonly string[]) =>
      statementsOf(knex, () =>
        deriveEntities({
          knex,
          entityRefs: some.map(name => `component:default/${name}`),
          entities: new EntityIndex(entities),
          config: CONFIG,
          now: 10_000,
        }),
      );
    const [one, ...others] = names;
    const once = await ask([one]);
    expect(await ask(others)).toHaveLength(once.length);
    expect(once.length).toBeLessThanOrEqual(BUDGETS.rollouts.statements);
    const known = await knex('rollout').distinct('entity_ref');
    expect(known).toHaveLength(names.length);
  });

  it('is not marked where that changed which no rollout goes by', async () => {
    const runBoth = async (version: string, worker: string) => {
      const labels = labelledFor('checkout');
      await write(knex, DEPLOYMENTS, [
        factsOf(workloadFact({ version, labels })),
        factsOf(workloadFact({ name: 'worker', version: worker, labels })),
      ]);
      await knex('rollout_mark').delete();
      await deriveTestCluster(knex, {
        currency,
        now: 10_000,
        entities: [entity],
      });
      const { stamp } = await knex('cell').first();
      return { stamp, marked: await knex('rollout_mark').pluck('entity_ref') };
    };
    const first = await runBoth('1.0.0', '1.0.0');
    expect(first.marked).toEqual([ENTITY]);
    const second = await runBoth('1.0.0', '1.1.0');
    expect(second.stamp).not.toEqual(first.stamp);
    expect(second.marked).toEqual([]);
    const third = await runBoth('1.1.0', '1.1.0');
    expect(third.marked).toEqual([ENTITY]);
  });

  it('says unknown where the cluster was not confirmed in time, by the time that it is', async () => {
    await run('1.0.0', 10_000);
    await derive(10_000);
    await run('1.1.0', 20_000, false);
    await derive(20_000);
    // Nobody marks it, and nothing is written of the cluster.
    await derive(200_000);
    expect(await members()).toMatchObject([{ state: 'unknown' }]);
    const row = await knex('rollout_member').first();
    expect(JSON.parse(row.data)).toMatchObject({ lastKnown: 'applying' });
  });

  it('reads what the engine says of its operation', async () => {
    await deliver({
      appliedRevision: { type: 'commit', value: 'a1' },
      desiredRevision: { type: 'commit', value: 'a1' },
    });
    await run('1.0.0', 10_000);
    await derive(10_000);
    await deliver({
      appliedRevision: { type: 'commit', value: 'a1' },
      desiredRevision: { type: 'commit', value: 'b2' },
      sync: 'out-of-sync',
      operation: {
        phase: 'failed',
        message: 'admission webhook "policy" denied the request: no limits',
      },
    });
    await run('1.0.0', 20_000);
    await derive(20_000);
    expect(await members()).toMatchObject([{ version: null, state: 'failed' }]);
    const row = await knex('rollout_member').first();
    expect(JSON.parse(row.data).reason).toMatchObject({
      link: 'admission',
      state: 'failed',
    });
  });

  it('keeps that a router tells how much of a canary is released', async () => {
    await run('1.0.0', 10_000);
    await derive(10_000);
    await write(knex, DEPLOYMENTS, [
      factsOf(
        workloadFact({
          version: '1.1.0',
          settled: false,
          health: 'progressing',
          labels: labelledFor('checkout'),
          replicas: { desired: 10, updated: 1, available: 11 },
          strategy: {
            type: 'canary',
            paused: false,
            aborted: false,
            actualWeight: 40,
          },
        }),
      ),
    ]);
    await deriveTestCluster(knex, {
      currency,
      now: 20_000,
      entities: [entity],
    });
    await confirm(20_000);
    await derive(20_000);
    expect(await knex('rollout_member').first()).toMatchObject({
      replicas: 10,
      released: 4,
      by_traffic: 1,
    });
  });

  it('writes nothing where somebody else wrote meanwhile', async () => {
    await run('1.0.0', 10_000);
    await derive(10_000);
    const stale = await runSteps(knex, () =>
      writeRollouts(knex, [
        {
          entityRef: ENTITY,
          version: 7,
          rollouts: [],
          members: [],
          gone: [],
          transitions: [],
        },
      ]),
    );
    expect(stale).toEqual(new Set());
    const fresh = await runSteps(knex, () =>
      writeRollouts(knex, [
        {
          entityRef: ENTITY,
          version: 0,
          rollouts: [],
          members: [],
          gone: [],
          transitions: [],
        },
      ]),
    );
    expect(fresh).toEqual(new Set());
  });

  it('gives marks in their order, and drops those alone that it gave', async () => {
    await knex('rollout_mark').delete();
    await markRollouts({ knex, entityRefs: ['a', 'b', ''] });
    await markRollouts({ knex, entityRefs: ['a'] });
    const taken = await takeRolloutMarks({ knex, limit: 10 });
    expect([...taken].map(([ref, marks]) => [ref, marks.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect([...(await takeRolloutMarks({ knex, limit: 1 })).keys()]).toEqual([
      'a',
    ]);
    // A transaction that ends later may have the lower number.
    await knex('rollout_mark').insert({ id: -1, entity_ref: 'a' });
    await dropRolloutMarks({ knex, marks: taken.get('a') ?? [] });
    expect(
      (await knex('rollout_mark').orderBy('id')).map(row => row.entity_ref),
    ).toEqual(['a', 'b']);
  });
});
