import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import { faultAdapter, MARK } from './faultAdapter';
import { FaultWorld } from './FaultWorld';
import {
  deploymentObject,
  mutate,
  namespaceObject,
  newMark,
  PARCEL,
  parcelObject,
} from './mutate';
import { openFaultsDatabase, type FaultsDatabase } from './openFaultsDatabase';
import { randomOf } from './random';
import { startLocalPortal } from './startLocalPortal';
import { tellFailures } from './tellFailures';
import { VirtualTime } from './VirtualTime';

describe('what happens to a cluster', () => {
  jest.setTimeout(120_000);
  let database: FaultsDatabase;
  let time: VirtualTime;
  let world: FaultWorld;

  beforeAll(async () => {
    database = await openFaultsDatabase('better-sqlite3');
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.empty();
    time = VirtualTime.install();
    await time.follow(database);
    jest.spyOn(Math, 'random').mockImplementation(randomOf('named').next);
  });
  afterEach(async () => {
    await time.settle(world.stop());
    jest.restoreAllMocks();
    time.uninstall();
  });

  const start = async (options: { tls?: boolean } = {}) => {
    world = await time.settle(
      FaultWorld.start(
        {
          seed: 'named',
          names: ['one', 'other'],
          deployments: () => 12,
          pageSize: 5,
          ...options,
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
    const member = world.member('one');
    member.cluster.store.apply(
      parcelObject(member.cluster, 'first', 'shop', newMark())!,
    );
    await world.look(15_000);
    await world.expectConverged('at first');
    member.condition.isDisturbed = true;
    return member;
  };
  const finish = async () => {
    await world.recover();
    expect(tellFailures(world)).toBe('');
  };
  const coverageOf = async (kind: string, name = 'one') => {
    const row = await database
      .knex('coverage')
      .join('cluster', 'cluster.id', 'coverage.cluster_id')
      .where({ 'cluster.name': name, 'coverage.kind': kind })
      .first('coverage.state', 'coverage.reason', 'coverage.is_current');
    return { ...row, is_current: Boolean(row?.is_current) };
  };

  it('the same name with a new UID: the old one ends, the new one is another', async () => {
    const { cluster } = await start();
    const reference = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'app-0',
    };
    for (let round = 0; round < 5; round++) {
      cluster.store.delete(reference);
      cluster.store.apply(deploymentObject('app-0', 'shop', newMark()));
    }
    await world.look(5_000);
    const uids = await database
      .knex('workload')
      .join('cluster', 'cluster.id', 'workload.observer')
      .where({ 'cluster.name': 'one', 'workload.name': 'app-0' })
      .where({ 'workload.namespace': 'shop' })
      .pluck('source_uid');
    expect(uids).toEqual([cluster.store.get(reference)?.metadata.uid]);
    await finish();
  });

  it('a definition removed during a watch, and added again: its objects end, one by one', async () => {
    const { cluster } = await start();
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `parcels.${PARCEL.group}` },
      spec: {
        group: PARCEL.group,
        names: { kind: PARCEL.kind, plural: 'parcels' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true }],
      },
    };
    cluster.store.apply(definition);
    await world.look(2_000);
    cluster.store.delete({
      apiVersion: definition.apiVersion,
      kind: definition.kind,
      name: definition.metadata.name,
    });
    await world.look(30_000);
    const parcels = await database
      .knex('workload')
      .join('cluster', 'cluster.id', 'workload.observer')
      .where({ 'cluster.name': 'one', 'workload.kind': PARCEL.kind });
    expect(parcels).toEqual([]);
    expect(await coverageOf(PARCEL.kind)).toMatchObject({ is_current: false });
    expect(await coverageOf('Deployment')).toMatchObject({ is_current: true });
    cluster.store.apply(definition);
    world.oracle.truthOf('one').follow();
    cluster.store.apply(parcelObject(cluster, 'second', 'shop', newMark())!);
    await finish();
  });

  it('a version no longer served: the same objects, read in another one', async () => {
    const { cluster } = await start();
    const { registry } = cluster.store;
    registry.add({
      ...registry.requireKind(`${PARCEL.group}/v1`, PARCEL.kind),
      version: 'v2',
    });
    world.oracle.truthOf('one').follow();
    cluster.moveToVersion({ ...PARCEL, from: 'v1', to: 'v2' });
    cluster.store.apply(parcelObject(cluster, 'second', 'shop', newMark())!);
    await finish();
    const versions = await database
      .knex('workload')
      .where({ kind: PARCEL.kind })
      .distinct()
      .pluck('api_version');
    expect(versions).toEqual(['v2']);
  });

  it('a token refused in the middle of a watch, then rotated: the watch lives on, and the next request says so', async () => {
    const { cluster } = await start();
    cluster.rotateToken();
    cluster.store.apply(deploymentObject('app-1', 'pay', newMark()));
    await world.look(2_000);
    // The watch that was open brought it.
    await world.expectConverged('while the watch lives');
    await world.fault(world.member('one'), { fault: 'cut' });
    await world.look(60_000);
    expect(await coverageOf('Deployment')).toMatchObject({
      state: 'unauthorized',
      is_current: false,
    });
    mutate(cluster, randomOf('token'));
    await world.tell();
    await finish();
  });

  it('an authority rotated: nothing is believed until the source tells of it', async () => {
    const { cluster } = await start({ tls: true });
    await time.settle(cluster.rotateAuthority());
    mutate(cluster, randomOf('authority'));
    await world.look(110_000);
    expect(await coverageOf('Deployment')).toMatchObject({
      state: 'unreachable',
      reason: expect.stringMatching(/certificate/i),
      is_current: false,
    });
    await world.tell();
    await finish();
  });

  it('a certificate that has expired: says so, and keeps what is known', async () => {
    const member = await start({ tls: true });
    await world.fault(member, { fault: 'certificate', form: 'expired' });
    mutate(member.cluster, randomOf('expired'));
    await world.look(110_000);
    expect(await coverageOf('Deployment')).toMatchObject({
      state: 'unreachable',
      reason: expect.stringMatching(/expired/i),
      is_current: false,
    });
    await finish();
  });

  it('a name that does not resolve, and one that leads elsewhere: nothing of another cluster is believed', async () => {
    const member = await start();
    const { url } = member.cluster;
    const tell = async (server: string) => {
      const record: ClusterRecord = {
        ...member.record,
        access: {
          type: 'direct',
          connection: { server, token: member.cluster.token },
        },
      };
      await time.settle(
        world.portal.tell([record, world.member('other').record]),
      );
    };
    await tell('http://nowhere.invalid:1');
    // The resolver takes its own time, which no clock of ours decides.
    for (let turn = 0; turn < 10; turn += 1) {
      await world.look(20_000);
      if (!(await coverageOf('Deployment'))?.is_current) break;
    }
    expect(await coverageOf('Deployment')).toMatchObject({ is_current: false });
    const other = world.member('other').cluster;
    await time.settle(
      world.portal.tell([
        {
          ...member.record,
          access: {
            type: 'direct',
            connection: { server: other.url, token: other.token },
          },
        },
        world.member('other').record,
      ]),
    );
    await world.look(20_000);
    expect(
      await database
        .knex('cluster')
        .where({ name: 'one' })
        .first('reachability'),
    ).toEqual({ reachability: 'quarantined' });
    await tell(url);
    await finish();
  });

  it('removed while it syncs, and added again at once: nothing is lost, nothing comes twice', async () => {
    const member = await start();
    await world.fault(member, {
      fault: 'slow',
      bytes: 2_000,
      intervalMs: 1_000,
    });
    for (let round = 0; round < 3; round++) {
      await world.fault(member, { fault: 'gone' });
      await world.look(2_500);
      member.condition.isRemoved = true;
      await world.tell();
      mutate(member.cluster, randomOf(`round ${round}`));
      member.condition.isRemoved = false;
      await world.tell();
      await world.look(500);
    }
    expect(tellFailures(world)).toBe('');
    await finish();
  });

  it('the clock of the portal jumps by an hour, ahead and back: no age is negative, and nothing stays stale', async () => {
    const { cluster } = await start();
    for (const hours of [1, -1]) {
      jest.setSystemTime(Date.now() + hours * 3_600_000);
      world.undisturbedFromNow();
      for (const member of world.members.values()) {
        member.condition.isDisturbed = true;
      }
      cluster.store.apply(namespaceObject('shop', newMark()));
      await time.pass(30_000);
      await world.expectConverged(`after ${hours} h`);
      const ahead = await database
        .knex('coverage')
        .where('confirmed_at', '>', Date.now());
      expect(ahead).toEqual([]);
    }
    expect(tellFailures(world)).toBe('');
  });

  it('and each object bears the mark that the tests look for', () => {
    expect(faultAdapter.watches).toHaveLength(3);
    expect(deploymentObject('a', 'b', 'c').metadata.annotations).toEqual({
      [MARK]: 'c',
    });
  });
});
