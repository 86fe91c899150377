import { describeDatabases } from '../__testUtils__/databases';
import {
  direct,
  notAsked,
  registryOf,
  SOURCE_A,
  SOURCE_B,
} from '../__testUtils__/registry';

describeDatabases('the identity of clusters', database => {
  it('is two records of one cluster where UID and API server agree', async () => {
    const knex = await database.open();
    const { registry, told, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [direct('one', 'https://api')]);
    await registry.replaceClusters(SOURCE_B, [
      direct('two', 'HTTPS://API:443/'),
    ]);
    const [one, two] = [idOf('one'), idOf('two')];
    expect(await registry.identify(one, 'uid')).toEqual({ outcome: 'same' });
    told.length = 0;
    expect(await registry.identify(two, 'uid')).toEqual({
      outcome: 'merged',
      into: one,
    });
    expect(idOf('two')).toBe(one);
    expect(registry.clusters()).toHaveLength(1);
    expect(told).toContain('gone two');
    expect(await knex('cluster_record').pluck('cluster_id')).toEqual([
      one,
      one,
    ]);
    expect(await knex('cluster_alias')).toMatchObject([
      { id: two, cluster_id: one },
    ]);
    expect(await knex('cluster').whereNull('left_at').pluck('id')).toEqual([
      one,
    ]);
    // And it stays so.
    const again = await registryOf(knex);
    expect(again.idOf('two')).toBe(one);
    expect(await again.registry.identify(one, 'uid')).toEqual({
      outcome: 'same',
    });
  });

  it.each([
    ['another API server', 'https://other', undefined],
    ['another authority', 'https://api', 'CA'],
  ])('is two clusters with one UID and %s', async (_, server, caData) => {
    const knex = await database.open();
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [
      direct('one', 'https://api'),
      direct('two', server, caData ? { caData } : {}),
    ]);
    await registry.identify(idOf('one'), 'uid');
    expect(await registry.identify(idOf('two'), 'uid')).toEqual({
      outcome: 'same',
    });
    expect(idOf('one')).not.toBe(idOf('two'));
    expect(await knex('cluster').pluck('uid')).toEqual(['uid', 'uid']);
    expect(await knex('cluster_alias')).toEqual([]);
  });

  it('takes what many show at once together, and each gets its own answer', async () => {
    const knex = await database.open();
    const { registry, told, idOf } = await registryOf(knex);
    const names = Array.from({ length: 300 }, (_, index) => `many-${index}`);
    await registry.replaceClusters(SOURCE_A, [
      ...names.map(name => direct(name, `https://${name}`)),
      direct('one', 'https://api'),
    ]);
    await registry.replaceClusters(SOURCE_B, [direct('two', 'https://api')]);
    const [one, two] = [idOf('one'), idOf('two')];
    const uidOf = (name: string) => `uid-of-${name}`;
    await registry.identify(idOf('many-0'), 'uid-of-before');
    told.length = 0;
    const identified = await Promise.all([
      ...names.map(name => registry.identify(idOf(name), uidOf(name))),
      registry.identify(one, 'uid'),
      registry.identify(two, 'uid'),
      registry.identify(idOf('many-1'), 'uid-of-another'),
      registry.identify('c-unknown', 'uid'),
    ]);
    const [first, ...others] = identified.map(({ outcome }) => outcome);
    expect(first).toBe('quarantined');
    expect(others.slice(-4)).toEqual(['same', 'merged', 'quarantined', 'same']);
    expect(new Set(others.slice(0, -4))).toEqual(new Set(['same']));
    // Two rounds, and what became one.
    expect(told.filter(each => each === 'references')).toHaveLength(3);
    expect(await knex('cluster').where({ id: idOf('many-7') })).toMatchObject([
      { uid: 'uid-of-many-7' },
    ]);
    expect(idOf('two')).toBe(one);
  });

  it('fails for those alone whose UIDs could not be written', async () => {
    const knex = await database.open();
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [
      direct('one', 'https://one'),
      direct('two', 'https://two'),
    ]);
    await registry.identify(idOf('one'), 'uid-1');
    await knex.schema.renameTable('audit_entry', 'gone');
    await expect(registry.identify(idOf('two'), 'uid-2')).rejects.toThrow();
    expect(await registry.identify(idOf('one'), 'uid-1')).toEqual({
      outcome: 'same',
    });
    await knex.schema.renameTable('gone', 'audit_entry');
    expect(await registry.identify(idOf('two'), 'uid-2')).toEqual({
      outcome: 'same',
    });
    expect(await knex('cluster').orderBy('name').pluck('uid')).toEqual([
      'uid-1',
      'uid-2',
    ]);
  });

  it('is two clusters with one API server and two UIDs', async () => {
    const knex = await database.open();
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [
      direct('one', 'https://api'),
      direct('two', 'https://api'),
    ]);
    await registry.identify(idOf('one'), 'uid-1');
    await registry.identify(idOf('two'), 'uid-2');
    expect(idOf('one')).not.toBe(idOf('two'));
  });

  it('holds a cluster back that shows another UID than it did', async () => {
    const knex = await database.open();
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [direct('one', 'https://api')]);
    await registry.identify(idOf('one'), 'uid-1');
    const identified = await registry.identify(idOf('one'), 'uid-2');
    expect(identified).toEqual({
      outcome: 'quarantined',
      reason: expect.stringMatching(/uid-2.*uid-1/),
    });
    expect(await knex('cluster').pluck('uid')).toEqual(['uid-1']);
    // Over a restart too.
    const again = await registryOf(knex);
    expect((await again.registry.identify(idOf('one'), 'uid-2')).outcome).toBe(
      'quarantined',
    );
  });

  it('says nothing of a cluster that nobody knows', async () => {
    const knex = await database.open();
    const { registry } = await registryOf(knex);
    expect(await registry.identify('c-unknown', 'uid')).toEqual({
      outcome: 'same',
    });
  });

  it('regression: a cluster that comes back under another name is there again', async () => {
    const knex = await database.open();
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [direct('old', 'https://api')]);
    const id = idOf('old');
    await registry.identify(id, 'uid');
    await registry.replaceClusters(SOURCE_A, [direct('new', 'https://api')]);
    expect(await registry.identify(idOf('new'), 'uid')).toEqual({
      outcome: 'merged',
      into: id,
    });
    expect(idOf('new')).toBe(id);
    expect(await knex('cluster').whereNull('left_at').pluck('id')).toEqual([
      id,
    ]);
  });

  it('regression: keeps reading as it did when a second record of it appears', async () => {
    const knex = await database.open();
    const { registry, told, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [
      direct('one', 'https://api', { token: 'may-read' }),
    ]);
    await registry.identify(idOf('one'), 'uid');
    await registry.replaceClusters(SOURCE_B, [
      direct('two', 'https://api', { token: 'may-not' }),
    ]);
    told.length = 0;
    await registry.identify(idOf('two'), 'uid');
    expect(told.filter(each => each.startsWith('connect'))).toEqual([]);
    expect(registry.clusters()[0].access).toMatchObject({
      connection: { token: 'may-read' },
    });
  });

  it('reads by the record that may be asked, whichever comes first', async () => {
    const knex = await database.open();
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [direct('one', 'https://api')]);
    await registry.replaceClusters(SOURCE_B, [direct('two', 'https://api')]);
    await registry.identify(idOf('one'), 'uid');
    await registry.identify(idOf('two'), 'uid');
    await registry.replaceClusters(SOURCE_A, [notAsked('one')]);
    expect(registry.clusters()).toMatchObject([{ access: { type: 'direct' } }]);
    await registry.replaceClusters(SOURCE_A, []);
    expect(registry.clusters()).toMatchObject([
      { names: ['two', 'b/two'], access: { type: 'direct' } },
    ]);
  });
});
