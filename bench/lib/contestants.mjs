/*
 * The contestants as processes, and what a section does with them.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../scripts/lib/processes.mjs';
import { componentNames } from '../clusters/components.mjs';
import { ChildProcess } from './ChildProcess.mjs';
import { difference } from './measure.mjs';
import { cpuSeconds } from './processTimes.mjs';
import { sleep, until } from './wait.mjs';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const BENCH = path.join(ROOT, 'bench');
const TOKEN = 'a-token-of-the-benchmark';

/** Lets Node find this project's packages as they are published. */
const BUILT = path.resolve(import.meta.dirname, 'builtPackages.cjs');

/** Less CPU than this in so long is next to nothing. */
const QUIET_MS = 700;
const QUIET_SECONDS = 0.06;

export async function startClusters(options) {
  const child = await ChildProcess.start(
    path.join(BENCH, 'clusters', 'server.mjs'),
    { execArgv: ['--max-semi-space-size=64'] },
  );
  const { urls, served } = await child.ask('start', {
    streaming: false,
    ...options,
  });
  return {
    child,
    urls,
    served,
    counters: () => child.ask('counters'),
    truth: options_ => child.ask('truth', options_),
    stop: () => child.stop(),
  };
}

/** Where a backend keeps its tables: an own PostgreSQL database, or a SQLite file. */
export async function storeFor(context, kind, name) {
  if (kind === 'postgres') {
    const database = `${name}_fleet`;
    await context.postgres.create(database);
    return {
      kind,
      database,
      config: {
        client: 'pg',
        connection: context.postgres.connection(),
        ensureExists: false,
        plugin: {
          fleet: {
            client: 'pg',
            connection: { ...context.postgres.connection(), database },
          },
        },
      },
      cpuSeconds: () => context.postgres.cpuSeconds(),
      drop: () => context.postgres.drop(database),
    };
  }
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-bench-'));
  return {
    kind,
    directory,
    config: { client: 'better-sqlite3', connection: { directory } },
    cpuSeconds: () => 0,
    drop: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}

export class Backend {
  static async start({ store, components = componentNames(), fleet }) {
    const child = await ChildProcess.start(
      path.join(BENCH, 'contestants', 'backend.cjs'),
      {
        execArgv: ['--require', BUILT, '--expose-gc'],
        cwd: ROOT,
        env: { NODE_ENV: 'production' },
      },
    );
    const port = await freePort();
    const { watches } = await child.ask('start', {
      database: store.config,
      port,
      components,
      token: TOKEN,
      fleet,
    });
    const backend = new Backend(child, store, port, watches);
    await backend.quiet();
    return backend;
  }

  constructor(child, store, port, watches) {
    this.child = child;
    this.store = store;
    this.watches = watches;
    this.base = `http://127.0.0.1:${port}/api/fleet`;
  }

  ask(command, options) {
    return this.child.ask(command, options);
  }

  /** Seconds of CPU of the backend with its threads, and of the database's processes. */
  cpu() {
    const backend = cpuSeconds(this.child.pid);
    const database = this.store.cpuSeconds();
    return { backend, database, all: backend + database };
  }

  /**
   * Waits until the process has next to nothing to do, so that starting up is
   * not counted. What a backend does by the clock does not keep it waiting.
   */
  async quiet({ timeoutMs = 60_000 } = {}) {
    const deadline = Date.now() + timeoutMs;
    let before = this.cpu();
    while (Date.now() < deadline) {
      await sleep(QUIET_MS);
      const now = this.cpu();
      const { backend, database } = difference(now, before);
      // Other replicas may be at the same database.
      if (backend < QUIET_SECONDS && database < 3 * QUIET_SECONDS) return;
      before = now;
    }
  }

  /** How many kinds the fleet watches of each of some clusters. */
  kindsOf({ served }) {
    return served.filter(kind => this.watches.includes(kind)).length;
  }

  /**
   * Waits until every kind of every cluster is watched and current, and what
   * follows is derived.
   *
   * @param options.clusters - all of them, of which each serves the same
   * @returns the CPU used when everything was stored, before the last was derived
   */
  async untilSettled(count, { clusters, timeoutMs = 400_000 }) {
    const wanted = count * this.kindsOf(clusters);
    let cpuStored;
    await until(
      'All kinds current and derived',
      async () => {
        const { openWatches } = await clusters.counters();
        const { current, dirty } = await this.ask('progress');
        const isStored = current >= wanted && openWatches >= wanted;
        if (isStored) cpuStored ??= this.cpu();
        return isStored && dirty === 0
          ? true
          : { current, openWatches, of: wanted, dirty };
      },
      { timeoutMs, everyMs: 250 },
    );
    return { cpuStored };
  }

  /** Waits until every kind of every cluster is watched and current, whether derived or not. */
  async untilStored(count, { clusters }) {
    const wanted = count * this.kindsOf(clusters);
    await until(
      'All kinds current',
      async () => {
        const { openWatches } = await clusters.counters();
        const { current } = await this.ask('progress');
        return current >= wanted && openWatches >= wanted
          ? true
          : { current, openWatches, of: wanted };
      },
      { timeoutMs: 200_000, everyMs: 50 },
    );
  }

  async get(route, { compressed = false } = {}) {
    const response = await fetch(`${this.base}${route}`, {
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(compressed ? {} : { 'accept-encoding': 'identity' }),
      },
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(
        `${route} answered ${response.status}: ${text.slice(0, 500)}`,
      );
    }
    return text;
  }

  async stop() {
    await this.child.stop();
  }

  /** As when a pod is ended: hands over what it holds. */
  async leave() {
    await this.child.ask('leave').catch(() => undefined);
    await this.child.stop();
  }
}

/** How objects of a kind write what they run, by the number of its release. */
const VERSION_OF = {
  Deployment: tag => `1.0.${tag}`,
  StatefulSet: tag => `1.0.${tag}`,
  DaemonSet: tag => `1.0.${tag}`,
  Application: tag => tag.toString(16).padStart(40, '0'),
  Kustomization: tag => tag.toString(16).padStart(40, '0'),
  HelmRelease: tag => `1.0.${tag}`,
};

/**
 * Compares what a backend stored with what the clusters' log says is true.
 *
 * @returns what is wrong, in words; empty where nothing is
 */
export async function compareWithTruth(backend, ...clusters) {
  const wrong = [];
  const truth = await truthOf(clusters, { detailed: true });
  const facts = await backend.ask('facts');
  for (const [kind, count] of Object.entries(truth.counts)) {
    if ((facts[kind] ?? 0) !== count) {
      wrong.push(
        `${facts[kind] ?? 0} of ${kind} are stored, ${count} are there`,
      );
    }
  }
  const versions = await backend.ask('versions');
  const plain = await truthOf(clusters, {
    detailed: true,
    plurals: PLURALS_WITH_VERSION,
  });
  let differ = 0;
  let example;
  for (const [uid, tag] of Object.entries(plain.tags)) {
    const possible = Object.values(VERSION_OF).map(write => write(tag));
    if (!possible.includes(versions[uid])) {
      differ += 1;
      example ??= `${uid} runs release ${tag}, stored is '${versions[uid]}'`;
    }
  }
  const unknown = Object.keys(versions).filter(uid => !(uid in plain.tags));
  if (differ) wrong.push(`${differ} objects differ: ${example}`);
  if (unknown.length) {
    wrong.push(`${unknown.length} objects are stored that are not there`);
  }
  return wrong;
}

/** What is true of several sets of clusters together. */
async function truthOf(clusters, options) {
  const counts = {};
  const tags = {};
  for (const set of clusters) {
    const truth = await set.truth(options);
    Object.assign(tags, truth.tags);
    for (const [kind, count] of Object.entries(truth.counts)) {
      counts[kind] = (counts[kind] ?? 0) + count;
    }
  }
  return { counts, tags };
}

const PLURALS_WITH_VERSION = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'applications',
  'kustomizations',
  'helmreleases',
];

/** Another contestant: a process that is told to connect, and what it used. */
export class Contestant {
  static async start(file, options = {}, { postgres, execArgv = [] } = {}) {
    const child = await ChildProcess.start(
      path.join(BENCH, 'contestants', file),
      {
        execArgv: ['--expose-gc', ...execArgv],
        cwd: ROOT,
        env: { NODE_ENV: 'production' },
      },
    );
    await child.ask('start', options);
    return new Contestant(child, postgres);
  }

  constructor(child, postgres) {
    this.child = child;
    this.postgres = postgres;
  }

  ask(command, options) {
    return this.child.ask(command, options);
  }

  cpu() {
    const backend = cpuSeconds(this.child.pid);
    const database = this.postgres?.cpuSeconds() ?? 0;
    return { backend, database, all: backend + database };
  }

  stop() {
    return this.child.stop();
  }
}
