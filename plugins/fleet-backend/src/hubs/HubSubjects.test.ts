import type { Knex } from 'knex';
import { factsOf, MANAGED_CLUSTERS, WORKS } from '../__testUtils__/changes';
import { describeDatabases } from '../__testUtils__/databases';
import { brings, clusterFact, deliveryFact } from '../__testUtils__/facts';
import { direct, registryOf, SOURCE_A } from '../__testUtils__/registry';
import {
  dirtyMarks,
  forgetMarks,
  statementsOf,
  write,
} from '../__testUtils__/store';
import { HubClusters } from '../clusters/registry/HubClusters';
import { runStatement } from '../derive/statements';
import { referencesIn } from '../store/readReferences';
import { keysOf } from '../store/referenceKey';
import { ALL_KEYS, resolveSubjectsAgain } from '../store/resolveSubjectsAgain';
import { dependentsOf } from './dependents';
import { HubSubjects } from './HubSubjects';
import { hubFactsOf } from './sights';

const server = (name: string) => `https://${name}`;

function work(name: string, cluster: string) {
  return factsOf(
    deliveryFact({
      name,
      engine: 'ocm',
      kind: 'ManifestWork',
      subject: { type: 'reference', name: cluster },
      heartbeat: { state: 'unstated' },
      brings: brings(`shop/${name}`),
    }),
  );
}

const managed = (
  name: string,
  identity: Parameters<typeof clusterFact>[0] = {},
) => factsOf(clusterFact({ name, ...identity }));

const asHub = (...servers: string[]) => ({
  identity: { assertedBy: 'hub' as const, servers },
});
const asMember = (uid: string, ...servers: string[]) => ({
  identity: { assertedBy: 'member' as const, servers, uid },
});

describeDatabases('HubSubjects', database => {
  /** A hub and two clusters, read by one replica. */
  async function fleet(trustedHubs: string[] = []) {
    const knex = await database.open();
    const hubClusters = new HubClusters();
    const wired: { subjects?: HubSubjects } = {};
    const { registry, idOf } = await registryOf(knex, [], {
      hubClusters,
      trustedHubs,
      listener: {
        clusterConnectable: () => {},
        clusterNotAsked: () => {},
        clusterGone: () => {},
        referencesChanged: () => wired.subjects?.resolveSoon(),
      },
    });
    let done: Promise<unknown> = Promise.resolve();
    const subjects = new HubSubjects({
      knex,
      hubClusters,
      resolver: registry,
      isOurs: () => true,
      underWay: async () => {},
      enqueue: task => {
        done = done.then(task);
      },
      onMarked: () => {},
    });
    wired.subjects = subjects;
    const known = ['hub', 'a', 'b'].map(name => direct(name, server(name)));
    await registry.replaceClusters(SOURCE_A, known);
    const hub = idOf('hub');
    await subjects.acquire([hub]);
    const settled = async () => {
      for (let last; last !== done; await last) last = done;
    };
    await settled();
    return {
      knex,
      registry,
      idOf,
      hub,
      known,
      subjects,
      settled,
      tell: async (...changes: Parameters<typeof write>[2]) => {
        await write(knex, MANAGED_CLUSTERS, changes, {
          observer: hub,
          resolver: registry,
        });
        subjects.written(
          hub,
          MANAGED_CLUSTERS.key,
          changes.map(({ uid }) => uid),
        );
        await settled();
      },
      bring: (...changes: Parameters<typeof write>[2]) =>
        write(knex, WORKS, changes, { observer: hub, resolver: registry }),
    };
  }

  const stored = async (knex: Knex, table = 'delivery') =>
    Object.fromEntries(
      (await knex(table)).map(row => [
        row.name,
        row.subject ?? row.subject_unresolved,
      ]),
    );

  it("follows the hub's own objects, whichever comes first, and says why not", async () => {
    const { knex, idOf, tell, bring } = await fleet();
    await bring(work('early', 'a'), work('lost', 'nobody'));
    expect(await stored(knex)).toEqual({
      early: 'unknown-name',
      lost: 'unknown-name',
    });
    await forgetMarks(knex);
    await tell(managed('a', asHub(server('a'))), managed('nobody'));
    await bring(work('late', 'a'));
    expect(await stored(knex)).toEqual({
      early: idOf('a'),
      late: idOf('a'),
      lost: 'no-identity',
    });
    // The word of a cluster is about that cluster, too.
    expect(await stored(knex, 'fact')).toEqual({
      a: idOf('a'),
      nobody: 'no-identity',
    });
    expect(await dirtyMarks(knex)).toContain(`${idOf('a')}/*`);
  });

  it('leads elsewhere when the hub says so, and nowhere once its object is gone', async () => {
    const { knex, idOf, tell, bring } = await fleet();
    await tell(managed('x', asHub(server('a'))));
    await bring(work('one', 'x'));
    await forgetMarks(knex);
    await tell(managed('x', asHub(server('b'))));
    expect(await stored(knex)).toEqual({ one: idOf('b') });
    expect(await dirtyMarks(knex)).toEqual(
      expect.arrayContaining([`${idOf('a')}/*`, `${idOf('b')}/*`]),
    );
    await tell({ type: 'deleted', uid: managed('x').uid });
    expect(await stored(knex)).toEqual({ one: 'unknown-name' });
  });

  it('follows what clusters become known and show', async () => {
    const { knex, registry, idOf, known, settled, tell, bring } = await fleet([
      'a/hub',
    ]);
    await tell(
      managed('new', asHub(server('new'))),
      managed('shown', asMember('uid-a')),
    );
    await bring(work('one', 'new'), work('two', 'shown'));
    expect(await stored(knex)).toEqual({
      one: 'unknown-identity',
      two: 'unknown-identity',
    });
    await registry.replaceClusters(SOURCE_A, [
      ...known,
      direct('new', server('new')),
    ]);
    await registry.identify(idOf('a'), 'uid-a');
    await settled();
    expect(await stored(knex)).toEqual({ one: idOf('new'), two: idOf('a') });
    await registry.replaceClusters(SOURCE_A, known);
    await settled();
    expect(await stored(knex)).toEqual({
      one: 'unknown-identity',
      two: idOf('a'),
    });
  });

  it('follows a merge, and the split after it', async () => {
    const { knex, registry, idOf, settled, tell, bring } = await fleet();
    await tell(managed('x', asHub(server('b'))));
    await bring(work('one', 'x'));
    const [a, b] = [idOf('a'), idOf('b')];
    await registry.confirmMerge(b, a, 'the operator says so');
    await settled();
    expect(await stored(knex)).toEqual({ one: a });
    await registry.split(b, 'they are two');
    await settled();
    expect(await stored(knex)).toEqual({ one: b });
  });

  it('lets no hostile member have what the hub says of it attached to another', async () => {
    for (const trusted of [[], ['a/hub']]) {
      const { knex, registry, idOf, tell, bring, settled } = await fleet(
        trusted,
      );
      await registry.identify(idOf('a'), 'uid-a');
      await settled();
      await tell(
        managed('a', asHub(server('a'))),
        managed('hostile', asMember('uid-a', server('a'))),
      );
      await bring(work('of-hostile', 'hostile'), work('of-a', 'a'));
      expect(await stored(knex)).toEqual({
        'of-a': idOf('a'),
        'of-hostile': trusted.length > 0 ? 'claimed-twice' : 'not-trusted',
      });
      // Nor by what it shows when it is connected to itself.
      await registry.identify(idOf('b'), 'uid-a');
      await settled();
      expect(await stored(knex)).toMatchObject({ 'of-a': idOf('a') });
      await knex('fact').delete();
      await knex('delivery').delete();
    }
  });

  it('trusts a hub by a name of the operator alone', async () => {
    const { knex, registry, idOf, subjects, known, settled } = await fleet([
      'mine',
      'theirs',
    ]);
    await registry.replaceClusters(SOURCE_A, [
      ...known,
      { ...direct('mine', server('mine')), origin: 'operator' },
      { ...direct('theirs', server('theirs')), origin: 'hub' },
    ]);
    for (const name of ['mine', 'theirs']) {
      const observer = idOf(name);
      const change = managed(name, asMember('uid-a', server('a')));
      await write(knex, MANAGED_CLUSTERS, [change], {
        observer,
        resolver: registry,
      });
      subjects.written(observer, MANAGED_CLUSTERS.key, [change.uid]);
    }
    await settled();
    expect(await stored(knex, 'fact')).toEqual({
      mine: idOf('a'),
      theirs: 'not-trusted',
    });
  });

  it('looks at each reference once, and at those of one name alone where that is enough', async () => {
    const { knex, registry, hub, tell, subjects, settled } = await fleet();
    const names = Array.from({ length: 20 }, (_, index) => `m-${index}`);
    await tell(...names.map(name => managed(name, asHub(server(name)))));
    await write(
      knex,
      WORKS,
      names.flatMap(name =>
        Array.from({ length: 25 }, (_, index) =>
          work(`${name}-${index}`, name),
        ),
      ),
      { observer: hub, resolver: registry },
    );
    const resolve = jest.spyOn(registry, 'resolve');
    subjects.resolveSoon();
    subjects.resolveSoon();
    await settled();
    // Of deliveries and of the hub's own objects: each names its cluster once.
    expect(resolve).toHaveBeenCalledTimes(2 * names.length);
    resolve.mockClear();
    const seen = await statementsOf(knex, async () => {
      await tell(managed('m-3', asHub(server('a'))));
    });
    // When the object itself was written, and once for each table that names it.
    expect(resolve).toHaveBeenCalledTimes(1 + 2);
    expect(seen.filter(sql => /^\s*update/i.test(sql)).length).toBeLessThan(4);
    expect(
      await knex('delivery').whereNotNull('subject').pluck('name'),
    ).toHaveLength(25);
    resolve.mockRestore();
  });

  it('finds all of it by indexes', async () => {
    const knex = await database.open();
    const fact = {
      observer: 'hub',
      adapter: 'ocm',
      subject: 'c-1',
      subject_reference: '{"name":"a"}',
    };
    const planOf = async (statement: { sql: string; bindings: unknown[] }) => {
      if (!database.isPostgres) {
        return JSON.stringify(
          await runStatement(knex, {
            ...statement,
            sql: `explain query plan ${statement.sql}`,
          }),
        );
      }
      return knex.transaction(async trx => {
        await trx.raw('set local enable_seqscan = off');
        const { rows } = await trx.raw(
          `explain ${statement.sql}`,
          statement.bindings as string[],
        );
        return JSON.stringify(rows);
      });
    };
    for (const table of ['workload', 'delivery', 'fact']) {
      const plan = await planOf(referencesIn(table, ALL_KEYS, undefined));
      expect(plan).toContain(`${table}_reference_index`);
      expect(plan).not.toMatch(/seq scan on (workload|delivery|fact)/i);
      expect(plan).not.toMatch(/SCAN (workload|delivery|fact)\b(?! USING)/);
    }
    const dependents = await planOf(
      dependentsOf(knex, [{ observer: 'hub', adapter: 'ocm', name: 'a' }]),
    );
    expect(dependents).toContain('delivery_reference_index');
    expect(dependents).toContain('workload_reference_index');
    expect(await planOf(hubFactsOf(knex, [fact])!)).toContain(
      'fact_hub_cluster_index',
    );
    for (const [column, index] of [
      ['subject', /fact_subject_(type|page)_index/],
      ['observer', /fact_(observer_(type|page)|source)_index/],
    ] as const) {
      expect(
        await planOf({
          sql: `select data from fact where ${column} = ? and type = ?`,
          bindings: ['c-1', 'pool'],
        }),
      ).toMatch(index);
    }
    expect(keysOf({ observer: 'hub' })).toEqual({ from: 'hub/', to: 'hub0' });
  });

  it('leaves what other replicas write alone', async () => {
    const { knex, bring } = await fleet();
    await bring(work('one', 'a'));
    await resolveSubjectsAgain({
      knex,
      resolver: {
        resolve: () => ({ subject: 'c-elsewhere', reference: '' }),
      },
      isOurs: () => false,
    });
    expect(await stored(knex)).toEqual({ one: 'unknown-name' });
  });
});
