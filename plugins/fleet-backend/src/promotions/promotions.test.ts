import { parseEntityRef } from '@backstage/catalog-model';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  fleetClusterReadPermission,
  fleetPromotionPromotePermission as PROMOTE,
  fleetPromotionReadPermission as READ,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  FleetPromotion,
  Pipeline,
  PromotionChanges,
  PromotionPlanAnswer,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetClusterConditionalDecision,
  createFleetPromotionConditionalDecision,
  fleetClusterConditions,
  fleetPromotionConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { recorded, testAudit } from '../__testUtils__/audit';
import { describeDatabases } from '../__testUtils__/databases';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import {
  CART,
  commitOf,
  digestOf,
  HUB,
  PromotedWorld,
  promotionConfigOf,
  REPOSITORY,
} from '../__testUtils__/promotions';
import { policyOf, serveRoutes } from '../__testUtils__/router';
import { DEFAULT_COST_CONFIG } from '../config/costSchema';
import { FleetSnapshots } from '../read/fleet';
import { PromotionDriver } from './PromotionDriver';
import type { PromotionWorld } from './PromotionWorld';
import { readWorld } from './readWorld';
import { insertHappenings } from './store/insertHappenings';
import { prunePromotions } from './store/prunePromotions';
import { readRunningWishes } from './sight/readRunningWishes';
import type { PromotionTasks, TaskRequest } from './tasks/PromotionTasks';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const COST = { ...DEFAULT_COST_CONFIG, budgets: [] };

/** Tasks that a test ends as it likes. */
class FakeTasks implements PromotionTasks {
  readonly started: TaskRequest[] = [];
  error: string | undefined;
  refused: Error | undefined;
  hasEnded = false;

  async start(asked: TaskRequest): Promise<string> {
    if (this.refused) throw this.refused;
    this.started.push(asked);
    return `task-${this.started.length}`;
  }

  async look() {
    if (this.error) return { state: 'failed' as const, error: this.error };
    return {
      state: this.hasEnded ? ('succeeded' as const) : ('running' as const),
    };
  }
}

describeDatabases('promotions', database => {
  let knex: Knex;
  let world: PromotedWorld;
  let tasks: FakeTasks;
  let app: express.Express;
  let driver: PromotionDriver;
  let snapshots: FleetSnapshots;
  let decisions: Record<string, PolicyDecision>;
  let isBroken: boolean;
  /** How a check is on all clusters, as soon as anybody asks; nothing where none was asked yet. */
  let answered: 'passed' | 'failed' | 'unknown' | undefined;

  const preflight: PromotionWorld['preflight'] = {
    factsOf: (_, targets) =>
      new Map(
        targets.map(({ cluster }) => [
          cluster,
          {
            known: answered
              ? {
                  checks: world.config.preflightChecks.map(kind => ({
                    kind,
                    status: answered!,
                    reason: 'so it says',
                  })),
                }
              : 'to-be-asked',
            confirmedAt: world.now,
          },
        ]),
      ),
  };
  /** Between which stages tests promote. */
  let ends: { from: string; to: string };

  beforeEach(async () => {
    knex = await database.open();
    world = await PromotedWorld.create(knex);
    tasks = new FakeTasks();
    decisions = {};
    isBroken = false;
    answered = 'passed';
    ends = { from: 'staging', to: 'production' };
    const now = () => world.now;
    snapshots = FleetSnapshots.create({
      knex,
      now,
      entities: () => world.entities,
    });
    app = await serveRoutes(
      knex,
      {
        adapters: [],
        problems: new Map(),
        registry: { get: (id: string) => ({ names: [id] }) } as never,
        mirror: { index: () => world.entities } as never,
        promotions: world.config,
        costs: COST,
      },
      {
        audit: testAudit(knex),
        now,
        permissions: policyOf(name => decisions[name] ?? ALLOW),
        snapshots,
        catalog: {
          getEntityByRef: async ref => {
            parseEntityRef(ref as string);
            return {} as never;
          },
          getEntitiesByRefs: async ({ entityRefs }) => ({
            items: entityRefs.map(() => ({} as never)),
          }),
        },
      },
    );
    driver = new PromotionDriver({
      knex,
      logger: mockServices.logger.mock(),
      holder: 'replica-1',
      now,
      tasks,
      options: { waitMs: 5_000 },
      worldOf: async entityRef => {
        if (isBroken) throw new Error('it cannot be read');
        const read = await readWorld(
          { knex, now: now() },
          {
            entityRef,
            fleet: await snapshots.latest(),
            config: world.config,
            cost: COST,
            namesOf: id => [id],
          },
        );
        return { ...read, preflight };
      },
    });
  });
  afterEach(async () => {
    await driver.stop();
    await snapshots.stop();
  });

  const as = (name: string) => ({
    authorization: mockCredentials.user.header(`user:default/${name}`),
  });
  const get = async (path: string, name = 'ann') => {
    const { body, status } = await request(app).get(path).set(as(name));
    if (status >= 500) throw new Error(JSON.stringify(body.error));
    return { body, status };
  };
  const post = async (path: string, body: object, name = 'ann') => {
    const answer = await request(app).post(path).set(as(name)).send(body);
    return { body: answer.body, status: answer.status };
  };
  const planPath = () =>
    `/promotions/plan?component=${encodeURIComponent(CART)}&from=${
      ends.from
    }&to=${ends.to}`;
  const plan = async (): Promise<PromotionPlanAnswer> => {
    const { body } = await get(planPath());
    expectDocumented('/promotions/plan', body);
    return body;
  };
  const ask = async (name = 'ann') => {
    const { hash, commit } = await plan();
    return post(
      '/promotions',
      { component: CART, ...ends, hash, commit },
      name,
    );
  };
  const begin = async (): Promise<FleetPromotion> => {
    const { body, status } = await ask();
    expect(status).toBe(200);
    expectDocumented('/promotions', body, 'post');
    return body;
  };
  const pipeline = async (name = 'ann'): Promise<Pipeline> => {
    const { body } = await get(
      `/promotions/pipeline?component=${encodeURIComponent(CART)}`,
      name,
    );
    expectDocumented('/promotions/pipeline', body);
    return body;
  };
  const promotion = async (id: string): Promise<FleetPromotion> => {
    const { body } = await get(`/promotions/${id}`);
    expectDocumented('/promotions/{promotionId}', body);
    return body;
  };
  /** Of which workloads of a cluster it has to be read what they run. */
  const readingOn = (
    observer: string,
    {
      stages = world.config.stages,
      ...options
    }: { stages?: typeof world.config.stages; withTimes?: boolean } = {},
  ) =>
    readRunningWishes({
      knex,
      observer,
      adapter: 'kubernetes',
      kinds: ['Deployment'],
      stages,
      ...options,
    });
  const wishesOn = async (observer: string, stages = world.config.stages) =>
    (await readingOn(observer, { stages })).wishes;
  const approve = ({ id, hash, commit }: FleetPromotion, name = 'bob') =>
    post(`/promotions/${id}/approve`, { hash, commit }, name);
  /** Time passes, and what is due is gone through. */
  const round = async (ms = 6_000) => {
    await world.pass(ms);
    await driver.look();
  };
  const changes = async (
    id: string,
    wave: string,
    direction = 'promote',
  ): Promise<PromotionChanges> => {
    const { body } = await get(
      `/promotions/${id}/changes?wave=${encodeURIComponent(
        wave,
      )}&direction=${direction}`,
    );
    expectDocumented('/promotions/{promotionId}/changes', body);
    return body;
  };
  /** A task proposes what a wave changes. */
  const propose = async (id: string, wave: string, direction = 'promote') => {
    const {
      changes: wanted,
      hash,
      commit,
    } = await changes(id, wave, direction);
    for (const { key } of wanted) {
      const { status } = await post(`/promotions/${id}/changes`, {
        wave,
        key,
        hash,
        commit,
        direction,
        reference: `https://git.example.com/pulls/${wave}`,
      });
      expect(status).toBe(200);
    }
  };

  it('shows what runs on stages, and what may move', async () => {
    const { body } = await get(
      `/promotions/pipeline?component=${encodeURIComponent(CART)}`,
    );
    expectDocumented('/promotions/pipeline', body);
    const { stages, moves, configured } = body as Pipeline;
    expect(configured).toBe(true);
    expect(
      stages.map(({ name, release, runsOn }) => [
        name,
        runsOn,
        release?.images[0].tag,
      ]),
    ).toEqual([
      ['staging', 1, '1.1'],
      ['production', 2, '1.0'],
    ]);
    expect(moves).toEqual([
      expect.objectContaining({
        from: 'staging',
        to: 'production',
        mayMove: true,
        because: [],
        counts: expect.objectContaining({ changed: 2 }),
        allowed: { allowed: true },
      }),
    ]);
  });

  it('plans what changes, where in Git, and what holds it up', async () => {
    const shown = await plan();
    expect(shown.mayMove).toBe(true);
    expect(shown.commit).toBe(commitOf('first'));
    expect(
      shown.items.map(({ cluster, wave, change, images }) => [
        cluster.name,
        wave,
        change,
        images[0].from?.tag,
        images[0].to?.digest,
      ]),
    ).toEqual([
      ['prod-a', 'production/canary/1', 'changed', '1.0', digestOf('1.1')],
      ['prod-b', 'production/rest/1', 'changed', '1.0', digestOf('1.1')],
    ]);
    expect(
      shown.changes.map(({ path, repository }) => [repository, path]),
    ).toEqual([
      [REPOSITORY, 'apps/overlays/prod-a/cart/kustomization.yaml'],
      [REPOSITORY, 'apps/overlays/prod-b/cart/kustomization.yaml'],
    ]);
    expect(shown.gates.map(({ kind, status }) => [kind, status])).toEqual([
      ['upstream-stage', 'passed'],
      ['drift-free', 'passed'],
      ['health', 'passed'],
      ['preflight', 'waiting'],
      ['approval', 'waiting'],
      ['freeze', 'not-applicable'],
    ]);
    // The clusters are asked by themselves, once it is asked for.
    expect(shown.next.what).toBe('by-itself');
  });

  it('carries out what runs by tag once its digest is known', async () => {
    await world.deploy('stage-a', { isByTag: true });
    const held = async () => {
      const { mayMove, items } = await plan();
      expect(mayMove).toBe(false);
      return [...new Set(items.flatMap(({ because }) => because))];
    };
    expect(await held()).toEqual(['not-pinned']);
    const wanted = await wishesOn('stage-a');
    expect(wanted).toEqual([
      expect.objectContaining({ kind: 'Deployment', name: 'cart' }),
    ]);
    expect(await wishesOn('prod-a')).toEqual([]);
    expect(await wishesOn('stage-a', [])).toEqual([]);
    await world.deploy('stage-a', { settled: false });
    expect(await wishesOn('stage-a')).toEqual([]);
    await world.deploy('stage-a', { settled: true });
    expect(await wishesOn('stage-a')).toEqual(wanted);

    await world.readPods('stage-a', { templateRevision: '1.0' });
    expect(await held()).toEqual(['not-pinned']);
    await world.readPods('stage-a', { readAt: world.now - 21 * 60_000 });
    expect(await held()).toEqual(['not-pinned']);
    await world.readPods('stage-a', {
      digests: [digestOf('1.1'), digestOf('other')],
    });
    expect(await held()).toEqual(['source-mixed']);

    await world.readPods('stage-a');
    const [{ uid, of }] = wanted;
    expect((await readingOn('stage-a')).told).toEqual([{ uid }]);
    // Whoever goes on knows that it was read of this template, and when.
    expect((await readingOn('stage-a', { withTimes: true })).told).toEqual([
      { uid, of, readAt: world.now },
    ]);
    const shown = await plan();
    expect(shown.mayMove).toBe(true);
    expect(shown.items[0].images[0].to).toEqual(
      expect.objectContaining({ tag: '1.1', digest: digestOf('1.1') }),
    );
    expect((await ask()).status).toBe(200);
    await world.pass(21 * 60_000);
    expect(await held()).toEqual(['not-pinned']);
  });

  it('does not carry out what would reach other clusters', async () => {
    await world.deploy('prod-b', { path: 'apps/overlays/prod-a/cart' });
    const shown = await plan();
    expect(shown.mayMove).toBe(false);
    expect(shown.because).toEqual(['shared-path']);
    expect((await ask()).status).toBe(409);
  });

  it.each(['../prod-b', 'apps/../../x', 'apps\\x', 'apps/\n'])(
    'does not carry out what a delivery takes from %j',
    async path => {
      await world.deploy('prod-b', { path });
      const shown = await plan();
      expect(shown).toMatchObject({ mayMove: false, because: ['no-path'] });
      expect(shown.changes).toHaveLength(1);
      expect((await ask()).status).toBe(409);
    },
  );

  it('goes wave by wave: approved, proposed, merged, soaked, and not without evidence', async () => {
    const { id } = await begin();
    await round();
    expect(await promotion(id)).toMatchObject({
      state: 'waiting',
      next: { what: 'approval' },
    });
    expect(tasks.started).toEqual([]);
    expect((await approve(await promotion(id), 'ann')).status).toBe(403);
    expect((await approve(await promotion(id))).status).toBe(200);
    await round();
    await round();
    expect(tasks.started).toEqual([
      {
        promotion: id,
        wave: 'production/canary/1',
        direction: 'promote',
        repository: REPOSITORY,
      },
    ]);
    expect((await promotion(id)).state).toBe('opening');
    await propose(id, 'production/canary/1');
    await propose(id, 'production/canary/1');
    await round();
    expect((await promotion(id)).state).toBe('proposed');

    // Merged: its engine has a new commit, and rolls it out.
    await world.pass(1_000);
    await world.deploy('prod-a', {
      tag: '1.1',
      commit: commitOf('second'),
      settled: false,
      health: 'progressing',
    });
    await world.deploy('prod-b', { commit: commitOf('second'), appliedAt: 0 });
    await round();
    expect((await promotion(id)).state).toBe('merged');
    await round();
    expect((await promotion(id)).state).toBe('applying');
    await world.deploy('prod-a', { settled: true, health: 'healthy' });
    await round();
    expect((await promotion(id)).state).toBe('verifying');
    await round();
    expect((await promotion(id)).state).toBe('soaking');
    for (let waited = 0; waited < 60; waited += 15) await round(15_000);
    const first = await promotion(id);
    expect(first.waves.map(({ state }) => state)).toEqual(['done', 'waiting']);
    expect(first.wave).toBe('production/rest/1');

    // The approval is of the plan, and the plan is the same: the second wave opens by itself.
    await round();
    await round();
    expect(tasks.started).toHaveLength(2);
    await propose(id, 'production/rest/1');
    await world.pass(1_000);
    await world.deploy('prod-b', {
      tag: '1.1',
      commit: commitOf('third'),
      appliedAt: world.now,
    });
    for (let waited = 0; waited < 120; waited += 15) await round(15_000);
    expect(await promotion(id)).toMatchObject({ state: 'done' });
    const { body } = await get(
      `/promotions?component=${encodeURIComponent(CART)}`,
    );
    expectDocumented('/promotions', body);
    expect(body).toMatchObject({ total: 1, items: [{ id, state: 'done' }] });
    expect((await recorded(knex)).map(({ event }) => event)).toEqual([
      'promotion-requested',
      'promotion-refused',
      'promotion-approved',
      ...Array(3).fill('promotion-change-noted'),
    ]);
  });

  it('is held up by a gate that fails, and an approval lapses with its plan', async () => {
    const { id } = await begin();
    await approve(await promotion(id));
    await world.deploy('prod-a', { health: 'degraded' });
    await round();
    expect(await promotion(id)).toMatchObject({
      state: 'waiting',
      next: { what: 'repair' },
    });
    expect(tasks.started).toEqual([]);
    // Somebody else changes the configuration.
    await world.deploy('prod-a', {
      health: 'healthy',
      commit: commitOf('other'),
    });
    await world.deploy('prod-b', { commit: commitOf('other') });
    await round();
    const lapsed = await promotion(id);
    expect(lapsed.commit).toBe(commitOf('other'));
    expect(lapsed.approvals).toEqual([
      expect.objectContaining({ counts: false, because: 'other-commit' }),
    ]);
    expect(lapsed.next?.what).toBe('approval');
    expect(tasks.started).toEqual([]);
  });

  it('waits until the clusters were asked, and for what they answer', async () => {
    const { id } = await begin();
    await approve(await promotion(id));
    answered = undefined;
    await round();
    expect(await promotion(id)).toMatchObject({
      state: 'waiting',
      next: { what: 'by-itself' },
    });
    answered = 'unknown';
    await round(16_000);
    expect((await promotion(id)).next).toMatchObject({ what: 'evidence' });
    answered = 'failed';
    await round(16_000);
    const held = await promotion(id);
    expect(held.next).toMatchObject({ what: 'repair' });
    expect(held.gates.find(({ kind }) => kind === 'preflight')).toMatchObject({
      status: 'failed',
      overridable: true,
      evidence: expect.arrayContaining([
        expect.objectContaining({
          cluster: { id: 'prod-a', name: 'prod-a' },
          text: 'quota: so it says',
        }),
        // Of the second wave: nothing moves before all were asked.
        expect.objectContaining({
          cluster: { id: 'prod-b', name: 'prod-b' },
          text: 'quota: so it says',
        }),
      ]),
    });
    expect(tasks.started).toEqual([]);
    answered = 'passed';
    await round(16_000);
    expect((await promotion(id)).state).toBe('opening');
  });

  it('waits for what is not known, and nobody overrides that', async () => {
    const { id } = await begin();
    await approve(await promotion(id));
    await world.lose('prod-a');
    await round();
    const shown = await promotion(id);
    expect(shown).toMatchObject({
      state: 'waiting',
      next: { what: 'evidence' },
    });
    const health = shown.gates.find(({ kind }) => kind === 'health');
    expect(health).toMatchObject({ status: 'unknown', overridable: false });
    const { status } = await post(
      `/promotions/${id}/override`,
      {
        hash: shown.hash,
        commit: shown.commit,
        gate: 'health',
        wave: shown.wave,
        seen: health?.evidence.map(({ key }) => key),
        reason: 'it will be fine',
      },
      'bob',
    );
    expect(status).toBe(409);
  });

  it('goes on where somebody overrides a gate with what he had seen', async () => {
    const { id } = await begin();
    await approve(await promotion(id));
    await world.deploy('prod-a', { health: 'degraded' });
    await round();
    const shown = await promotion(id);
    const health = shown.gates.find(({ kind }) => kind === 'health');
    const { body, status } = await post(
      `/promotions/${id}/override`,
      {
        hash: shown.hash,
        commit: shown.commit,
        gate: 'health',
        wave: shown.wave,
        seen: health?.evidence.map(({ key }) => key),
        reason: 'this release repairs it',
      },
      'bob',
    );
    expect(status).toBe(200);
    expectDocumented('/promotions/{promotionId}/override', body, 'post');
    await round();
    expect((await promotion(id)).state).toBe('opening');
  });

  it('is taken back, and that is told by what runs', async () => {
    const { id } = await begin();
    await approve(await promotion(id));
    await round();
    await propose(id, 'production/canary/1');
    await world.pass(1_000);
    await world.deploy('prod-a', { tag: '1.1', commit: commitOf('second') });
    await round();
    await round();
    const { status } = await post(`/promotions/${id}/roll-back`, {
      reason: 'carts are empty',
    });
    expect(status).toBe(200);
    await round();
    expect(tasks.started.at(-1)).toMatchObject({
      wave: 'production/canary/1',
      direction: 'roll-back',
    });
    const back = await changes(id, 'production/canary/1', 'roll-back');
    expect(back.changes[0].images).toEqual([
      expect.objectContaining({
        from: expect.objectContaining({ tag: '1.1' }),
        to: expect.objectContaining({ tag: '1.0', digest: digestOf('1.0') }),
      }),
    ]);
    await propose(id, 'production/canary/1', 'roll-back');
    await round();
    expect((await promotion(id)).state).toBe('stopped');
    await world.deploy('prod-a', { tag: '1.0', commit: commitOf('back') });
    await round();
    expect((await promotion(id)).state).toBe('rolled-back');
    const started = tasks.started.length;
    await round(600_000);
    expect(tasks.started).toHaveLength(started);
  });

  it('tries again what failed, later each time, and says why', async () => {
    const { id } = await begin();
    await approve(await promotion(id));
    tasks.refused = new Error('the scaffolder is away');
    await round();
    const attemptsOf = async () =>
      (await promotion(id)).waves[0].changes[0].attempts;
    expect(await attemptsOf()).toEqual([
      expect.objectContaining({
        number: 1,
        state: 'failed',
        error: 'it could not be started: the scaffolder is away',
      }),
    ]);
    tasks.refused = undefined;
    await round();
    expect(tasks.started).toHaveLength(0);
    await round(60_000);
    expect(tasks.started).toHaveLength(1);
    tasks.error = 'the branch is protected';
    await round();
    expect((await attemptsOf())[0]).toMatchObject({
      number: 2,
      state: 'failed',
      error: 'the branch is protected',
    });
  });

  it('does not take the time that the release before was healthy for that of this one', async () => {
    // It runs, and no rollout of it was found yet.
    await world.deploy('stage-a', { tag: '1.2' });
    const upstream = async () =>
      (await plan()).gates.find(({ kind }) => kind === 'upstream-stage');
    expect(await upstream()).toMatchObject({ status: 'waiting' });
    await world.rollOut('stage-a', '1.2');
    expect(await upstream()).toMatchObject({ status: 'passed' });
  });

  it('has a task done its work once all that it is for is proposed', async () => {
    world.config.stages = promotionConfigOf([
      { name: 'staging', environment: ['staging'] },
      { name: 'production', environment: ['production'] },
    ]).stages;
    const { id, waves } = await begin();
    const wave = waves[0].key;
    await approve(await promotion(id));
    await round();
    const { changes: wanted, hash, commit } = await changes(id, wave);
    expect(wanted).toHaveLength(2);
    const note = (key: string) =>
      post(`/promotions/${id}/changes`, {
        ...{ wave, key, hash, commit },
        reference: 'https://git.example.com/pulls/1',
      });
    await note(wanted[0].key);
    tasks.hasEnded = true;
    await round();
    const attemptsOf = async () =>
      (await promotion(id)).waves[0].changes[0].attempts;
    expect((await attemptsOf())[0]).toMatchObject({
      state: 'failed',
      error: 'the task ended, and has not noted all changes',
    });
    tasks.hasEnded = false;
    await round(60_000);
    expect(tasks.started).toHaveLength(2);
    await note(wanted[1].key);
    expect((await attemptsOf())[0]).toMatchObject({
      number: 2,
      state: 'succeeded',
    });
  });

  it('is not taken back once another one has come there', async () => {
    const wave = 'production/canary/1';
    const bring = async () => {
      const { id } = await begin();
      await approve(await promotion(id));
      await round();
      await propose(id, wave);
      await post(`/promotions/${id}/stop`, { reason: 'not today' });
      await world.pass(1_000);
      return id;
    };
    const first = await bring();
    const second = await bring();
    const takeBack = async (id: string) =>
      (await post(`/promotions/${id}/roll-back`, { reason: 'r' })).status;
    expect(await takeBack(first)).toBe(409);
    expect(await takeBack(second)).toBe(200);
    expect(await takeBack(first)).toBe(200);
  });

  it('takes nothing for merged that was there before, whatever is said of it', async () => {
    const { id } = await begin();
    await approve(await promotion(id));
    await round();
    const wave = 'production/canary/1';
    const { changes: wanted, hash, commit } = await changes(id, wave);
    const note = (headCommit: string) =>
      post(`/promotions/${id}/changes`, {
        ...{ wave, key: wanted[0].key, hash, commit, headCommit },
        reference: 'https://git.example.com/pulls/1',
      });
    await note(commitOf('first'));
    await round();
    await round();
    expect((await promotion(id)).state).toBe('proposed');
    await note(commitOf('second'));
    await world.deploy('prod-a', { commit: commitOf('second') });
    await round();
    expect((await promotion(id)).state).toBe('merged');
  });

  it('takes no change back that nobody has asked for', async () => {
    const { id } = await begin();
    await approve(await promotion(id));
    await round();
    const wave = 'production/canary/1';
    await propose(id, wave);
    const { changes: wanted, hash, commit } = await changes(id, wave);
    const { status } = await post(`/promotions/${id}/changes`, {
      ...{ wave, key: wanted[0].key, hash, commit, direction: 'roll-back' },
      reference: 'https://git.example.com/pulls/1',
    });
    expect(status).toBe(409);
    await post(`/promotions/${id}/roll-back`, { reason: 'carts are empty' });
    await round();
    expect(tasks.started.at(-1)).toMatchObject({ direction: 'roll-back' });
  });

  it('lets others go first when one cannot be gone through', async () => {
    const { id } = await begin();
    isBroken = true;
    await round();
    const { due_at, claimed_by } = await knex('promotion')
      .where({ id })
      .first();
    expect(Number(due_at)).toBeGreaterThan(world.now);
    expect(claimed_by).toBeNull();
    isBroken = false;
    await round();
    expect((await promotion(id)).state).toBe('waiting');
  });

  it('keeps what people write, whatever it is', async () => {
    const { id } = await begin();
    const { status } = await post(`/promotions/${id}/stop`, {
      reason: 'a \0 and half a \ud83d',
    });
    expect(status).toBe(200);
    expect((await promotion(id)).history[0].text).toContain('half a');
  });

  it('is forgotten once it ended long ago, with what happened to it', async () => {
    const { id } = await begin();
    await round();
    await post(`/promotions/${id}/stop`, { reason: 'not now' });
    await round();
    expect(await promotion(id)).toMatchObject({ state: 'stopped' });
    const day = 24 * 60 * 60_000;
    await prunePromotions(knex, { now: world.now + 399 * day });
    expect((await get(`/promotions/${id}`)).status).toBe(200);
    await prunePromotions(knex, { now: world.now + 401 * day });
    expect((await get(`/promotions/${id}`)).status).toBe(404);
    expect(await knex('promotion_happening')).toEqual([]);
  });

  it('keeps the newest of what happens over and over', async () => {
    const { id } = await begin();
    const happenings = Array.from({ length: 600 }, (_, at) => ({
      at,
      type: 'gates-judged',
    }));
    for (let done = 0; done < 600; done += 100) {
      await insertHappenings(knex, {
        promotionId: id,
        state: 'waiting',
        happenings: happenings.slice(done, done + 100),
      });
    }
    const kept: number[] = await knex('promotion_happening')
      .orderBy('id')
      .pluck('at');
    expect([kept.length, Number(kept[0])]).toEqual([500, 100]);
  });

  it('asks once for the same, and gives way to another release', async () => {
    const { id } = await begin();
    expect((await begin()).id).toBe(id);
    await world.deploy('stage-a', { tag: '1.2' });
    await world.rollOut('stage-a', '1.2');
    const next = await begin();
    expect(next.id).not.toBe(id);
    expect((await promotion(id)).state).toBe('superseded');
    expect(
      (
        await post('/promotions', {
          component: CART,
          from: 'staging',
          to: 'production',
          hash: 'plan1:other',
          commit: next.commit,
        })
      ).status,
    ).toBe(409);
  });

  it('is asked for and approved on all clusters that it goes to, or not at all', async () => {
    decisions['fleet.promotion.promote'] =
      createFleetPromotionConditionalDecision(
        PROMOTE,
        fleetPromotionConditions.inCluster({ clusters: ['prod-a'] }),
      );
    expect((await plan()).allowed).toEqual({
      allowed: false,
      because: 'not-permitted',
    });
    expect((await ask()).status).toBe(403);
    delete decisions['fleet.promotion.promote'];
    const { id } = await begin();
    decisions['fleet.promotion.read'] = createFleetPromotionConditionalDecision(
      READ,
      fleetPromotionConditions.inCluster({ clusters: ['prod-a'] }),
    );
    expect((await get(`/promotions/${id}`)).status).toBe(404);
    expect((await get('/promotions')).body).toMatchObject({ total: 0 });
    expect(
      (await get(`/promotions/pipeline?component=${encodeURIComponent(CART)}`))
        .body.stages[1],
    ).not.toHaveProperty('promotion');
  });

  it('is nothing of what is no reference, whatever one may see', async () => {
    decisions['fleet.cluster.read'] = createFleetClusterConditionalDecision(
      fleetClusterReadPermission,
      fleetClusterConditions.inCluster({ clusters: ['prod-a'] }),
    );
    for (const component of ['cart', '%', 'a:b:c']) {
      const { body, status } = await get(
        `/promotions/pipeline?component=${encodeURIComponent(component)}`,
      );
      expect([component, status]).toEqual([component, 200]);
      expect(body.limited).toContain('clusters');
    }
  });

  describe('by the steps of an ApplicationSet', () => {
    const STEPS = { 'stage-a': '1', 'prod-a': '2', 'prod-b': '2' };

    beforeEach(async () => {
      world.config.applicationSets = { hubs: ['h*b'], soakMs: 60_000 };
      ends = { from: 'step-1', to: 'step-2' };
      await world.bringByHub();
      await world.tellSteps(STEPS);
    });
    const clustersBy = ({ stages }: Pipeline) =>
      Object.fromEntries(
        stages.map(({ name, waves }) => [
          name,
          waves.flatMap(({ clusters }) => clusters.map(each => each.name)),
        ]),
      );
    const stagesNow = async () =>
      (await pipeline()).stages.map(({ name }) => name);

    it('takes steps for stages, as the engine says who is in which', async () => {
      const shown = await pipeline();
      expect(clustersBy(shown)).toEqual({
        'step-1': ['stage-a'],
        'step-2': ['prod-a', 'prod-b'],
      });
      expect(shown).toMatchObject({
        configured: true,
        problems: [],
        stages: [
          { title: 'env In staging', after: [] },
          {
            title: 'env In production',
            after: ['step-1'],
            waves: [{ key: 'step-2/all/1', soakSeconds: 60 }],
          },
        ],
        moves: [{ from: 'step-1', to: 'step-2', mayMove: true }],
      });
      expect((await plan()).items.map(({ wave }) => wave)).toEqual([
        'step-2/all/1',
        'step-2/all/1',
      ]);
    });

    it.each<[string, () => unknown]>([
      [
        'no hub that counts',
        () => (world.config.applicationSets!.hubs = ['x']),
      ],
      [
        'another component',
        () =>
          (world.config.applicationSets!.components = [
            'component:default/other',
          ]),
      ],
      [
        'all at once',
        () => world.tellSteps(STEPS, { strategy: 'all-at-once', steps: [] }),
      ],
    ])('goes by configured stages: %s', async (_, change) => {
      await change();
      expect(await stagesNow()).toEqual(['staging', 'production']);
    });

    it.each<[string, RegExp, () => Promise<unknown>]>([
      [
        'the hub fell silent',
        /ApplicationSet argocd\/cart on hub.*not known now: connection refused/,
        () =>
          knex('coverage')
            .where({ cluster_id: HUB, kind: 'ApplicationSet' })
            .update({ state: 'unreachable', reason: 'connection refused' }),
      ],
      [
        'it was never read',
        /never read/,
        () => knex('fact').where({ type: 'placement' }).delete(),
      ],
      [
        'it fails',
        /it fails.*no such repository/,
        () =>
          world.tellSteps(STEPS, {
            health: 'degraded',
            message: 'no such repository',
          }),
      ],
      [
        'it has no steps',
        /without steps/,
        () => world.tellSteps(STEPS, { steps: [] }),
      ],
      [
        'it has a strategy that nobody knows',
        /strategy is not known/,
        () => world.tellSteps(STEPS, { strategy: 'unknown' }),
      ],
      [
        'it was read in part',
        /more Applications than were read/,
        () => world.tellSteps(STEPS, { total: 4 }),
      ],
      [
        'one of its deliveries leads nowhere',
        /to which cluster they go: cart-prod-c/,
        () => world.tellSteps({ ...STEPS, 'prod-c': '1' }),
      ],
    ])('has no stages, and says why: %s', async (_, words, change) => {
      await change();
      const { configured, stages, moves, problems } = await pipeline();
      expect({ configured, stages, moves }).toEqual({
        configured: true,
        stages: [],
        moves: [],
      });
      expect(problems).toHaveLength(1);
      expect(`${problems[0].path}: ${problems[0].message}`).toMatch(words);
      const { body, status } = await get(planPath());
      expect(status).toBe(404);
      expect(body.error.message).toMatch(words);
    });

    it('has no stages where several have steps', async () => {
      await knex('cluster').where({ id: HUB }).delete();
      await knex('coverage').where({ cluster_id: HUB }).delete();
      await world.bringByHub(cluster =>
        cluster === 'stage-a' ? 'cart' : 'cart-production',
      );
      await world.tellSteps(STEPS, { name: 'cart-production' });
      const { stages, problems } = await pipeline();
      expect(stages).toEqual([]);
      expect(problems[0].path).toContain('argocd/cart on hub');
      expect(problems[0].path).toContain('argocd/cart-production on hub');
      expect(problems[0].message).toContain('several with steps');
    });

    it('names what is in no step', async () => {
      await world.tellSteps({ 'stage-a': '1', 'prod-a': '-1' });
      const shown = await pipeline();
      expect(clustersBy(shown)).toEqual({
        'step-1': ['stage-a'],
        'step-2': [],
      });
      expect(
        shown.unplaced.map(({ cluster, because }) => [cluster.name, because]),
      ).toEqual([
        ['prod-a', 'no-step'],
        ['prod-b', 'no-step'],
      ]);
      expect(shown.moves[0]).toMatchObject({
        mayMove: false,
        because: expect.arrayContaining(['no-target']),
      });
    });

    it('goes step by step, to the end', async () => {
      const { id } = await begin();
      await approve(await promotion(id));
      await round();
      await propose(id, 'step-2/all/1');
      await round();
      expect((await promotion(id)).state).toBe('proposed');
      await world.pass(1_000);
      for (const cluster of ['prod-a', 'prod-b']) {
        await world.deploy(cluster, {
          tag: '1.1',
          commit: commitOf('second'),
          appliedAt: world.now,
        });
      }
      for (let waited = 0; waited < 120; waited += 15) await round(15_000);
      expect((await promotion(id)).state).toBe('done');
    });

    it('moves nothing once it is not known who is in which step', async () => {
      world.config.requiredGates = ['health', 'approval'];
      const { id } = await begin();
      await approve(await promotion(id));
      await knex('coverage')
        .where({ cluster_id: HUB, kind: 'ApplicationSet' })
        .update({ state: 'forbidden', reason: 'no longer allowed' });
      await round();
      await round();
      const held = await promotion(id);
      expect(held).toMatchObject({
        state: 'waiting',
        next: { what: 'evidence' },
      });
      expect(held.next?.text).toContain('no longer allowed');
      expect(held.gates.find(({ kind }) => kind === 'upstream-stage')).toEqual(
        expect.objectContaining({ status: 'unknown', overridable: false }),
      );
      expect(tasks.started).toEqual([]);
      expect((await changes(id, 'step-2/all/1')).mayGoOn).toBe(false);
      await knex('coverage')
        .where({ cluster_id: HUB, kind: 'ApplicationSet' })
        .update({ state: 'current', reason: null });
      await round(15_000);
      await round();
      expect(tasks.started).toHaveLength(1);
    });

    it('moves nothing that is in another step by now', async () => {
      const { id } = await begin();
      await approve(await promotion(id));
      await world.tellSteps({ ...STEPS, 'prod-b': '1' });
      await round();
      await round();
      const held = await promotion(id);
      expect(held.state).toBe('waiting');
      expect(held.next?.text).toContain('prod-b is not in step-2 any more');
      expect(tasks.started).toEqual([]);
    });

    it('shows of steps what one may see', async () => {
      decisions['fleet.cluster.read'] = createFleetClusterConditionalDecision(
        fleetClusterReadPermission,
        fleetClusterConditions.inCluster({ clusters: ['prod-a'] }),
      );
      const part = await pipeline();
      expect(clustersBy(part)).toEqual({ 'step-1': [], 'step-2': ['prod-a'] });
      expect(part.limited).toContain('clusters');
      expect(part.stages.flatMap(({ title }) => title ?? [])).toEqual([]);
      await world.tellSteps(STEPS, {
        health: 'degraded',
        message: 'no such repository',
      });
      expect(JSON.stringify((await pipeline()).problems)).not.toMatch(
        /repository|hub"|argocd/,
      );
    });

    it('reads what pods run where a step is', async () => {
      await world.deploy('stage-a', { isByTag: true });
      const wishes = async (hasSteps: boolean) =>
        (
          await readRunningWishes({
            knex,
            observer: 'stage-a',
            adapter: 'kubernetes',
            kinds: ['Deployment'],
            stages: [],
            hasSteps,
          })
        ).wishes.length;
      expect(await wishes(true)).toBe(1);
      expect(await wishes(false)).toBe(0);
    });
  });
});
