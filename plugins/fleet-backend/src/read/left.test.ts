import { APPLICATIONS, DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import { deriveTestCluster, insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { brings, deliveryFact, workloadFact } from '../__testUtils__/facts';
import { fleetOf } from '../__testUtils__/read';
import { write } from '../__testUtils__/store';
import { getOverview } from './getOverview';

describeDatabases('regression: a cluster that has left', database => {
  it('is nothing that needs attention, and no part of a sum', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await write(knex, DEPLOYMENTS, [
      factsOf(workloadFact({ health: 'degraded' })),
      factsOf(workloadFact({ name: 'cart', namespace: 'carts' })),
    ]);
    await write(knex, APPLICATIONS, [
      factsOf(
        deliveryFact({ sync: 'out-of-sync', brings: brings('carts/cart') }),
      ),
      factsOf(deliveryFact({ name: 'bad', health: 'degraded' })),
      factsOf(
        deliveryFact({
          name: 'lost',
          heartbeat: { state: 'lost', reason: 'no route' },
        }),
      ),
    ]);
    await deriveTestCluster(knex);
    const read = async () => getOverview(await fleetOf(knex), new Map());
    const there = await read();
    expect(there.attentionTotal).toBeGreaterThanOrEqual(3);
    expect(there.totals.instances.total).toBeGreaterThan(0);
    await knex('cluster').update({ left_at: 5_000 });
    expect(await read()).toMatchObject({
      attention: [],
      attentionTotal: 0,
      grouping: { clusters: 0, groups: [], groupsTotal: 0 },
      totals: {
        clusters: 0,
        instances: { total: 0 },
        deliveries: { total: 0 },
      },
      coverage: { clusters: 0 },
    });
  });
});
