import { Backend, startClusters, storeFor } from '../lib/contestants.mjs';
import { sleep } from '../lib/wait.mjs';

const REPLICAS = 10;
const TAKEN_OVER_MS = 45_000;

async function holdersOf(database) {
  const { rows } = await database.query(
    'select cluster_id, holder from cluster_lease where holder is not null',
  );
  return new Map(rows.map(row => [row.cluster_id, row.holder]));
}

/** Ten replicas, of which one leaves in good order: which clusters change hands. */
export const moves = {
  name: 'moves',
  async run(context) {
    const count = context.scaled(100, 20);
    const clusters = await startClusters({
      count,
      objects: 13,
      seed: context.seed,
    });
    const store = await storeFor(context, 'postgres', 'moves');
    const backends = [];
    for (let index = 0; index < REPLICAS; index++) {
      backends.push(
        await Backend.start({ store, components: ['component-0'] }),
      );
    }
    await Promise.all(
      backends.map(backend => backend.ask('connect', { urls: clusters.urls })),
    );
    await backends[1].untilSettled(count, { clusters });
    await sleep(context.lasting(TAKEN_OVER_MS));
    const database = await context.postgres.connect(store.database);
    const before = await holdersOf(database);
    const wrong = [];
    let value;
    let note = 'no replica holds a lease: nothing is shared yet';
    if (before.size === count) {
      await backends[0].leave();
      const deadline = Date.now() + TAKEN_OVER_MS;
      let after = await holdersOf(database);
      while (after.size < count && Date.now() < deadline) {
        await sleep(500);
        after = await holdersOf(database);
      }
      await sleep(5_000);
      after = await holdersOf(database);
      const left = new Set(after.values());
      const own = [...before].filter(([, holder]) => !left.has(holder));
      const beyond = [...before].filter(
        ([id, holder]) => left.has(holder) && after.get(id) !== holder,
      );
      if (after.size < count) {
        wrong.push(`${count - after.size} clusters were left without a holder`);
      }
      value = beyond.length;
      const shares = [...before.values()].reduce(
        (sums, holder) => sums.set(holder, (sums.get(holder) ?? 0) + 1),
        new Map(),
      );
      note = `${
        own.length
      } clusters of the one that left were taken over; shares before ${Math.min(
        ...shares.values(),
      )} to ${Math.max(...shares.values())} of ${count} over ${shares.size}`;
    } else if (before.size > 0) {
      wrong.push(`only ${before.size} of ${count} clusters have a holder`);
    }
    await database.end();
    await Promise.all(backends.map(backend => backend.stop()));
    await store.drop();
    await clusters.stop();
    return {
      wrong,
      rows: [{ goal: 'moves', value, note }],
      measured: { before: before.size },
    };
  },
};
