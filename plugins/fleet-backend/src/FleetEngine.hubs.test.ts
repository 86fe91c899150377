import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { z } from 'zod';
import {
  changesOf,
  factsOf,
  MANAGED_CLUSTERS,
  WORKS,
  type TestKind,
} from './__testUtils__/changes';
import { describeDatabases } from './__testUtils__/databases';
import { startReplicas, TestSource } from './__testUtils__/engine';
import { brings, clusterFact, deliveryFact } from './__testUtils__/facts';
import type { FakeThread } from './__testUtils__/FakeThread';
import { direct } from './__testUtils__/registry';
import type { ObjectChange } from './collector/messages';

jest.setTimeout(60_000);

const watch = ({ key }: TestKind, facts: 'cluster' | 'delivery') =>
  defineWatch({
    group: key.group,
    versions: ['v1'],
    kind: key.kind,
    plural: `${key.kind.toLowerCase()}s`,
    namespaced: facts === 'delivery',
    facts: [facts],
    reads: 'what a test says',
    schema: z.unknown(),
    map: () => ({ skipped: 'irrelevant' }),
  });

const ocm = defineAdapter({
  id: 'ocm',
  title: 'Open Cluster Management',
  homepage: 'https://open-cluster-management.io',
  watches: [watch(MANAGED_CLUSTERS, 'cluster'), watch(WORKS, 'delivery')],
});

let lastBatch = 0;

/** Says what the collector of the hub would say, and that it is current. */
async function say(
  thread: FakeThread,
  clusterId: string,
  kind: TestKind,
  ...changes: ObjectChange[]
): Promise<void> {
  const { session } = thread.started(clusterId);
  const owner = { clusterId, session };
  thread.report({ type: 'connection', state: 'connected', ...owner });
  thread.report({
    type: 'coverage',
    key: kind.key,
    state: 'current',
    ...owner,
  });
  thread.report({ type: 'confirmed', keys: [kind.key], ...owner });
  await thread.reportBatch({
    type: 'batch',
    batch: (lastBatch += 1),
    key: kind.key,
    version: 'v1',
    changes: changesOf(clusterId, kind.key, changes),
    objects: changes.length,
    ...owner,
  });
}

const seen = (server: string, state: 'current' | 'unstated' = 'current') =>
  factsOf(
    clusterFact({
      name: 'member',
      identity: { assertedBy: 'hub', servers: [server] },
      heartbeat: { state },
    }),
  );

const work = factsOf(
  deliveryFact({
    engine: 'ocm',
    subject: { type: 'reference', name: 'member' },
    heartbeat: { state: 'unstated' },
    brings: brings('shop/checkout'),
  }),
);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    if (await holds()) return;
    await new Promise(resolve => {
      setTimeout(resolve, 25);
    });
  }
  throw new Error('It never came to be');
}

describeDatabases('FleetEngine with a hub', database => {
  const delivery = async (knex: Knex) => {
    const row = await knex('delivery').first();
    return {
      subject: row.subject,
      stale: Boolean(row.stale),
      unresolved: row.subject_unresolved,
    };
  };

  it('follows what the hub says of its clusters, whoever reads it', async () => {
    const knex = await database.open();
    const [first] = await startReplicas(
      knex,
      1,
      () => [
        new TestSource(
          'test',
          ['hub', 'a', 'b'].map(name => direct(name, `https://${name}`)),
        ),
      ],
      { adapters: [ocm] },
    );
    const { idOf } = first;
    const [hub, a, b] = ['hub', 'a', 'b'].map(idOf);
    await say(first.thread, hub, WORKS, work);
    expect(await delivery(knex)).toEqual({
      subject: null,
      stale: true,
      unresolved: 'unknown-name',
    });
    await say(first.thread, hub, MANAGED_CLUSTERS, seen('https://a'));
    await until(async () => {
      const { subject, stale } = await delivery(knex);
      return subject === a && !stale;
    });
    await until(
      async () =>
        (await knex('cluster').where({ id: a }).first()).delivery_healthy === 1,
    );
    await say(
      first.thread,
      hub,
      MANAGED_CLUSTERS,
      seen('https://a', 'unstated'),
    );
    // It is stored, and nothing counts as good any more.
    expect(await delivery(knex)).toMatchObject({ subject: a, stale: true });
    expect(await knex('cluster').where({ id: a }).first()).toMatchObject({
      delivery_healthy: 0,
      delivery_stale: 1,
    });
    await first.engine.stop();

    const [second] = await startReplicas(
      knex,
      1,
      () => [
        new TestSource(
          'test',
          ['hub', 'a', 'b'].map(name => direct(name, `https://${name}`)),
        ),
      ],
      { adapters: [ocm] },
    );
    // It knows what the first had been told before it is told anything.
    expect(await delivery(knex)).toMatchObject({ subject: a });
    await say(second.thread, hub, MANAGED_CLUSTERS, seen('https://b'));
    await until(async () => {
      const { subject, stale } = await delivery(knex);
      return subject === b && !stale;
    });
    await until(
      async () =>
        (await knex('cluster').where({ id: a }).first()).delivery_total === 0,
    );
    // A kind that tells the hub's sight is lost: what rests on it is not current.
    const { session } = second.thread.started(hub);
    second.thread.report({
      type: 'coverage',
      clusterId: hub,
      session,
      key: MANAGED_CLUSTERS.key,
      state: 'forbidden',
      reason: 'not allowed',
    });
    await until(async () => (await delivery(knex)).stale);
    await second.engine.stop();
  });
});
