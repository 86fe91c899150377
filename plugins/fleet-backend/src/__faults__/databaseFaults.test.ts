import { FaultWorld } from './FaultWorld';
import { mutate } from './mutate';
import { openFaultsDatabase, type FaultsDatabase } from './openFaultsDatabase';
import { PostgresProxy, type Fate } from './PostgresProxy';
import { randomOf } from './random';
import { startLocalPortal } from './startLocalPortal';
import { tellFailures } from './tellFailures';
import { VirtualTime } from './VirtualTime';

const WRITES = /^\s*(insert|update|delete|copy|merge|with|truncate)\b/i;

/** Where the database goes, and how it is told from what goes over the wire. */
const PHASES: [
  phase: string,
  fate: Fate,
  isMeant: (statement: string) => boolean,
][] = [
  ['before a transaction begins', 'never sent', text => /^begin/i.test(text)],
  ['while a transaction begins', 'answer lost', text => /^begin/i.test(text)],
  ['before it is read', 'never sent', text => /^\s*select/i.test(text)],
  ['while it is read', 'answer lost', text => /^\s*select/i.test(text)],
  ['before something is written', 'never sent', text => WRITES.test(text)],
  ['while something is written', 'answer lost', text => WRITES.test(text)],
  ['before a commit', 'never sent', text => /^commit/i.test(text)],
  [
    'when the commit was sent, and its answer is lost',
    'answer lost',
    text => /^commit/i.test(text),
  ],
];

describe('the database goes', () => {
  jest.setTimeout(120_000);
  const random = randomOf('what changes');
  let database: FaultsDatabase;
  let proxy: PostgresProxy;
  let time: VirtualTime;
  let world: FaultWorld;

  // One portal for all of them: what goes wrong in one must not spoil the next.
  beforeAll(async () => {
    database = await openFaultsDatabase('pg');
    proxy = await PostgresProxy.start(database.url);
    time = VirtualTime.install();
    jest.spyOn(Math, 'random').mockImplementation(randomOf('database').next);
    // The portal reaches its database over the proxy, the oracle has a way of its own.
    const knex = database.another(proxy.url);
    await time.follow(database);
    time.watch(knex);
    world = await time.settle(
      FaultWorld.start(
        { seed: 'database', names: ['c0', 'c1'], deployments: () => 8 },
        {
          knex: database.knex,
          time,
          settle: work => time.settle(work),
          startPortal: portal => startLocalPortal(portal, { knex }),
        },
      ),
    );
    await world.look(10_000);
    await world.expectConverged('at first');
  });
  afterAll(async () => {
    await time.settle(world.stop());
    jest.restoreAllMocks();
    time.uninstall();
    await proxy.stop();
    await database.close();
  });
  beforeEach(async () => {
    if (!world.isWell) {
      // What the test before this one lost is not this one's fault.
      world.failures.length = 0;
      for (const member of world.members.values()) {
        await world.fault(member, { fault: 'gone' });
      }
      await world.recover();
      world.failures.length = 0;
    }
    world.undisturbedFromNow();
  });

  const mutateAll = () => {
    for (const { cluster } of world.members.values()) mutate(cluster, random);
  };

  it.each(PHASES)('%s, three times', async (_phase, fate, isMeant) => {
    let met = 0;
    proxy.fateOf = statement => {
      if (met === 3 || !isMeant(statement)) return 'through';
      met += 1;
      return fate;
    };
    for (let round = 0; round < 12 && (round < 2 || met < 3); round++) {
      mutateAll();
      await world.look(3_000);
      world.undisturbedFromNow();
    }
    expect(met).toBe(3);
    await world.recover();
    expect(tellFailures(world)).toBe('');
  });

  it('for two minutes, while the clusters go on', async () => {
    proxy.goDown();
    for (let round = 0; round < 8; round++) {
      mutateAll();
      // Nobody can write that it is not there: what is stored grows old by itself.
      world.undisturbedFromNow();
      await world.look(15_000);
    }
    proxy.comeBack();
    world.undisturbedFromNow();
    await world.recover();
    expect(tellFailures(world)).toBe('');
    expect(world.logged.join('\n')).toMatch(/database/i);
  });

  it('and what is read again from the beginning changes nothing', async () => {
    await world.replay();
    expect(tellFailures(world)).toBe('');
  });
});
