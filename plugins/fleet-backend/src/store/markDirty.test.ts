import { describeDatabases } from '../__testUtils__/databases';
import { dirtyMarks } from '../__testUtils__/store';
import { markDirty } from './markDirty';

const mark = (namespace: string) => ({ clusterId: 'c-1', namespace });

describeDatabases('markDirty', database => {
  it('marks a thing once, however often it is told', async () => {
    const knex = await database.open();
    await markDirty({ knex, marks: [mark('shop'), mark('shop'), mark('')] });
    await markDirty({ knex, marks: [mark('shop'), mark('*')] });
    expect(await dirtyMarks(knex)).toEqual(['c-1/', 'c-1/*', 'c-1/shop']);
  });

  it('takes no marks, and thousands', async () => {
    const knex = await database.open();
    await markDirty({ knex, marks: [] });
    expect(await dirtyMarks(knex)).toEqual([]);
    const many = Array.from({ length: 1_234 }, (_, index) =>
      mark(`ns-${index}`),
    );
    await markDirty({ knex, marks: many });
    expect(await dirtyMarks(knex)).toHaveLength(1_234);
  });

  if (database.isPostgres) {
    it('regression: a mark that was there is not taken before what it stands for is committed', async () => {
      const knex = await database.open();
      await markDirty({ knex, marks: [mark('shop')] });
      const writer = await knex.transaction();
      await markDirty({ knex: writer, marks: [mark('shop')] });
      const take = knex.transaction(async reader => {
        await reader.raw("set local lock_timeout = '200ms'");
        await reader('dirty').where({ cluster_id: 'c-1' }).delete();
      });
      try {
        // Whoever takes it now would not see the writer's facts.
        await expect(take).rejects.toThrow(/lock timeout/);
      } finally {
        await writer.commit();
      }
      expect(await knex('dirty').delete()).toBe(1);
    });
  }
});
