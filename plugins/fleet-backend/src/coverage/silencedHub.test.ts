import { factsOf, WORKS } from '../__testUtils__/changes';
import { deriveTestCluster, insertCluster } from '../__testUtils__/cluster';
import { trackerAt, watched } from '../__testUtils__/coverage';
import { describeDatabases } from '../__testUtils__/databases';
import { brings, deliveryFact } from '../__testUtils__/facts';
import {
  dirtyMarks,
  forgetMarks,
  resolverOf,
  write,
} from '../__testUtils__/store';

const START = 1_800_000_000_000;

describeDatabases('a hub that falls silent', database => {
  it('takes what it says of others with it at once', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'hub');
    const { tracker } = await trackerAt(knex, START);
    // Another replica reads it.
    await insertCluster(knex, 'one');
    for (const [name, observer] of [
      ['of-hub', 'hub'],
      ['own', 'one'],
    ]) {
      const delivery = deliveryFact({
        name,
        ...(observer === 'hub'
          ? { subject: { type: 'reference', server: 'https://one' } }
          : {}),
        brings: brings(`${name}/${name}`),
      });
      await write(knex, WORKS, [factsOf(delivery)], {
        observer,
        resolver: resolverOf({ 'https://one': 'one' }),
      });
    }
    await deriveTestCluster(knex, { cluster: { id: 'one', names: ['one'] } });
    const one = async () => {
      const row = await knex('cluster').where({ id: 'one' }).first();
      const current = knex('delivery').where({ stale: false }).orderBy('name');
      return {
        healthy: row.delivery_healthy,
        stale: row.delivery_stale,
        current: await current.pluck('name'),
      };
    };
    expect(await one()).toEqual({
      healthy: 2,
      stale: 0,
      current: ['of-hub', 'own'],
    });
    tracker.begin('hub', 'hub', { state: 'pending' });
    tracker.connected('hub', 'v1.34.0');
    watched(tracker, 'hub', WORKS.key);
    await tracker.judge();
    await forgetMarks(knex);
    tracker.told('hub', WORKS.key, 'unreachable', 'refused');
    tracker.connectionFailed('hub', 'unreachable', 'refused');
    await tracker.judge();
    // Nothing was derived.
    expect(await one()).toEqual({ healthy: 1, stale: 1, current: ['own'] });
    expect(await dirtyMarks(knex)).toContain('one/*');
  });
});
