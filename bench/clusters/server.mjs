/*
 * The process of the simulated clusters. Told what to do over IPC; each message
 * has an `id`, which its answer repeats.
 */
import { createHash } from 'node:crypto';
import { KINDS, WATCHED_KINDS } from './kinds.mjs';
import { SimulatedCluster } from './SimulatedCluster.mjs';
import { generator } from '../lib/random.mjs';

/** So many clusters share a loopback address: ports and connections per address are few. */
const CLUSTERS_PER_ADDRESS = 250;
const EVENT_TICK_MS = 10;

const counters = {
  requests: 0,
  lists: 0,
  watches: 0,
  others: 0,
  bytes: 0,
  listed: 0,
  bookmarks: 0,
  events: 0,
  openWatches: 0,
};

let clusters = [];
let random = generator(1);

const commands = {
  async start({
    count,
    objects,
    sizes,
    seed,
    onlyKinds,
    streaming,
    firstNumber = 0,
  }) {
    random = generator(seed);
    // Runs beside one another get addresses of their own.
    const net = 16 + (process.pid % 200);
    clusters = Array.from(
      { length: count },
      (_, index) =>
        new SimulatedCluster({
          number: firstNumber + index,
          objects: sizes?.[index] ?? objects,
          counters,
          onlyKinds,
          streaming,
        }),
    );
    for (const cluster of clusters) {
      const address = `127.${net}.${Math.floor(
        cluster.number / CLUSTERS_PER_ADDRESS,
      )}.1`;
      await cluster.listen(
        address,
        20_000 + (cluster.number % CLUSTERS_PER_ADDRESS),
      );
    }
    setInterval(() => clusters.forEach(cluster => cluster.tick()), 1_000);
    return {
      urls: clusters.map(({ url }) => url),
      served: KINDS.filter(
        ({ plural }) => onlyKinds?.includes(plural) ?? true,
      ).map(({ group, plural }) => `${group}/${plural}`),
    };
  },

  counters: () => ({ ...counters }),

  /** Events at a rate, over all clusters or some, for so long; answers when they were sent. */
  events({ perSecond, durationMs, how, only, kinds = ['deployments'] }) {
    const chosen = only ? only.map(number => clusters[number]) : clusters;
    const startedAt = performance.now();
    let sent = 0;
    return new Promise(resolve => {
      const timer = setInterval(() => {
        const elapsed = Math.min(performance.now() - startedAt, durationMs);
        const due = Math.floor((elapsed / 1_000) * perSecond);
        for (; sent < due; sent++) {
          const cluster = chosen[Math.floor(random() * chosen.length)];
          const objects = cluster.objectsOf(
            kinds[Math.floor(random() * kinds.length)],
          );
          emit(objects, how);
        }
        if (elapsed >= durationMs) {
          clearInterval(timer);
          resolve({ sent });
        }
      }, EVENT_TICK_MS);
    });
  },

  /** Changes one object now. */
  change({ cluster, plural, index, how }) {
    const objects = clusters[cluster].objectsOf(plural);
    counters.events += 1;
    const at = Date.now();
    objects.change(index, how);
    return {
      at,
      uid: objects.uidOf(index),
      tag: objects.tags[index],
      name: objects.nameOf(index),
    };
  },

  /** As when etcd is compacted: no watch continues from before, every kind has to be listed. */
  forget() {
    for (const cluster of clusters) {
      cluster.version += 1;
      for (const objects of cluster.byPath.values()) {
        objects.log = [];
        objects.logStart = cluster.version;
      }
    }
  },

  /** What is true now: per kind the objects with what they run, and one digest of all. */
  truth({ detailed = false, plurals }) {
    const wanted = plurals ?? WATCHED_KINDS.map(({ plural }) => plural);
    const counts = {};
    const tags = {};
    const lines = [];
    for (const cluster of clusters) {
      for (const objects of cluster.byPath.values()) {
        const { plural, kind } = objects.kind;
        if (!wanted.includes(plural)) continue;
        for (let index = 0; index < objects.count; index++) {
          if (!objects.present[index]) continue;
          counts[kind] = (counts[kind] ?? 0) + 1;
          if (detailed) {
            tags[objects.uidOf(index)] = objects.tags[index];
          }
        }
        lines.push(...objects.lines());
      }
    }
    lines.sort();
    return {
      counts,
      total: lines.length,
      digest: createHash('sha256').update(lines.join('\n')).digest('hex'),
      ...(detailed ? { tags } : {}),
    };
  },
};

function emit(objects, how) {
  const index = Math.floor(random() * objects.count);
  if (how === 'touched') {
    if (!objects.present[index]) return;
    counters.events += 1;
    objects.change(index, 'touched');
    return;
  }
  counters.events += 1;
  // A few come and go, as in life. The first ones stay: pages are watched on them.
  if (!objects.present[index]) {
    objects.change(index, 'created');
  } else if (index >= 20 && random() < 0.02) {
    objects.change(index, 'deleted');
  } else {
    objects.change(index, 'changed');
  }
}

process.on('message', async message => {
  try {
    const answer = await commands[message.command](message);
    process.send({ id: message.id, answer });
  } catch (error) {
    process.send({ id: message.id, error: error.stack });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
