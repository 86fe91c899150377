import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import { workloadFact } from '../__testUtils__/facts';
import { resolverOf } from '../__testUtils__/store';
import { writeChangesApart } from './writeChangesApart';

describeDatabases('writeChangesApart', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
  });

  const write = (changes: Parameters<typeof writeChangesApart>[0]['changes']) =>
    writeChangesApart({
      knex,
      observer: 'c-1',
      ...DEPLOYMENTS,
      version: 'v1',
      changes,
      resolver: resolverOf(),
      now: 1_000,
    });

  const names = async () =>
    (await knex('workload').orderBy('name').select('name')).map(
      row => row.name,
    );

  it('writes a batch at once where nothing is wrong with it', async () => {
    const result = await write([
      factsOf(workloadFact({ name: 'a' })),
      factsOf(workloadFact({ name: 'b' })),
    ]);
    expect(result).toMatchObject({ written: 2, added: 2, refused: [] });
    expect(await names()).toEqual(['a', 'b']);
  });

  it('lets one object that cannot be stored cost only itself', async () => {
    await write([factsOf(workloadFact({ name: 'poison' }))]);
    const poison = factsOf(workloadFact({ name: 'poison', version: '2' }));
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    Object.assign(poison.type === 'facts' ? poison.facts[0] : {}, { circular });
    const result = await write([
      factsOf(workloadFact({ name: 'a' })),
      poison,
      factsOf(workloadFact({ name: 'z' })),
    ]);
    expect(result).toMatchObject({ written: 2, added: 2 });
    expect(result.refused).toEqual([
      expect.objectContaining({
        type: 'skipped',
        uid: poison.uid,
        reason: 'invalid-fact',
      }),
    ]);
    expect(await names()).toEqual(['a', 'poison', 'z']);
    const kept = await knex('workload').where({ name: 'poison' }).first();
    expect(kept.version).toBe('1.0.0');
  });

  it('fails as a whole when the database does not answer', async () => {
    await knex.destroy();
    await expect(
      write([factsOf(workloadFact({ name: 'a' }))]),
    ).rejects.toThrow();
  });
});
