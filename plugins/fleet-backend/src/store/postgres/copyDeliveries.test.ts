import { APPLICATIONS, factsOf, isNew } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { deliveryFact } from '../../__testUtils__/facts';
import { resolverOf, write, writesOf } from '../../__testUtils__/store';
import { placeDeliveries } from '../../derive/placeDeliveries';

const MANY = 30;

describeDatabases('many new deliveries', database => {
  const applications = (over: Parameters<typeof deliveryFact>[0] = {}) =>
    Array.from({ length: MANY }, (_, index) =>
      factsOf(
        deliveryFact({
          name: `a-${index}`,
          targetNamespace: `n-${index}`,
          brings: { resources: [], total: 0, labels: { app: `a\t${index}\\` } },
          ...over,
        }),
      ),
    );

  it('have the places that deriving would give them', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, APPLICATIONS, applications().map(isNew));
    const read = async () => ({
      places: await knex('delivery_place').orderBy(['place', 'delivery_id']),
      labels: await knex('delivery_label').pluck('key'),
      placed: await knex('delivery').orderBy('id').pluck('placed'),
    });
    // On PostgreSQL none of them is written once more, on SQLite all are.
    const place = () => placeDeliveries({ knex, clusterIds: ['c-1'] });
    const writes = await writesOf(knex, place);
    expect(writes.length > 0).toBe(!database.isPostgres);
    const before = await read();
    await knex('delivery').update({ placed: null });
    await knex('delivery_place').delete();
    await knex('delivery_label').delete();
    await placeDeliveries({ knex, clusterIds: ['c-1'] });
    const after = await read();
    expect(after.places).toHaveLength(2 * MANY);
    expect(after.labels).toEqual(['app']);
    expect(before).toEqual(after);
  });

  it('have no place while nobody knows their cluster', async () => {
    const knex = await database.open();
    await write(
      knex,
      APPLICATIONS,
      applications({
        subject: { type: 'reference', server: 'https://away' },
      }).map(isNew),
      { observer: 'hub', resolver: resolverOf() },
    );
    expect(await knex('delivery').whereNull('subject')).toHaveLength(MANY);
    expect(await knex('delivery_place')).toEqual([]);
    expect(await knex('delivery').whereNotNull('placed')).toEqual([]);
  });

  it('are placed anew by what is written of them later', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, APPLICATIONS, applications().map(isNew));
    await write(
      knex,
      APPLICATIONS,
      applications({
        targetNamespace: 'other',
        brings: { resources: [], total: 0 },
      }),
    );
    await placeDeliveries({ knex, clusterIds: ['c-1'] });
    expect(new Set(await knex('delivery_place').pluck('place'))).toEqual(
      new Set(['n/other']),
    );
  });
});
