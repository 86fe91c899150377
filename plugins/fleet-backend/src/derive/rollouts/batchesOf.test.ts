import type { Knex } from 'knex';
import { describeDatabases } from '../../__testUtils__/databases';
import { insertMatrix } from '../../__testUtils__/testMatrix';
import { batchesOf } from './batchesOf';

describeDatabases('batches of components', database => {
  let knex: Knex;

  /** So many instances of each of some components. */
  const insert = (sizes: Record<string, number>) =>
    insertMatrix(
      knex,
      { 'c-1': {} },
      Object.entries(sizes).flatMap(([name, size]) =>
        Array.from({ length: size }, (_, index) => ({
          cluster: 'c-1',
          name,
          namespace: `n-${index}`,
        })),
      ),
    );
  const refOf = (name: string) => `component:default/${name}`;

  beforeEach(async () => {
    knex = await database.open();
  });

  it('have many small ones, and large ones by themselves', async () => {
    await insert({ large: 300, small: 2 });
    const entityRefs = ['a', 'small', 'large', 'b', 'c'].map(refOf);
    expect(await batchesOf({ knex, entityRefs })).toEqual([
      [refOf('a'), refOf('small')],
      [refOf('large')],
      [refOf('b'), refOf('c')],
    ]);
  });

  it('are as many as they have to be', async () => {
    const refs = Array.from({ length: 600 }, (_, index) => `e-${index}`);
    const batches = await batchesOf({ knex, entityRefs: refs });
    expect(batches.flat()).toEqual(refs);
    expect(batches).toHaveLength(database.isPostgres ? 3 : 15);
  });

  it('are none of nothing', async () => {
    expect(await batchesOf({ knex, entityRefs: [] })).toEqual([]);
  });
});
