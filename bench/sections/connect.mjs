import {
  Backend,
  compareWithTruth,
  startClusters,
  storeFor,
} from '../lib/contestants.mjs';
import { cpuOf } from '../lib/measure.mjs';
import { sleep } from '../lib/wait.mjs';

const WINDOW_MS = 30_000;
/** As many as fit into the descriptors of one process. */
const KINDS = ['namespaces', 'deployments'];

/** Five thousand clusters, only connected to and left alone. */
export const connect = {
  name: 'connect-5000',
  async run(context) {
    const wanted = context.scaled(5_000, 20);
    // A watch per kind, and a connection for the other requests.
    const possible = Math.floor(
      (context.descriptors - 500) / (KINDS.length + 1),
    );
    const count = Math.min(wanted, possible);
    const notes =
      count < wanted
        ? [
            `only ${count} of ${wanted} clusters: 'ulimit -n' is ${
              context.descriptors
            }, raise it to ${wanted * (KINDS.length + 1) + 500}`,
          ]
        : [];
    const clusters = await startClusters({
      count,
      objects: 1,
      seed: context.seed,
      onlyKinds: KINDS,
    });
    const store = await storeFor(context, 'postgres', 'connect');
    const backend = await Backend.start({ store });
    await backend.ask('delays');
    const connected = await cpuOf(backend, async () => {
      await backend.ask('connect', { urls: clusters.urls });
      await backend.untilSettled(count, {
        clusters,
        timeoutMs: 360_000,
      });
    });
    const delays = await backend.ask('delays');
    await sleep(10_000);
    const resting = await cpuOf(backend, () =>
      sleep(context.lasting(WINDOW_MS)),
    );
    const wrong = await compareWithTruth(backend, clusters);
    const memory = await backend.ask('memory');
    await backend.stop();
    await store.drop();
    await clusters.stop();
    return {
      wrong,
      rows: [],
      notes: [
        ...notes,
        `${count} clusters with ${
          KINDS.length
        } kinds each: connected and derived in ${connected.seconds.toFixed(
          0,
        )} s with ${connected.all.toFixed(
          0,
        )} s of CPU, event-loop delay p99 ${delays.p99.toFixed(0)} ms; then ${(
          resting.all / resting.seconds
        ).toFixed(3)} cores at rest, ${Math.round(
          memory.resident / 1024 / 1024,
        )} MB resident`,
      ],
      measured: { count, connected, resting, delays, memory },
    };
  },
};
