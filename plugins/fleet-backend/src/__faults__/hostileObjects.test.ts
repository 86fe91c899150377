import {
  buildHostileDeployment,
  HOSTILE_FORMS,
  type HostileForm,
} from '@fleetview/fleet-simulator';
import { MARK, THROWS } from './faultAdapter';
import { FaultWorld } from './FaultWorld';
import { deploymentObject, newMark } from './mutate';
import { openFaultsDatabase, type FaultsDatabase } from './openFaultsDatabase';
import { startLocalPortal } from './startLocalPortal';
import { tellFailures } from './tellFailures';
import { VirtualTime } from './VirtualTime';

function hostile(form: HostileForm, name: string) {
  const object = buildHostileDeployment({
    form,
    name,
    namespace: 'shop',
    image: 'registry.example/x:1',
  });
  object.metadata.annotations = {
    ...object.metadata.annotations,
    [MARK]: newMark(),
  };
  return object;
}

describe.each(['better-sqlite3' as const, 'pg' as const])(
  'objects that are hard to take, on %s',
  client => {
    jest.setTimeout(120_000);
    let database: FaultsDatabase;
    let time: VirtualTime;
    let world: FaultWorld;

    beforeAll(async () => {
      database = await openFaultsDatabase(client);
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      await database.empty();
      time = VirtualTime.install();
      await time.follow(database);
      world = await time.settle(
        FaultWorld.start(
          {
            seed: 'hostile',
            names: ['__proto__', 'other'],
            deployments: () => 5,
          },
          {
            knex: database.knex,
            time,
            settle: work => time.settle(work),
            startPortal: portal =>
              startLocalPortal(portal, { knex: database.knex }),
          },
        ),
      );
      await world.look(5_000);
    });
    afterEach(async () => {
      await time.settle(world.stop());
      time.uninstall();
    });

    it.each(HOSTILE_FORMS)(
      '%s: comes by a watch and by a list, costs nobody else anything, and goes',
      async form => {
        const { cluster, condition } = world.member('__proto__');
        const { store } = cluster;
        condition.isDisturbed = true;
        const object = store.apply(hostile(form, 'hostile'));
        store.apply(deploymentObject('app-0', 'shop', newMark()));
        await world.look(20_000);
        // The same by a list, and for a portal that has just started.
        await world.fault(world.member('__proto__'), { fault: 'gone' });
        await time.settle(world.stopPortal());
        await time.settle(world.startPortal());
        await world.look(20_000);
        store.delete({
          apiVersion: object.apiVersion,
          kind: object.kind,
          namespace: 'shop',
          name: 'hostile',
        });
        await world.recover();
        expect(tellFailures(world)).toBe('');
        expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      },
    );

    it('makes a mapper throw on every start: what was known of it stays, marked; the others are read', async () => {
      const { cluster } = world.member('other');
      const before = deploymentObject('app-0', 'shop', newMark());
      cluster.store.apply(before);
      await world.look(5_000);
      cluster.store.apply(
        deploymentObject('app-0', 'shop', `${THROWS}${newMark()}`),
      );
      for (let start = 0; start < 2; start++) {
        cluster.store.apply(deploymentObject('app-1', 'pay', newMark()));
        await world.look(10_000);
        await world.expectConverged(`start ${start}`);
        const rows = await database
          .knex('workload')
          .where({ name: 'app-0', namespace: 'shop' })
          .whereNotNull('unreadable')
          .select('data');
        expect(rows.map(({ data }) => JSON.parse(data).version)).toEqual([
          before.metadata.annotations?.[MARK],
        ]);
        await time.settle(world.stopPortal());
        await time.settle(world.startPortal());
      }
      expect(tellFailures(world)).toBe('');
    });
  },
);
