import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { insertRollout } from '../__testUtils__/rollouts';
import { insertRun } from '../__testUtils__/runs';
import { addressOf, documented } from './document';
import { EVERYTHING, policyFor, readerOf, type Reader } from './readers';
import { serveHostileWorld, type HostileWorld } from './serveHostileWorld';

/** By parameter of a path: something that is hidden, and something that never was. */
const OTHERS: Record<string, { hidden: string; absent: string }> = {
  clusterId: { hidden: 'c-1', absent: 'c-9' },
  name: { hidden: 'ledger', absent: 'nobody' },
  instanceId: { hidden: 'none-yet', absent: 'i-9' },
  rolloutId: { hidden: 'rollout-c-1', absent: 'rollout-c-9' },
  exceptionId: { hidden: 'exception-c-1', absent: 'exception-c-9' },
  episodeId: { hidden: 'episode-c-1', absent: 'episode-c-9' },
  promotionId: { hidden: 'promotion-c-1', absent: 'promotion-c-9' },
  runId: { hidden: 'run-c-1', absent: 'run-c-9' },
};
/** Parts of a name that hide nothing alone. */
const PARTS = ['kind', 'namespace'];
const LEDGER = 'component:default/ledger';

const about = documented.filter(({ parameters }) =>
  parameters.some(each => each.in === 'path'),
);

describeDatabases('what is hidden', database => {
  let knex: Knex;
  let world: HostileWorld;
  let reader: Reader;

  beforeAll(async () => {
    knex = await database.open();
    world = await serveHostileWorld(knex, {
      clean: true,
      over: {
        permissions: policyFor(() => reader),
        // The catalog hides what the reader has no part in.
        catalog: {
          getEntityByRef: async ref =>
            (String(ref).endsWith('/cart') ? {} : undefined) as never,
          getEntitiesByRefs: async ({ entityRefs }) => ({
            items: entityRefs.map(
              ref => (ref.endsWith('/cart') ? {} : undefined) as never,
            ),
          }),
        },
      },
    });
    await insertRollout(knex, OTHERS.rolloutId.hidden, 'c-1');
    OTHERS.instanceId.hidden = world.instances['c-1'];
    await insertRun(knex, {
      id: 'run-of-ledger',
      instance_id: 'gone',
      observer: 'c-1',
      subject: 'c-1',
      ...(await knex('cell')
        .where({ cluster_id: 'c-1', entity_ref: LEDGER })
        .first('namespace as home_namespace', 'entity_ref as home_entity')),
    });
    // What the component runs on is hidden with the clusters.
    await knex('instance')
      .where({ cluster_id: 'c-0', entity_ref: LEDGER })
      .delete();
  });

  afterAll(async () => {
    await world.stop();
  });

  async function ask(address: string) {
    const response = await fetch(`${world.url}${address}`);
    const { date: _, etag, ...headers } = Object.fromEntries(response.headers);
    return {
      status: response.status,
      text: await response.text(),
      headers,
      etag,
    };
  }

  it('is spoken of by every parameter of a path that there is', () => {
    const names = about.flatMap(({ parameters }) =>
      parameters.filter(each => each.in === 'path').map(({ name }) => name),
    );
    expect([...Object.keys(OTHERS), ...PARTS].sort()).toEqual(
      [...new Set(names)].sort(),
    );
  });

  it.each(
    about.flatMap(({ id, path, parameters }) =>
      parameters
        .filter(each => each.in === 'path' && !PARTS.includes(each.name))
        .map(({ name }) => [id, name, path] as const),
    ),
  )(
    '%s answers of a hidden %s as of one that never was',
    async (id, name, path) => {
      const { hidden, absent } = OTHERS[name];
      reader = readerOf('c-0');
      const one = await ask(addressOf(path, { [name]: hidden }));
      const other = await ask(addressOf(path, { [name]: absent }));
      const same = (text: string) => text.replaceAll(absent, hidden);
      const comparable = (answer: typeof one) => ({
        status: answer.status,
        text: same(answer.text),
        headers: {
          ...answer.headers,
          'content-length': undefined,
        },
      });
      expect(comparable(one)).toEqual(comparable(other));
      // And who may see all is told.
      reader = EVERYTHING;
      const told = await ask(
        addressOf(path, {
          // Where what is hidden is, there is something to be told of it.
          ...(id === 'getReasons' ? { clusterId: 'c-1' } : {}),
          [name]: hidden,
        }),
      );
      expect(told.status).toBe(200);
      expect(told.text).not.toBe(one.text);
    },
  );
});
