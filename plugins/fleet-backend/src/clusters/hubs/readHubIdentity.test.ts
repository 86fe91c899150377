import { describeDatabases } from '../../__testUtils__/databases';
import { direct, registryOf, SOURCE_A } from '../../__testUtils__/registry';
import { readHubIdentity } from './readHubIdentity';

describeDatabases('readHubIdentity', database => {
  it('tells who the cluster of a record is, and that it is held back', async () => {
    const knex = await database.open();
    const { registry, idOf } = await registryOf(knex);
    const record = { source: 'a', name: 'hub' };
    expect(await readHubIdentity({ knex, record })).toEqual({});
    await registry.replaceClusters(SOURCE_A, [direct('hub', 'https://hub')]);
    expect(await readHubIdentity({ knex, record })).toEqual({});
    await registry.identify(idOf('hub'), 'uid');
    expect(await readHubIdentity({ knex, record })).toEqual({ uid: 'uid' });
    await knex('cluster')
      .where({ id: idOf('hub') })
      .update({
        reachability: 'quarantined',
        reachability_reason: 'it is another',
      });
    expect(await readHubIdentity({ knex, record })).toEqual({
      uid: 'uid',
      quarantined: 'it is another',
    });
  });
});
