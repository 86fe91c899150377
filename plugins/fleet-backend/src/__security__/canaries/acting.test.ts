import type { ActionPlan } from '@fleetview/backstage-plugin-fleet-common';
import type express from 'express';
import request from 'supertest';
import { ActedFleet } from '../../__testUtils__/acting';
import { describeDatabases } from '../../__testUtils__/databases';
import { textColumns } from '../poisonStore';
import { Canaries } from './Canaries';
import { textOf } from './RecordingPortal';

describeDatabases('the token that is acted with', database => {
  const canaries = new Canaries();
  let fleet: ActedFleet;
  let app: express.Express;
  /** All that was answered, with headers. */
  const answers: string[] = [];

  beforeAll(async () => {
    fleet = await ActedFleet.start(await database.open());
    ({ app } = await fleet.serve({
      act: [
        {
          key: 'fleet.act[0]',
          cluster: 'cluster-0',
          token: canaries.next('act: token'),
        },
      ],
    }));
  });

  afterAll(async () => fleet.stop());

  const note = (response: request.Response) => {
    answers.push(`${response.text} ${textOf(response.headers)}`);
    return response;
  };
  const told = () => ({ targetId: fleet.delivery.id, action: 'sync' });
  const path = () => `/instances/${fleet.instance.id}/actions`;
  const plan = async () =>
    note(await request(app).post(`${path()}/plan`).send(told()));
  const start = async ({ effect, resourceVersion }: ActionPlan) =>
    note(
      await request(app)
        .post(path())
        .send({ ...told(), reason: 'it is behind', effect, resourceVersion }),
    );
  /** As an API server, or what is before it, that repeats what it was told. */
  let repeated = 0;
  const repeating = (code: number, reason: string) => () => {
    repeated += 1;
    const { authorization } = fleet.cluster.asked.at(-1) ?? {};
    return { code, reason, message: `${authorization} may not do that` };
  };

  it('reaches the cluster', async () => {
    const { body } = await plan();
    expect((await start(body)).status).toBe(200);
    const used = fleet.cluster.asked.map(each => each.authorization ?? '');
    expect(used.flatMap(each => canaries.placesIn(each))).toContain(
      'act: token',
    );
    fleet.cluster.cut();
  });

  it.each([
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [422, 'Invalid'],
    [500, 'InternalError'],
  ])('is repeated by a cluster that answers %d', async (code, reason) => {
    const before = repeated;
    const { body } = await plan();
    fleet.cluster.onPatch = repeating(code, reason);
    await start(body);
    fleet.cluster.onPatch = () => undefined;
    fleet.cluster.onGet = repeating(code, reason);
    await plan();
    await start(body);
    fleet.cluster.onGet = () => undefined;
    expect(repeated - before).toBeGreaterThanOrEqual(3);
  });

  it('is in no answer, row or line of the log', async () => {
    for (const asked of [path(), path().replace('/actions', '/runs')]) {
      note(await request(app).get(asked));
    }
    const runs: string[] = await fleet.knex('action_run').pluck('id');
    expect(runs.length).toBeGreaterThan(3);
    for (const id of runs) note(await request(app).get(`/actions/${id}`));
    note(await request(app).get('/audit'));
    const found: string[] = answers.flatMap(text => canaries.placesIn(text));
    for (const { table, column } of await textColumns(fleet.knex)) {
      for (const value of await fleet.knex(table).pluck(column)) {
        for (const place of canaries.placesIn(textOf(value) ?? '')) {
          found.push(`${table}.${column}: ${place}`);
        }
      }
    }
    for (const said of Object.values(fleet.logger)) {
      if (!jest.isMockFunction(said)) continue;
      for (const call of said.mock.calls) {
        found.push(...canaries.placesIn(textOf(call)));
      }
    }
    expect(found).toEqual([]);
    // What was repeated is told without it.
    expect(answers.join()).toContain('may not do that');
    expect(answers.length).toBeGreaterThan(20);
  });
});
