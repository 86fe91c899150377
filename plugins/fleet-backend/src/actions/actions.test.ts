import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  fleetInstanceActPermission,
  fleetInstanceReadPermission,
  type ActionPlan,
  type ActionRun,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetInstanceConditionalDecision,
  fleetInstanceConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import type express from 'express';
import request from 'supertest';
import {
  ACTING_TOKEN,
  ActedFleet,
  READING_TOKEN,
} from '../__testUtils__/acting';
import { recorded } from '../__testUtils__/audit';
import { describeDatabases } from '../__testUtils__/databases';
import { policyOf } from '../__testUtils__/router';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;

const only = (permission: typeof fleetInstanceActPermission, name: string) =>
  createFleetInstanceConditionalDecision(
    permission,
    fleetInstanceConditions.inNamespace({ namespaces: [name] }),
  );

describeDatabases('acting', database => {
  let fleet: ActedFleet;

  afterEach(async () => fleet.stop());

  async function start(
    options: Parameters<ActedFleet['serve']>[0] = {},
    records: Parameters<typeof ActedFleet.start>[1] = {},
  ) {
    fleet = await ActedFleet.start(await database.open(), records);
    return fleet.serve(options);
  }

  const actionsOf = (app: express.Express, id = fleet.instance.id) =>
    request(app).get(`/instances/${id}/actions`);

  const sync = () => ({ targetId: fleet.delivery.id, action: 'sync' });

  const plan = (app: express.Express, over: object = {}) =>
    request(app)
      .post(`/instances/${fleet.instance.id}/actions/plan`)
      .send({ ...sync(), ...over });

  async function ask(app: express.Express, over: object = {}) {
    const { body } = await plan(app, 'parameters' in over ? over : {});
    const shown: ActionPlan = body;
    return request(app)
      .post(`/instances/${fleet.instance.id}/actions`)
      .send({
        ...sync(),
        reason: 'it is behind',
        effect: shown.effect,
        resourceVersion: shown.resourceVersion,
        ...over,
      });
  }

  const runOf = async (app: express.Express, id: string) =>
    (await request(app).get(`/actions/${id}`)).body as ActionRun;

  async function until(
    app: express.Express,
    id: string,
    isSo: (run: ActionRun) => boolean,
  ): Promise<ActionRun> {
    const began = performance.now();
    for (;;) {
      const run = await runOf(app, id);
      if (isSo(run)) return run;
      if (performance.now() - began > 10_000) {
        throw new Error(`The run stays as it is: ${JSON.stringify(run)}`);
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  const hasEnded = ({ state }: ActionRun) =>
    state !== 'asked' && state !== 'accepted';

  describe('what can be told', () => {
    it('is listed with the cluster that holds the object, and asks nobody', async () => {
      const { app } = await start();
      const { body } = await actionsOf(app);
      expect(body.items).toEqual([
        {
          action: 'sync',
          title: 'Sync the Application',
          description: 'Applies what Git says.',
          parameters: expect.objectContaining({ type: 'object' }),
          target: {
            id: fleet.delivery.id,
            type: 'delivery',
            kind: 'Application',
            namespace: 'argocd',
            name: fleet.delivery.name,
            cluster: { id: fleet.hubId, name: expect.any(String) },
          },
          availability: { state: 'available' },
        },
      ]);
      expect(fleet.cluster.asked).toEqual([]);
    });

    it('says what is missing', async () => {
      const { app } = await start({ act: [] });
      const state = async () =>
        (await actionsOf(app)).body.items[0].availability;
      expect(await state()).toMatchObject({
        state: 'no-credentials',
        configuration: 'fleet.act',
        reason: expect.stringContaining("'cluster-0'"),
      });
      expect((await plan(app)).body).toMatchObject({
        refused: expect.stringContaining('fleet.act'),
        changes: [],
      });
      // Those that it is read with are never used.
      expect(fleet.cluster.asked).toEqual([]);
      await fleet.knex('delivery').update({ superseded_by: 'another' });
      expect(await state()).toMatchObject({ state: 'superseded' });
    });

    it('says that the cluster cannot be read', async () => {
      const { app } = await start();
      await fleet
        .knex('cluster')
        .where({ id: fleet.hubId })
        .update({ reachability: 'unreachable', reachability_reason: 'gone' });
      const { body } = await actionsOf(app);
      expect(body.items[0].availability).toMatchObject({
        state: 'unreachable',
        reason: expect.stringContaining('gone'),
      });
      expect((await ask(app, { effect: '', resourceVersion: '' })).status).toBe(
        503,
      );
      expect(fleet.cluster.asked).toEqual([]);
    });

    it('sends no credentials to an address that the operator did not write', async () => {
      const { app } = await start({}, { origin: 'hub' });
      const { body } = await actionsOf(app);
      expect(body.items[0].availability).toMatchObject({
        state: 'no-credentials',
      });
      const here = await fleet.serve({
        act: [
          {
            key: 'fleet.act[0]',
            cluster: 'seed/cluster-0',
            token: ACTING_TOKEN,
            server: fleet.cluster.url,
          },
        ],
      });
      expect((await actionsOf(here.app)).body.items[0].availability.state).toBe(
        'available',
      );
      const elsewhere = await fleet.serve({
        act: [
          {
            key: 'fleet.act[0]',
            cluster: 'seed/cluster-0',
            token: ACTING_TOKEN,
            server: 'https://other.example.com',
          },
        ],
      });
      expect(
        (await actionsOf(elsewhere.app)).body.items[0].availability,
      ).toMatchObject({
        state: 'no-credentials',
        configuration: 'fleet.act[0].server',
      });
    });
  });

  describe('a plan', () => {
    it('says what would happen, and changes nothing', async () => {
      const { app } = await start();
      const { body } = await plan(app, { parameters: { prune: true } });
      expect(body).toEqual({
        effect: '3 replicas are synced.',
        revertedBy: 'the ApplicationSet',
        changes: [
          {
            object: `Application ${fleet.delivery.name}`,
            path: "metadata.annotations['shop.example.com/asked-at']",
            value: new Date(fleet.now).toISOString(),
          },
        ],
        resourceVersion: expect.any(String),
      });
      expect(fleet.cluster.asked.map(({ method }) => method)).toEqual([
        'GET',
        'POST',
      ]);
      expect(
        new Set(fleet.cluster.asked.map(({ authorization }) => authorization)),
      ).toEqual(new Set([`Bearer ${ACTING_TOKEN}`]));
      expect(fleet.cluster.asked[1].body?.spec?.resourceAttributes).toEqual({
        group: 'argoproj.io',
        resource: 'applications',
        namespace: 'argocd',
        name: fleet.delivery.name,
        verb: 'patch',
      });
      expect(await fleet.knex('action_run')).toEqual([]);
    });

    it('is refused where the acting credentials may not', async () => {
      const { app } = await start();
      fleet.cluster.allows = () => false;
      const { body } = await plan(app);
      expect(body.refused).toContain(
        "may not patch applications.argoproj.io in the namespace 'argocd'",
      );
      const asked = await ask(app, { effect: '', resourceVersion: '' });
      expect(asked.status).toBe(409);
      expect(fleet.cluster.asked.some(({ method }) => method === 'PATCH')).toBe(
        false,
      );
      expect(await recorded(fleet.knex, ['action-asked'])).toMatchObject([
        { phase: 'begun', result: 'initiated', reason: 'it is behind' },
        { phase: 'ended', result: 'refused' },
      ]);
    });

    it.each([
      ['what the adapter refuses', { spec: { replicas: 0 } }, 'nothing'],
      ['an object that was made anew', { metadata: { uid: 'x' } }, 'anew'],
    ])('is refused for %s', async (_, change, words) => {
      const { app } = await start();
      fleet.cluster.set(fleet.path, change);
      expect((await plan(app)).body.refused).toContain(words);
    });

    it('is refused for an object that is gone, and one that cannot be read', async () => {
      const { app } = await start();
      fleet.cluster.onGet = () => ({
        code: 403,
        reason: 'Forbidden',
        message: 'no',
      });
      expect((await plan(app)).body.refused).toContain('acting credentials');
      fleet.cluster.onGet = () => undefined;
      fleet.cluster.remove(fleet.path);
      expect((await plan(app)).body.refused).toContain('not there any more');
    });

    it('is not waited for without end', async () => {
      const { app } = await start();
      fleet.cluster.onGet = () => 'hang';
      const began = performance.now();
      expect((await plan(app)).body.refused).toContain('could not be read');
      expect(performance.now() - began).toBeLessThan(20_000);
    });
  });

  describe('what is asked for', () => {
    it('is followed until it is seen', async () => {
      const { app } = await start();
      const { status, body } = await ask(app, { parameters: { prune: true } });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        state: 'asked',
        reason: 'it is behind',
        parameters: { prune: true },
        requestedBy: mockCredentials.user().principal.userEntityRef,
        target: { name: fleet.delivery.name },
        revertedBy: 'the ApplicationSet',
      });
      const patch = fleet.cluster.asked.find(each => each.method === 'PATCH');
      expect(patch?.query.get('fieldManager')).toBe('fleet-backstage');
      expect(patch?.authorization).toBe(`Bearer ${ACTING_TOKEN}`);
      while (fleet.cluster.watchers === 0) {
        await new Promise(resolve => setTimeout(resolve, 10));
      }
      fleet.now += 1_000;
      const handled = fleet.begin();
      await until(app, body.id, ({ state }) => state === 'accepted');
      fleet.now += 1_000;
      fleet.finish(handled);
      const seen = await until(app, body.id, hasEnded);
      expect(seen.steps.map(({ state, message }) => [state, message])).toEqual([
        ['asked', undefined],
        ['accepted', 'It has begun.'],
        ['seen', undefined],
      ]);
      expect(
        (await request(app).get(`/instances/${fleet.instance.id}/runs`)).body
          .items,
      ).toEqual([seen]);
      expect(
        (await recorded(fleet.knex, ['action-asked', 'action-followed'])).map(
          ({ event, phase, result, reason, after }) => ({
            event,
            phase,
            result,
            reason,
            state: (after as { state?: string }).state,
            parameters: (after as { parameters?: string }).parameters,
          }),
        ),
      ).toEqual([
        {
          event: 'action-asked',
          phase: 'begun',
          result: 'initiated',
          reason: 'it is behind',
          parameters: '{"prune":true}',
        },
        {
          event: 'action-asked',
          phase: 'ended',
          result: 'succeeded',
          reason: 'it is behind',
          parameters: '{"prune":true}',
        },
        {
          event: 'action-followed',
          phase: 'whole',
          result: 'succeeded',
          state: 'seen',
        },
      ]);
    });

    it('is refused where it would do something else by now', async () => {
      const { app } = await start();
      const { body: shown } = await plan(app);
      const again = (over = {}) =>
        request(app)
          .post(`/instances/${fleet.instance.id}/actions`)
          .send({
            ...sync(),
            ...shown,
            changes: undefined,
            reason: 'r',
            ...over,
          });
      fleet.cluster.set(fleet.path, { spec: { replicas: 9 } });
      const refused = await again();
      expect(refused.status).toBe(409);
      expect(refused.body.error.message).toContain('9 replicas');
      expect(await fleet.knex('action_run')).toEqual([]);
      // What has changed and does the same is done.
      fleet.cluster.set(fleet.path, { spec: { replicas: 3 } });
      expect((await again()).status).toBe(200);
    });

    it('is planned anew where somebody is faster, and not for ever', async () => {
      const { app } = await start();
      let times = 1;
      fleet.cluster.onPatch = () => {
        if (times > 0) fleet.cluster.set(fleet.path, { other: times });
        times -= 1;
        return undefined;
      };
      expect((await ask(app)).body.state).toBe('asked');
      times = 100;
      const { body } = await ask(app);
      expect(body).toMatchObject({ state: 'failed' });
      expect(times).toBe(97);
    });

    it('fails with the words of an admission, cut', async () => {
      const { app } = await start();
      fleet.cluster.onPatch = () => ({
        code: 403,
        reason: 'Forbidden',
        message: `admission webhook "freeze" denied the request: ${'x'.repeat(
          5_000,
        )}`,
      });
      const { status, body } = await ask(app);
      expect([status, body.state]).toEqual([200, 'failed']);
      const message = body.steps.at(-1).message;
      expect(message).toContain('admission webhook "freeze" denied');
      expect(message.length).toBeLessThan(600);
      expect(await recorded(fleet.knex, ['action-asked'])).toMatchObject([
        { phase: 'begun' },
        { phase: 'ended', result: 'failed' },
      ]);
    });

    it('is not known to be told where no answer came', async () => {
      const { app } = await start();
      fleet.cluster.onPatch = () => 'cut';
      const { body } = await ask(app);
      expect(body.state).toBe('timed-out');
      expect(body.steps.at(-1).message).toContain('is not known');
    });

    it.each([
      ['no reason', { reason: '' }],
      ['a blank reason', { reason: ' \n ' }],
      ['a reason without end', { reason: 'x'.repeat(501) }],
      ['something else', { other: 1 }],
      ['parameters that are none', { parameters: { prune: { a: 1 } } }],
      ['what it has not', { targetId: 'another' }],
      ['what nobody can be told', { action: 'delete' }],
      ['a body without end', { effect: 'x'.repeat(40_000) }],
    ])('is not taken with %s', async (_, over) => {
      const { app } = await start();
      const { status } = await ask(app, over);
      expect([400, 413]).toContain(status);
      expect(await fleet.knex('action_run')).toEqual([]);
      expect(fleet.cluster.asked.some(({ method }) => method === 'PATCH')).toBe(
        false,
      );
    });
  });

  describe('a run', () => {
    async function told(options: Parameters<ActedFleet['serve']>[0] = {}) {
      const { app } = await start(options);
      const { body } = await ask(app);
      return { app, id: body.id as string };
    }

    it('fails where the system says so, and where the object goes', async () => {
      const { app, id } = await told();
      fleet.begin();
      fleet.cluster.set(fleet.path, { status: { failed: 'out of memory' } });
      expect((await until(app, id, hasEnded)).steps.at(-1)).toMatchObject({
        state: 'failed',
        message: 'out of memory',
      });
      fleet.cluster.set(fleet.path, { status: null });
      const second = (await ask(app)).body.id;
      fleet.cluster.remove(fleet.path);
      expect((await until(app, second, hasEnded)).steps.at(-1)).toMatchObject({
        state: 'failed',
        message: 'The object is gone.',
      });
    });

    it('is not seen in an object that was made anew', async () => {
      const { app, id } = await told();
      const handled = fleet.begin();
      fleet.cluster.set(fleet.path, {
        metadata: { uid: 'another' },
        status: { handled },
      });
      expect((await until(app, id, hasEnded)).state).toBe('failed');
    });

    it('is followed by reading where it cannot be watched', async () => {
      const { app, id } = await (async () => {
        const served = await start();
        fleet.cluster.watchable = false;
        const { body } = await ask(served.app);
        return { app: served.app, id: body.id as string };
      })();
      fleet.finish(fleet.begin());
      expect((await until(app, id, hasEnded)).state).toBe('seen');
    });

    it('goes on when the cluster is away for a while, and a lost watch is nothing seen', async () => {
      const { app, id } = await told();
      fleet.cluster.onGet = () => ({
        code: 503,
        reason: 'ServiceUnavailable',
        message: 'away',
      });
      fleet.cluster.cut();
      await new Promise(resolve => setTimeout(resolve, 200));
      expect((await runOf(app, id)).state).toBe('asked');
      fleet.cluster.onGet = () => undefined;
      fleet.finish(fleet.begin());
      expect((await until(app, id, hasEnded)).state).toBe('seen');
    });

    it('is over after its time, and says that it was not seen', async () => {
      const { app, id } = await told({ follow: false });
      await fleet.knex('action_run').update({ claimed_until: 0 });
      fleet.now += 10 * 60_000 + 1;
      const { follower } = await fleet.serve({ holder: 'replica-2' });
      await follower.look();
      expect((await until(app, id, hasEnded)).steps.at(-1)).toMatchObject({
        state: 'timed-out',
        message: expect.stringContaining('not seen in time'),
      });
    });

    it('is gone on with by another replica, and followed by one alone', async () => {
      const { app, id } = await told({ follow: false });
      const { follower } = await fleet.serve({ holder: 'replica-2' });
      await follower.look();
      // It is still the first one's.
      expect(await fleet.knex('action_run').first()).toMatchObject({
        claimed_by: 'replica-1',
      });
      fleet.now += 61_000;
      const third = (await fleet.serve({ holder: 'replica-3' })).follower;
      await Promise.all([follower.look(), third.look()]);
      const { claimed_by: holder } = await fleet.knex('action_run').first();
      expect(['replica-2', 'replica-3']).toContain(holder);
      await new Promise(resolve => setTimeout(resolve, 100));
      expect(fleet.cluster.watchers).toBe(1);
      fleet.finish(fleet.begin());
      expect((await until(app, id, hasEnded)).state).toBe('seen');
      expect(await recorded(fleet.knex, ['action-followed'])).toHaveLength(1);
    });

    it('that nobody knows to have been told is not taken for done', async () => {
      const { app, id } = await told({ follow: false });
      await fleet
        .knex('action_run')
        .update({ told_at: null, claimed_until: 0 });
      fleet.finish(fleet.begin());
      const { follower } = await fleet.serve({ holder: 'replica-2' });
      await follower.look();
      const run = await until(app, id, hasEnded);
      expect(run.state).toBe('timed-out');
      expect(run.steps.at(-1)?.message).toContain('is not known');
    });
  });

  describe('who may', () => {
    /** What one gets who may read and act as decided. */
    async function as(read: object, act: object) {
      const { app } = await fleet.serve({
        over: {
          permissions: policyOf(permission => {
            if (permission === fleetInstanceReadPermission.name) {
              return read as never;
            }
            return permission === fleetInstanceActPermission.name
              ? (act as never)
              : ALLOW;
          }),
        },
      });
      const listed = await actionsOf(app);
      const planned = await plan(app);
      const asked = await request(app)
        .post(`/instances/${fleet.instance.id}/actions`)
        .send({
          ...sync(),
          reason: 'r',
          effect: '3 replicas are synced.',
          resourceVersion: '1',
        });
      return {
        listed:
          listed.status === 200
            ? listed.body.items[0].availability.state
            : listed.status,
        planned: planned.status,
        asked: asked.status,
      };
    }

    it('is decided for that instance', async () => {
      await start();
      const { namespace } = fleet.instance;
      const reads = (name: string) =>
        only(fleetInstanceReadPermission as never, name);
      const acts = (name: string) => only(fleetInstanceActPermission, name);
      const none = { listed: 'not-permitted', planned: 403, asked: 403 };
      const all = { listed: 'available', planned: 200, asked: 200 };
      const hidden = { listed: 404, planned: 404, asked: 404 };
      const unread = { listed: 403, planned: 403, asked: 403 };
      expect(await as(ALLOW, ALLOW)).toEqual(all);
      expect(await as(ALLOW, DENY)).toEqual(none);
      expect(await as(ALLOW, acts(namespace))).toEqual(all);
      expect(await as(ALLOW, acts('elsewhere'))).toEqual(none);
      expect(await as(reads(namespace), ALLOW)).toEqual(all);
      expect(await as(reads(namespace), acts('elsewhere'))).toEqual(none);
      expect(await as(reads('elsewhere'), ALLOW)).toEqual(hidden);
      expect(await as(DENY, ALLOW)).toEqual(unread);
      expect(
        (await recorded(fleet.knex, ['action-refused'])).map(
          ({ result, name }) => [result, name],
        ),
      ).toEqual([
        ['refused', `sync Application argocd/${fleet.delivery.name}`],
      ]);
    });

    it('may not act on what is counted where he may not', async () => {
      await start();
      await fleet.knex('delivery').update({
        home_namespace: 'argocd',
        home_entity: '',
      });
      const { namespace } = fleet.instance;
      expect(
        (await as(ALLOW, only(fleetInstanceActPermission, namespace))).listed,
      ).toBe('not-permitted');
    });

    it('sees runs of what he may see alone', async () => {
      const { app } = await start({ follow: false });
      const { body } = await ask(app);
      const seenBy = async (name: string) => {
        const other = await fleet.serve({
          over: {
            permissions: policyOf(permission =>
              permission === fleetInstanceReadPermission.name
                ? only(fleetInstanceReadPermission as never, name)
                : ALLOW,
            ),
          },
        });
        return (await request(other.app).get(`/actions/${body.id}`)).status;
      };
      expect(await seenBy(fleet.instance.namespace)).toBe(200);
      expect(await seenBy('elsewhere')).toBe(404);
    });
  });

  describe('what was asked for about an entity', () => {
    const runsOf = async (app: express.Express, query = '', of?: string) => {
      const [, kind, namespace, name] =
        /^(.+):(.+)\/(.+)$/.exec(of ?? fleet.instance.entity_ref) ?? [];
      return request(app).get(
        `/components/${kind}/${namespace}/${name}/runs${query}`,
      );
    };
    const idsOf = ({ body }: { body: { items: ActionRun[] } }) =>
      body.items.map(({ id }) => id);

    it('is listed newest first, in pages, on one cluster or on all', async () => {
      const { app } = await start({ follow: false });
      const ids: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        ids.unshift((await ask(app)).body.id);
        fleet.now += 1_000;
      }
      const { cluster_id: clusterId } = await fleet
        .knex('instance')
        .where({ id: fleet.instance.id })
        .first();
      const first = await runsOf(app, '?limit=2');
      expect(idsOf(first)).toEqual(ids.slice(0, 2));
      expect(first.body.items[0]).toMatchObject({
        about: { id: clusterId, name: 'prod-us-west-1-1' },
        target: { cluster: { id: fleet.hubId } },
        reason: 'it is behind',
        state: 'asked',
      });
      const next = `?limit=2&cursor=${first.body.nextCursor}`;
      const second = await runsOf(app, next);
      expect(idsOf(second)).toEqual(ids.slice(2));
      expect(second.body.nextCursor).toBeUndefined();
      expect(idsOf(await runsOf(app, `?cluster=${clusterId}`))).toEqual(ids);
      expect(idsOf(await runsOf(app, '?cluster=another'))).toEqual([]);
      expect(idsOf(await runsOf(app, '', 'component:default/none'))).toEqual(
        [],
      );
      expect((await runsOf(app, '?cursor=made-up')).status).toBe(400);
    });

    it('stays when the instance is gone, and holds what is counted for another', async () => {
      const { app } = await start({ follow: false });
      const { id } = (await ask(app)).body;
      const { home_entity: home } = await fleet.knex('action_run').first();
      await fleet
        .knex('action_run')
        .update({ home_entity: 'component:default/root' });
      expect(idsOf(await runsOf(app))).toEqual([id]);
      expect(idsOf(await runsOf(app, '', 'component:default/root'))).toEqual([
        id,
      ]);
      await fleet.knex('action_run').update({ home_entity: home });
      await fleet.knex('instance').where({ id: fleet.instance.id }).delete();
      expect(idsOf(await runsOf(app))).toEqual([id]);
    });

    it('is hidden from who may not see what it is about', async () => {
      const { app } = await start({ follow: false });
      const { id } = (await ask(app)).body;
      const seenBy = async (name: string) => {
        const other = await fleet.serve({
          over: {
            permissions: policyOf(permission =>
              permission === fleetInstanceReadPermission.name
                ? only(fleetInstanceReadPermission as never, name)
                : ALLOW,
            ),
          },
        });
        return idsOf(await runsOf(other.app));
      };
      expect(await seenBy(fleet.instance.namespace)).toEqual([id]);
      expect(await seenBy('elsewhere')).toEqual([]);
    });
  });

  it('tells nobody a token', async () => {
    const { app } = await start();
    fleet.cluster.onPatch = () => ({
      code: 422,
      reason: 'Invalid',
      message: `Bearer ${ACTING_TOKEN} is what you sent`,
    });
    const answers = [await actionsOf(app), await plan(app), await ask(app)];
    fleet.cluster.onPatch = () => undefined;
    fleet.cluster.onGet = () => ({
      code: 401,
      reason: 'Unauthorized',
      message: `${ACTING_TOKEN} is not known`,
    });
    answers.push(await plan(app));
    const said = JSON.stringify([
      answers.map(({ body }) => body),
      await fleet.knex('audit_entry'),
      await fleet.knex('action_run'),
      (['error', 'warn', 'info', 'debug'] as const).map(
        level => fleet.logger[level].mock.calls,
      ),
    ]);
    for (const token of [ACTING_TOKEN, READING_TOKEN]) {
      expect(said).not.toContain(token);
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});
