import { describeDatabases } from '../__testUtils__/databases';
import {
  direct,
  registryOf,
  SOURCE_A,
  SOURCE_B,
} from '../__testUtils__/registry';

describeDatabases('Registries of several replicas', database => {
  it('give a cluster one id, whoever hears of it first', async () => {
    const knex = await database.open();
    const [one, two] = [await registryOf(knex), await registryOf(knex)];
    const records = ['prod', 'stage', 'dev'].map(name =>
      direct(name, `https://${name}`),
    );
    await Promise.all([
      one.registry.replaceClusters(SOURCE_A, records),
      two.registry.replaceClusters(SOURCE_A, [...records].reverse()),
    ]);
    for (const { name } of records) expect(two.idOf(name)).toBe(one.idOf(name));
    expect(await knex('cluster').pluck('id')).toHaveLength(3);
    expect(two.told.filter(told => told.startsWith('connect'))).toHaveLength(3);
  });

  it('agree on ids where each hears of hundreds in another order', async () => {
    const knex = await database.open();
    const replicas = [await registryOf(knex), await registryOf(knex)];
    const records = Array.from({ length: 600 }, (_, index) =>
      direct(`many-${index}`, `https://many-${index}`),
    );
    const orders = [records, [...records].reverse()];
    await Promise.all(
      replicas.map(({ registry }, index) =>
        registry.replaceClusters(SOURCE_A, orders[index]),
      ),
    );
    const [one, two] = replicas.map(({ idOf }) =>
      records.map(({ name }) => idOf(name)),
    );
    expect(two).toEqual(one);
    expect(new Set(one).size).toBe(600);
    expect(await knex('cluster').pluck('id')).toHaveLength(600);
    expect(
      await knex('audit_entry').where({ event: 'cluster-registered' }),
    ).toHaveLength(600);
  });

  it('take over records and merges that another found, and tell what follows', async () => {
    const knex = await database.open();
    const [one, two] = [await registryOf(knex), await registryOf(knex)];
    for (const { registry } of [one, two]) {
      await registry.replaceClusters(SOURCE_A, [direct('one', 'https://api')]);
      await registry.replaceClusters(SOURCE_B, [direct('two', 'https://api')]);
    }
    const [first, second] = [two.idOf('one'), two.idOf('two')];
    await one.registry.identify(first, 'uid');
    await one.registry.identify(second, 'uid');
    two.told.length = 0;
    await two.registry.reload();
    expect(two.told).toEqual(['gone two', 'references']);
    expect(two.idOf('two')).toBe(first);
    // Nothing new: nothing told, and nothing written.
    two.told.length = 0;
    await two.registry.reload();
    expect(two.told).toEqual([]);
  });

  it('hold back a cluster that is another than the one that a replica met before', async () => {
    const knex = await database.open();
    const [one, two] = [await registryOf(knex), await registryOf(knex)];
    for (const { registry } of [one, two]) {
      await registry.replaceClusters(SOURCE_A, [direct('one', 'https://api')]);
    }
    const id = one.idOf('one');
    await one.registry.identify(id, 'uid');
    expect(await two.registry.identify(id, 'other')).toMatchObject({
      outcome: 'quarantined',
    });
    expect(await knex('cluster').pluck('uid')).toEqual(['uid']);
  });

  it('merge twins that each of them met alone, into the same one', async () => {
    const knex = await database.open();
    const [one, two] = [await registryOf(knex), await registryOf(knex)];
    for (const { registry } of [one, two]) {
      await registry.replaceClusters(SOURCE_A, [direct('one', 'https://api')]);
      await registry.replaceClusters(SOURCE_B, [direct('two', 'https://api')]);
    }
    const [first, second] = [one.idOf('one'), one.idOf('two')];
    await Promise.all([
      one.registry.identify(first, 'uid'),
      two.registry.identify(second, 'uid'),
    ]);
    await one.registry.reload();
    await two.registry.reload();
    // Each looks again after a while.
    const found = await Promise.all([
      one.registry.identify(first, 'uid'),
      two.registry.identify(second, 'uid'),
    ]);
    await one.registry.reload();
    await two.registry.reload();
    expect(found[0]).toEqual({ outcome: 'same' });
    expect(one.idOf('two')).toBe(first);
    expect(two.idOf('two')).toBe(first);
    expect(await knex('cluster_alias').pluck('id')).toEqual([second]);
  });

  it('hold to what their own source says, and tell it again', async () => {
    const knex = await database.open();
    const [one, two] = [await registryOf(knex), await registryOf(knex)];
    await one.registry.replaceClusters(SOURCE_A, [direct('one', 'https://1')]);
    await two.registry.replaceClusters(SOURCE_A, []);
    await one.registry.reload();
    expect(one.registry.clusters()).toHaveLength(1);
    expect((await knex('cluster').first()).left_at).toBeNull();
    expect(Boolean((await knex('cluster_record').first()).present)).toBe(true);
    // It knows of it, but not how to get in.
    await two.registry.reload();
    expect(two.registry.clusters()).toMatchObject([{ name: 'one' }]);
    expect(two.registry.clusters()[0].access).toBeUndefined();
  });
});

describeDatabases('Merges of clusters', database => {
  async function merged() {
    const knex = await database.open();
    const parts = await registryOf(knex);
    await parts.registry.replaceClusters(SOURCE_A, [
      direct('one', 'https://api'),
    ]);
    await parts.registry.replaceClusters(SOURCE_B, [
      direct('two', 'https://api'),
    ]);
    const [one, two] = [parts.idOf('one'), parts.idOf('two')];
    await parts.registry.identify(one, 'uid');
    await parts.registry.identify(two, 'uid');
    parts.told.length = 0;
    return { knex, ...parts, one, two };
  }

  it('can be taken back, and are not made again', async () => {
    const { knex, registry, told, idOf, one, two } = await merged();
    expect(await registry.split('c-unknown', 'no')).toBe(false);
    expect(await registry.split(two, 'an operator says so')).toBe(true);
    expect([idOf('one'), idOf('two')]).toEqual([one, two]);
    expect(told).toEqual(['connect two https://api', 'references']);
    expect(await knex('cluster_alias')).toEqual([]);
    expect(await knex('cluster').whereNotNull('left_at')).toEqual([]);
    expect(await registry.identify(two, 'uid')).toEqual({ outcome: 'same' });
    // Nor after a restart.
    const again = await registryOf(knex);
    expect(await again.registry.identify(two, 'uid')).toEqual({
      outcome: 'same',
    });
    expect(again.idOf('two')).toBe(two);
  });

  it('of merges lead on, and come apart with what was below', async () => {
    const { knex, registry, idOf, one, two } = await merged();
    await registry.replaceClusters({ id: 'c', title: 'C' }, [
      direct('three', 'https://other'),
    ]);
    const three = idOf('three');
    await registry.confirmMerge(one, three, 'an operator says so');
    expect([idOf('one'), idOf('two')]).toEqual([three, three]);
    expect(
      await knex('cluster_alias').where({ cluster_id: three }).pluck('id'),
    ).toEqual(expect.arrayContaining([one, two]));
    await registry.split(one, 'it was wrong');
    expect([idOf('one'), idOf('two'), idOf('three')]).toEqual([
      one,
      one,
      three,
    ]);
  });

  it('follow the word of an operator, and split by it', async () => {
    const knex = await database.open();
    const records = [direct('one', 'https://1'), direct('two', 'https://2')];
    const one = await registryOf(knex, [], {
      merges: [{ clusters: ['one', 'a/two'], key: 'fleet.merges[0]' }],
    });
    await one.registry.replaceClusters(SOURCE_A, records);
    expect(one.idOf('two')).toBe(one.idOf('one'));
    expect(await knex('cluster_alias').pluck('reason')).toEqual([
      'fleet.merges[0] says so',
    ]);
    const two = await registryOf(knex, [], {
      splits: [{ clusters: ['one', 'two'], key: 'fleet.splits[0]' }],
    });
    await two.registry.replaceClusters(SOURCE_A, records);
    expect(two.idOf('two')).not.toBe(two.idOf('one'));
    expect(two.idOf('one')).toBe(one.idOf('one'));
  });

  describe('that a hub names', () => {
    const told = (
      name: string,
      over: { uid?: string; hub?: string; trusted?: boolean } = {},
    ) => {
      const { uid, hub = 'hub', trusted = true } = over;
      return {
        ...direct(name, `https://${hub}/proxy/${name}`),
        hub: { cluster: hub, name, ...(uid ? { uid } : {}) },
        trusted,
      };
    };

    it('are one by the word of hubs that are trusted for it', async () => {
      const knex = await database.open();
      const { registry, idOf } = await registryOf(knex);
      await registry.replaceClusters(SOURCE_A, [told('one', { uid: 'uid' })]);
      await registry.replaceClusters(SOURCE_B, [
        told('two', { uid: 'uid', hub: 'other' }),
        told('doubted', { uid: 'uid', hub: 'third', trusted: false }),
      ]);
      for (const name of ['one', 'two', 'doubted']) {
        await registry.identify(idOf(name), 'uid');
      }
      expect(idOf('two')).toBe(idOf('one'));
      expect(idOf('doubted')).not.toBe(idOf('one'));
      expect(await knex('cluster_alias')).toMatchObject([
        { reason: expect.stringMatching(/hub 'other' and hub 'hub'/) },
      ]);
    });

    it.each([
      ['whose hub states nothing of it', undefined],
      ['whose hub states another', 'own'],
    ])(
      'regression: a hostile one %s is nobody else, whatever UID it shows',
      async (_, uid) => {
        const knex = await database.open();
        const { registry, idOf } = await registryOf(knex);
        await registry.replaceClusters(SOURCE_A, [
          direct('victim', 'https://victim'),
        ]);
        await registry.replaceClusters(SOURCE_B, [
          told('hostile', uid ? { uid } : {}),
          told('sibling', { uid: 'uid-of-sibling' }),
        ]);
        const clusters = ['victim', 'hostile', 'sibling'].map(idOf);
        await registry.identify(idOf('victim'), 'uid-of-victim');
        await registry.identify(idOf('sibling'), 'uid-of-sibling');
        await registry.identify(idOf('hostile'), 'uid-of-victim');
        expect(['victim', 'hostile', 'sibling'].map(idOf)).toEqual(clusters);
        // Its UID is what it showed first; a lie of that size holds it back.
        await registry.identify(idOf('hostile'), 'uid-of-sibling');
        expect(['victim', 'hostile', 'sibling'].map(idOf)).toEqual(clusters);
        expect(await knex('cluster_alias')).toEqual([]);
      },
    );

    it('regression: a cluster read directly does not become one of a trusted hub by its UID', async () => {
      const knex = await database.open();
      const { registry, idOf } = await registryOf(knex);
      await registry.replaceClusters(SOURCE_A, [
        direct('hostile', 'https://hostile'),
      ]);
      await registry.replaceClusters(SOURCE_B, [
        told('victim', { uid: 'uid' }),
      ]);
      await registry.identify(idOf('victim'), 'uid');
      expect(await registry.identify(idOf('hostile'), 'uid')).toEqual({
        outcome: 'same',
      });
      expect(idOf('hostile')).not.toBe(idOf('victim'));
    });
  });

  it('find what a hub brought along by the name that it gave it', async () => {
    const knex = await database.open();
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [direct('hub', 'https://hub')]);
    await registry.replaceClusters(SOURCE_B, [
      {
        ...direct('hub/member-1', 'https://hub/proxy/1'),
        hub: { cluster: 'hub', name: 'member-1' },
      } as ReturnType<typeof direct>,
    ]);
    expect(
      registry.resolve(idOf('hub'), { type: 'reference', name: 'member-1' })
        .subject,
    ).toBe(idOf('hub/member-1'));
    // To another hub the name says nothing.
    expect(
      registry.resolve(idOf('hub/member-1'), {
        type: 'reference',
        name: 'member-1',
      }).subject,
    ).toBeNull();
  });
});
