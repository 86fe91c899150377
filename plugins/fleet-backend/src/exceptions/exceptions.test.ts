import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  DEFAULT_COMPLIANCE_SETTINGS,
  fleetFindingApprovePermission,
  fleetFindingReadPermission,
  fleetFindingWaivePermission,
  type ExceptionRequest,
  type FleetException,
  type FleetExceptionPage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetFindingConditionalDecision,
  fleetFindingConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { recorded, testAudit } from '../__testUtils__/audit';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { startEngine } from '../__testUtils__/engine';
import { insertApproval, insertException } from '../__testUtils__/exceptions';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { policyOf, serveRoutes } from '../__testUtils__/router';
import type { FleetEngine } from '../FleetEngine';
import { EntityIndex } from '../mapping/EntityIndex';
import { asUsual } from '../read/compliance';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-11-01T00:00:00Z');
const SHOP = 'group:default/shop';
const CART = 'component:default/cart';
const LEDGER = 'component:default/ledger';
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

const at = (days: number) => new Date(START + days * DAY).toISOString();

describeDatabases('the ledger of exceptions', database => {
  let knex: Knex;
  let engine: FleetEngine;
  let app: express.Express;
  let now: number;
  let settings: typeof DEFAULT_COMPLIANCE_SETTINGS;
  /** What the policy decides, by permission; all is allowed where nothing is said. */
  let decisions: Record<string, PolicyDecision>;

  beforeEach(async () => {
    knex = await database.open();
    ({ engine } = await startEngine(knex, []));
    now = START;
    settings = DEFAULT_COMPLIANCE_SETTINGS;
    decisions = {};
    await insertCluster(knex, 'prod');
    await insertCluster(knex, 'stage');
    for (const [policy, severity] of [
      ['limits', 'high'],
      ['signed', 'critical'],
      ['odd', ''],
    ]) {
      await knex('policy_place').insert({
        id: `place-${policy}`,
        cluster_id: 'prod',
        engine: 'kyverno',
        policy,
        severity,
        data: '{}',
      });
    }
    const index = new EntityIndex([
      { ref: CART, owner: SHOP, annotations: {} },
      { ref: LEDGER, owner: 'group:default/bank', annotations: {} },
    ]);
    app = await serveRoutes(
      knex,
      {
        adapters: engine.adapters,
        problems: engine.problems,
        registry: engine.registry,
        mirror: { index: () => index } as FleetEngine['mirror'],
        get compliance() {
          return { ...asUsual, settings };
        },
      },
      {
        audit: testAudit(knex),
        now: () => now,
        permissions: policyOf(name => decisions[name] ?? ALLOW),
        catalog: {
          getEntityByRef: async () => ({} as never),
          getEntitiesByRefs: async ({ entityRefs }) => ({
            items: entityRefs.map(() => ({} as never)),
          }),
        },
        tellsHidden: true,
      },
    );
  });
  afterEach(() => engine.stop());

  const as = (name: string) => ({
    authorization: mockCredentials.user.header(`user:default/${name}`),
  });
  const post = (name: string, path: string, body: object) =>
    request(app).post(path).set(as(name)).send(body);
  let key = 0;
  const asking = (over: Partial<ExceptionRequest> = {}): ExceptionRequest => ({
    requestKey: `request-${++key}`,
    kind: 'policy',
    scope: {
      clusters: ['prod'],
      namespaces: ['shop'],
      policies: [{ name: 'limits', rules: [] }],
    },
    reason: 'the vendor is late',
    expiresAt: at(60),
    ...over,
  });
  const ask = async (
    over: Partial<ExceptionRequest> = {},
    name = 'rita',
  ): Promise<FleetException> => {
    const response = await post(name, '/exceptions', asking(over));
    expect(response.body).toMatchObject({ id: expect.any(String) });
    return response.body;
  };
  const approve = (name: string, { id, version }: FleetException) =>
    post(name, `/exceptions/${id}/approve`, { version });
  const get = async (id: string, name = 'rita'): Promise<FleetException> => {
    const { body, status } = await request(app)
      .get(`/exceptions/${id}`)
      .set(as(name));
    expect(status).toBe(200);
    expectDocumented('/exceptions/{exceptionId}', body);
    return body;
  };
  const list = async (query = '', name = 'rita') => {
    const { body, status } = await request(app)
      .get(`/exceptions${query}`)
      .set(as(name));
    expect([status, body.error]).toEqual([200, undefined]);
    expectDocumented('/exceptions', body);
    return body as FleetExceptionPage;
  };
  const refusalOf = ({ status, body }: request.Response) =>
    `${status} ${body.error?.message}`;

  it('has what is asked for, by who is signed in, with what is known of the policy', async () => {
    const asked = await ask({ ticket: 'RISK-1', severity: 'low' });
    expect(asked).toMatchObject({
      version: 1,
      state: 'requested',
      requestedBy: 'user:default/rita',
      // What is said does not make it less.
      severity: 'high',
      approvalsNeeded: 1,
      scope: {
        clusters: [{ id: 'prod', name: 'name-of-prod' }],
        policies: [{ engine: 'kyverno', name: 'limits', rules: [] }],
      },
      may: {
        approve: { allowed: false, because: 'is-requester' },
        withdraw: { allowed: true },
        renew: { allowed: false, because: 'not-approved' },
      },
    });
    expect(await get(asked.id)).toEqual(asked);
    expect(await recorded(knex, ['exception-requested'])).toMatchObject([
      {
        result: 'succeeded',
        target: asked.id,
        name: 'policy limits',
        reason: 'the vendor is late',
        after: { severity: 'high', clusters: ['prod'], expiresAt: at(60) },
      },
    ]);
  });

  it('takes nobody else for who asks', async () => {
    const response = await post('rita', '/exceptions', {
      ...asking(),
      requestedBy: 'user:default/jane',
    });
    expect(response.status).toBe(400);
    const service = await request(app)
      .post('/exceptions')
      .set('authorization', mockCredentials.service.header())
      .send(asking());
    expect(service.status).toBe(403);
    expect(await knex('exception')).toEqual([]);
  });

  it('has once what is asked for twice', async () => {
    const body = asking();
    const [first, second] = [
      await post('rita', '/exceptions', body),
      await post('rita', '/exceptions', body),
    ];
    expect(second.body.id).toBe(first.body.id);
    // The same key of somebody else is another request.
    const other = await post('jane', '/exceptions', body);
    expect(other.body.id).not.toBe(first.body.id);
    expect(await knex('exception')).toHaveLength(2);
    expect(await recorded(knex, ['exception-requested'])).toHaveLength(2);
  });

  it('takes a policy for no less because one cluster says what it is', async () => {
    await knex('policy_place').insert({
      id: 'place-odd-on-stage',
      cluster_id: 'stage',
      engine: 'kyverno',
      policy: 'odd',
      severity: 'info',
      data: '{}',
    });
    const of = (clusters: string[]) =>
      ask({ scope: { clusters, policies: [{ name: 'odd', rules: [] }] } });
    expect(await of([])).toMatchObject({ severity: 'unknown' });
    expect(await of(['stage'])).toMatchObject({ severity: 'info' });
  });

  it('takes what is of no severity for what may be critical', async () => {
    const unknown = await ask({
      scope: { policies: [{ name: 'odd', rules: [] }] },
      severity: 'low',
    });
    expect(unknown).toMatchObject({ severity: 'unknown', approvalsNeeded: 2 });
    const freeze = await ask({
      kind: 'freeze',
      scope: { subjects: ['year-end'] },
      severity: 'critical',
    });
    expect(freeze).toMatchObject({ severity: 'critical', approvalsNeeded: 2 });
  });

  it.each([
    ['an end that is over', { expiresAt: at(-1) }, 'expiresAt'],
    ['an end that never comes', { expiresAt: at(400) }, '366 days'],
    ['a beginning after its end', { startsAt: at(61) }, 'expiresAt'],
    ['a review after its end', { reviewAt: at(61) }, 'reviewAt'],
    ['no policy', { scope: { clusters: ['prod'] } }, 'scope.policies'],
    ['nothing of a kind', { kind: 'drift', scope: {} }, 'scope.subjects'],
    ['only spaces for a reason', { reason: '   ' }, 'reason'],
    [
      'no such cluster',
      { scope: { ...asking().scope, clusters: ['nope'] } },
      "'nope'",
    ],
    [
      'no such entity',
      { scope: { ...asking().scope, entities: ['component:default/nope'] } },
      'component:default/nope',
    ],
    [
      'a pattern of namespaces',
      { scope: { ...asking().scope, namespaces: ['shop', 'pay-*'] } },
      "'scope.namespaces' has 'pay-*'",
    ],
    [
      'a pattern of resources',
      {
        scope: { ...asking().scope, resource: { kind: 'Pod', name: 'web-?' } },
      },
      "'scope.resource' has 'web-?'",
    ],
    [
      'every kind of resource',
      { scope: { ...asking().scope, resource: { kind: '*', name: 'web' } } },
      "'scope.resource' has '*'",
    ],
    [
      'all policies of whatever engine',
      { scope: { policies: [{ name: '*', rules: [] }] } },
      'engine',
    ],
  ])('is not asked for %s', async (_, over, words) => {
    const response = await post(
      'rita',
      '/exceptions',
      asking(over as Partial<ExceptionRequest>),
    );
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(words);
    expect(await knex('exception')).toEqual([]);
  });

  it('needs two others for what is critical', async () => {
    const asked = await ask({
      scope: { clusters: ['prod'], policies: [{ name: 'signed', rules: [] }] },
    });
    expect(asked.approvalsNeeded).toBe(2);
    expect(refusalOf(await approve('rita', asked))).toMatch(
      /^403 Nobody approves of what he asked for/,
    );
    const once = (await approve('jane', asked)).body as FleetException;
    expect(once).toMatchObject({ state: 'requested', version: 2 });
    // Clicked twice, whichever version was shown: nothing more happens.
    expect((await approve('jane', asked)).body).toEqual(once);
    expect((await approve('JANE', once)).body.approvals).toHaveLength(1);
    const twice = (await approve('john', once)).body as FleetException;
    expect(twice).toMatchObject({
      state: 'active',
      version: 3,
      inForceSince: at(0),
      approvals: [{ by: 'user:default/jane' }, { by: 'user:default/john' }],
    });
    expect(refusalOf(await approve('anna', twice))).toMatch(
      /^409 Enough people/,
    );
    expect(
      (await recorded(knex, ['exception-approved', 'exception-refused'])).map(
        ({ event, result, after }) => [event, result, after],
      ),
    ).toEqual([
      ['exception-refused', 'refused', undefined],
      [
        'exception-approved',
        'succeeded',
        { approvals: 1, needed: 2, requestedBy: 'user:default/rita' },
      ],
      [
        'exception-approved',
        'succeeded',
        { approvals: 2, needed: 2, requestedBy: 'user:default/rita' },
      ],
    ]);
  });

  it('goes by what is configured: of approvals, ends that are near, and weights', async () => {
    const asked = await ask();
    await approve('jane', asked);
    expect(await get(asked.id)).toMatchObject({
      state: 'active',
      approvalsNeeded: 1,
    });
    settings = {
      ...settings,
      weights: { ...settings.weights, high: 7 },
      exceptions: {
        approvals: { ...settings.exceptions.approvals, high: 2 },
        expiringWithinDays: [60],
      },
    };
    // What was enough is not enough any more.
    const again = await get(asked.id, 'tom');
    expect(again).toMatchObject({
      state: 'requested',
      approvalsNeeded: 2,
      may: { approve: { allowed: true } },
    });
    expect((await list()).totals.debt).toMatchObject({ inForce: 0, weight: 0 });
    await approve('tom', again);
    expect(await get(asked.id)).toMatchObject({
      state: 'expiring',
      withinDays: 60,
    });
    expect((await list()).totals.debt).toMatchObject({ inForce: 1, weight: 7 });
  });

  it('is not approved as it was when it has changed since', async () => {
    const asked = await ask({
      scope: { clusters: ['prod'], policies: [{ name: 'signed', rules: [] }] },
    });
    await approve('jane', asked);
    expect(refusalOf(await approve('john', asked))).toMatch(
      /^409 The exception has changed since/,
    );
    expect(await knex('exception_approval')).toHaveLength(1);
    expect((await get(asked.id)).version).toBe(2);
  });

  it('is approved once by many at the same time', async () => {
    const asked = await ask();
    const answers = await Promise.all(
      ['jane', 'john', 'anna'].map(name => approve(name, asked)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await knex('exception_approval')).toHaveLength(1);
  });

  it('is approved once by who clicks twice, where one is enough', async () => {
    const asked = await ask();
    const once = (await approve('jane', asked)).body as FleetException;
    expect(once).toMatchObject({
      state: 'active',
      may: { approve: { because: 'has-approved' } },
    });
    const twice = await approve('jane', asked);
    expect([twice.status, twice.body]).toEqual([200, once]);
    expect(refusalOf(await approve('john', once))).toMatch(/^409 Enough/);
    expect(await recorded(knex, ['exception-approved'])).toHaveLength(1);
  });

  it('is approved after it was asked for, also by a clock that is late', async () => {
    const asked = await ask();
    now = START - 5_000;
    const once = await approve('jane', asked);
    expect([once.status, once.body.state]).toEqual([200, 'requested']);
    // By this clock it is not approved yet: to click again is no error, and no second yes.
    expect((await approve('jane', asked)).status).toBe(200);
    expect(await knex('exception_approval')).toHaveLength(1);
    now = START;
    expect(await get(asked.id)).toMatchObject({
      state: 'active',
      inForceSince: at(0),
    });
  });

  it('ends by itself, and tells before', async () => {
    const asked = await ask({ expiresAt: at(30) });
    await approve('jane', asked);
    const stateAfter = async (days: number) => {
      now = START + days * DAY;
      const { state, withinDays } = await get(asked.id);
      return [state, withinDays];
    };
    expect(await stateAfter(1)).toEqual(['active', undefined]);
    expect(await stateAfter(16)).toEqual(['expiring', 14]);
    expect(await stateAfter(29.5)).toEqual(['expiring', 1]);
    expect(await stateAfter(30)).toEqual(['expired', undefined]);
    expect(refusalOf(await approve('john', asked))).toMatch(/^409 .* is over/);
  });

  it('is taken back once, with a reason', async () => {
    const asked = await ask();
    const withdraw = (name: string, reason: string, version = 1) =>
      post(name, `/exceptions/${asked.id}/withdraw`, { version, reason });
    expect((await withdraw('jane', ' ')).status).toBe(400);
    expect((await withdraw('jane', 'not needed', 7)).status).toBe(409);
    const { body } = await withdraw('jane', 'not needed');
    expect(body).toMatchObject({ state: 'withdrawn', version: 2 });
    expect(body.history.at(-1)).toEqual({
      what: 'withdrawn',
      by: 'user:default/jane',
      at: at(0),
      comment: 'not needed',
    });
    expect((await withdraw('jane', 'not needed')).body).toEqual(body);
    expect((await withdraw('john', 'nor by me')).status).toBe(409);
    expect(refusalOf(await approve('john', body))).toMatch(/^409 .*withdrawn/);
    expect(await recorded(knex, ['exception-withdrawn'])).toMatchObject([
      { before: { state: 'requested' }, after: { state: 'withdrawn' } },
    ]);
  });

  it('is renewed by another, which is approved apart', async () => {
    const asked = await ask({ expiresAt: at(30), ticket: 'RISK-1' });
    const renew = (name: string, version: number) =>
      post(name, `/exceptions/${asked.id}/renew`, {
        version,
        reason: 'still late',
        expiresAt: at(90),
      });
    expect(refusalOf(await renew('rita', 1))).toMatch(/^409 .*never approved/);
    await approve('jane', asked);
    now = START + 20 * DAY;
    const { body: follower } = await renew('rita', 2);
    expect(follower).toMatchObject({
      state: 'requested',
      renews: asked.id,
      ticket: 'RISK-1',
      reason: 'still late',
      requestedAt: at(20),
      approvals: [],
    });
    // Clicked twice it is there once, and nobody else begins another.
    expect((await renew('rita', 2)).body.id).toBe(follower.id);
    expect(refusalOf(await renew('john', 3))).toMatch(/^409 A renewal is/);
    expect(await get(asked.id)).toMatchObject({
      state: 'expiring',
      renewedBy: follower.id,
      may: { renew: { because: 'renewal-asked-for' } },
    });
    const one = await list();
    expect(one.totals.debt).toEqual({
      inForce: 1,
      renewals: 0,
      weight: 5,
      weightDays: 100,
    });
    await approve('jane', follower);
    expect(await get(asked.id)).toMatchObject({ state: 'renewed' });
    // What it waives was first waived long before.
    expect((await list()).totals).toMatchObject({
      states: { active: 1, renewed: 1 },
      debt: { inForce: 1, renewals: 1, weight: 5, weightDays: 100 },
    });
    // Taken back, it does not bring back what it followed.
    now += 1;
    await post('rita', `/exceptions/${follower.id}/withdraw`, {
      version: 2,
      reason: 'done',
    });
    expect(await get(asked.id)).toMatchObject({ state: 'renewed' });
    expect((await list()).totals.debt.inForce).toBe(0);
  });

  it('may be renewed again where a renewal was refused', async () => {
    const asked = await ask({ expiresAt: at(30) });
    await approve('jane', asked);
    const renew = (version: number) =>
      post('rita', `/exceptions/${asked.id}/renew`, {
        version,
        reason: 'still late',
        expiresAt: at(90),
      });
    const { body: first } = await renew(2);
    await post('jane', `/exceptions/${first.id}/withdraw`, {
      version: 1,
      reason: 'no',
    });
    const { body: second } = await renew(3);
    expect(second).toMatchObject({ renews: asked.id, state: 'requested' });
    expect(second.id).not.toBe(first.id);
    expect((await get(asked.id)).state).toBe('active');
  });

  it('lets go of a renewal that ran out before anybody approved', async () => {
    const asked = await ask({ expiresAt: at(30) });
    await approve('jane', asked);
    const renew = ({ id, version }: FleetException, days: number) =>
      post('rita', `/exceptions/${id}/renew`, {
        version,
        reason: 'still late',
        expiresAt: at(days),
      });
    const withdraw = ({ id, version }: FleetException) =>
      post('rita', `/exceptions/${id}/withdraw`, { version, reason: 'late' });
    const { body: first } = await renew(await get(asked.id), 40);
    now = START + 50 * DAY;
    expect(await get(first.id)).toMatchObject({
      state: 'expired',
      may: {
        approve: { because: 'expired' },
        withdraw: { allowed: true },
        renew: { allowed: false, because: 'not-approved' },
      },
    });
    expect(refusalOf(await renew(first, 90))).toMatch(/^409 .*never approved/);
    const before = await get(asked.id);
    expect(before).toMatchObject({
      state: 'expired',
      may: {
        // What was approved and is over is not taken back.
        withdraw: { allowed: false, because: 'expired' },
        renew: { because: 'renewal-asked-for' },
      },
    });
    expect(refusalOf(await withdraw(before))).toMatch(/^409 .*is over/);
    expect((await withdraw(first)).body).toMatchObject({ state: 'withdrawn' });
    const second = await renew(before, 90);
    expect(second.body).toMatchObject({ renews: asked.id, state: 'requested' });
  });

  describe('of several', () => {
    beforeEach(async () => {
      const policy = (name: string) => [{ engine: 'kyverno', name, rules: [] }];
      await insertException(knex, 'e-1', {
        requested_at: START - 4 * DAY,
        expires_at: START + 60 * DAY,
        scope: { clusters: ['prod'], policies: policy('limits') },
      });
      await insertApproval(knex, 'e-1', 'user:default/jane', START - 3 * DAY);
      await insertException(knex, 'e-2', {
        requested_at: START - 4 * DAY,
        expires_at: START + 5 * DAY,
        scope: { clusters: ['stage'], entities: [CART] },
      });
      await insertApproval(knex, 'e-2', 'user:default/jane', START - 2 * DAY);
      await insertException(knex, 'e-3', {
        requested_at: START - 2 * DAY,
        expires_at: START - DAY,
        type: 'drift',
        scope: { owner: SHOP, policies: [], subjects: ['/spec/replicas'] },
      });
      await insertException(knex, 'e-4', {
        requested_at: START - DAY,
        expires_at: START + 5 * DAY,
        scope: { clusters: ['prod', 'stage'], entities: [LEDGER, CART] },
      });
    });

    const ids = async (query: string, name?: string) =>
      (await list(query, name)).items.map(({ id }) => id);

    it('is listed from the last to the first, page by page', async () => {
      expect(await ids('')).toEqual(['e-4', 'e-3', 'e-2', 'e-1']);
      const pages: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await list(`?limit=1${cursor ? `&cursor=${cursor}` : ''}`);
        pages.push(page.items.map(({ id }) => id));
        expect(page.totals.total).toBe(4);
        cursor = page.nextCursor;
      } while (cursor);
      expect(pages).toEqual([['e-4'], ['e-3'], ['e-2'], ['e-1']]);
    });

    it('is narrowed by all that is asked, and counted without the state', async () => {
      expect(await ids('?state=requested&state=expired')).toEqual([
        'e-4',
        'e-3',
      ]);
      expect(await ids('?kind=drift')).toEqual(['e-3']);
      expect(await ids(`?owner=${encodeURIComponent(SHOP)}`)).toEqual([
        'e-4',
        'e-3',
        'e-2',
      ]);
      expect(await ids(`?component=${encodeURIComponent(CART)}`)).toEqual([
        'e-4',
        'e-2',
      ]);
      expect(await ids('?policy=limits&cluster=prod')).toEqual(['e-4', 'e-1']);
      // One of all clusters holds on each.
      expect(await ids('?cluster=stage&kind=drift')).toEqual(['e-3']);
      expect(await ids('?cluster=nope')).toEqual([]);
      const { totals } = await list('?state=expiring&cluster=stage');
      expect(totals).toEqual({
        total: 3,
        states: {
          requested: 1,
          approved: 0,
          active: 0,
          expiring: 1,
          expired: 1,
          renewed: 0,
          withdrawn: 0,
        },
        // The one that is in the state that is asked for, whatever its kind.
        kinds: { policy: 1, drift: 0, freeze: 0, budget: 0 },
        debt: { inForce: 1, renewals: 0, weight: 5, weightDays: 10 },
      });
      expect((await list('?kind=drift')).totals.kinds).toEqual({
        policy: 3,
        drift: 1,
        freeze: 0,
        budget: 0,
      });
    });

    it('shows a reader nothing that is not his, in no total either', async () => {
      decisions[fleetFindingReadPermission.name] =
        createFleetFindingConditionalDecision(
          fleetFindingReadPermission,
          fleetFindingConditions.inCluster({ clusters: ['prod'] }),
        );
      const page = await list();
      expect(page.items.map(({ id }) => id)).toEqual(['e-4', 'e-3', 'e-1']);
      expect(page).toMatchObject({
        hidden: 1,
        limited: ['findings'],
        totals: { total: 3, states: { expiring: 0 }, debt: { inForce: 1 } },
      });
      // Of one that holds elsewhere as well, that part is not named.
      expect(page.items[0].scope).toMatchObject({
        clusters: [{ id: 'prod' }],
        partial: true,
      });
      expect(JSON.stringify(page)).not.toContain('stage');
      // What is seen in part is not decided, whatever else is permitted.
      expect(page.items.map(({ may }) => may.approve.because)).toEqual([
        'not-permitted',
        'not-permitted',
        'is-requester',
      ]);
      const hidden = await request(app).get('/exceptions/e-2').set(as('rita'));
      expect(refusalOf(hidden)).toBe("404 There is no exception 'e-2'.");
    });

    it('shows an owner what is his, and lets him change that alone', async () => {
      const ofShop = (permission: typeof fleetFindingWaivePermission) =>
        createFleetFindingConditionalDecision(
          permission,
          fleetFindingConditions.ownedBy({ owners: [SHOP] }),
        );
      decisions[fleetFindingReadPermission.name] = ofShop(
        fleetFindingReadPermission as never,
      );
      decisions[fleetFindingWaivePermission.name] = ofShop(
        fleetFindingWaivePermission,
      );
      decisions[fleetFindingApprovePermission.name] = ofShop(
        fleetFindingApprovePermission,
      );
      const page = await list('', 'anna');
      expect(
        page.items.map(({ id, may }) => [
          id,
          may.approve.because,
          may.withdraw.because,
        ]),
      ).toEqual([
        // Half of it is the bank's.
        ['e-4', 'not-permitted', 'not-permitted'],
        // That he is named is no permission.
        ['e-3', 'not-permitted', 'not-permitted'],
        ['e-2', 'not-needed', undefined],
      ]);
      const { version } = page.items[0];
      expect(
        refusalOf(await post('anna', '/exceptions/e-4/approve', { version })),
      ).toMatch(/^403 The portal's permission policy/);
      // What would be of the whole cluster is not asked for by one team.
      const wide = await post('anna', '/exceptions', asking());
      expect(refusalOf(wide)).toMatch(/^403 .*fleet\.finding\.waive/);
      const named = await post(
        'anna',
        '/exceptions',
        asking({ scope: { ...asking().scope, owner: SHOP } }),
      );
      expect(named.status).toBe(403);
      const own = await ask(
        { scope: { ...asking().scope, entities: [CART] } },
        'anna',
      );
      expect(own.scope.owner).toBe(SHOP);
      expect(await recorded(knex, ['exception-refused'])).not.toEqual([]);
    });

    it('is not of all clusters for who may approve on all but one', async () => {
      await insertException(knex, 'e-5', {
        requested_at: START - DAY,
        expires_at: START + 5 * DAY,
        scope: { clusters: [] },
      });
      await insertException(knex, 'e-6', {
        requested_at: START - DAY,
        expires_at: START + 5 * DAY,
        scope: { clusters: ['prod'] },
      });
      decisions[fleetFindingApprovePermission.name] =
        createFleetFindingConditionalDecision(fleetFindingApprovePermission, {
          not: fleetFindingConditions.inCluster({ clusters: ['elsewhere'] }),
        });
      // What is not there yet may be the one that is left out.
      expect((await get('e-5', 'jane')).may.approve).toEqual({
        allowed: false,
        because: 'not-permitted',
      });
      expect((await get('e-6', 'jane')).may.approve.allowed).toBe(true);
    });

    it('says what is missing to who may only read', async () => {
      decisions[fleetFindingWaivePermission.name] = DENY;
      decisions[fleetFindingApprovePermission.name] = DENY;
      const page = await list();
      expect(page.mayRequest).toBe(false);
      expect(page.items[0].may).toEqual({
        approve: { allowed: false, because: 'not-permitted' },
        withdraw: { allowed: false, because: 'not-permitted' },
        renew: { allowed: false, because: 'not-permitted' },
      });
      for (const [path, body] of [
        ['', asking()],
        ['/e-1/approve', { version: 1 }],
        ['/e-1/withdraw', { version: 1, reason: 'r' }],
        ['/e-1/renew', { version: 1, reason: 'r', expiresAt: at(9) }],
      ] as const) {
        const { status } = await post('rita', `/exceptions${path}`, body);
        expect([path, status]).toEqual([path, 403]);
      }
    });

    it('is for nobody who may read nothing, whatever else he may', async () => {
      decisions[fleetFindingReadPermission.name] = DENY;
      const read = await request(app).get('/exceptions').set(as('rita'));
      expect(read.status).toBe(403);
      expect((await post('rita', '/exceptions', asking())).status).toBe(403);
    });
  });
});
