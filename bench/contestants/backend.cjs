/*
 * Contestant A: this backend as a portal runs it, with Backstage's own services,
 * worker threads and all adapters. Only what belongs to other plugins is given:
 * the catalog's entities, and who listens to signals. Its clusters come from the
 * benchmark, so that starting up is over before anything is measured.
 */
const {
  createBackendModule,
  createServiceFactory,
  coreServices,
} = require('@backstage/backend-plugin-api');
const { createBackend } = require('@backstage/backend-defaults');
const {
  DefaultHttpAuthService,
} = require('@backstage/backend-defaults/httpAuth');
const { ConfigReader } = require('@backstage/config');
const {
  catalogServiceMock,
} = require('@backstage/plugin-catalog-node/testUtils');
const { AuthorizeResult } = require('@backstage/plugin-permission-common');
const { signalsServiceRef } = require('@backstage/plugin-signals-node');
const {
  fleetInstanceReadPermission,
} = require('@fleetview/backstage-plugin-fleet-common');
const {
  fleetClusterSourcesExtensionPoint,
} = require('@fleetview/backstage-plugin-fleet-node');
const {
  createFleetInstanceConditionalDecision,
  fleetInstanceConditions,
} = require('@fleetview/backstage-plugin-fleet-node/permissions');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const threads = require('node:worker_threads');

const DELAY_RESOLUTION_MS = 5;

// Threads tell their heaps only to whoever has them at hand.
const workers = new Set();
const { Worker } = threads;
threads.Worker = class extends Worker {
  constructor(...parameters) {
    super(...parameters);
    workers.add(this);
    this.on('exit', () => workers.delete(this));
  }
};

const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
const statements = { count: 0, log: undefined };
const logged = { error: 0, warn: 0 };

let backend;
let knex;
let source;
let warmSource;

const said = new Set();

function logger() {
  const say = level => (message, meta) => {
    logged[level] += 1;
    const text = String(message);
    // The benchmark is meant to be on this machine alone.
    if (text.includes('is set to a localhost URL')) return;
    if (said.has(text) || said.size > 20) return;
    said.add(text);
    process.stderr.write(
      `backend ${level}: ${text} ${
        meta instanceof Error ? meta.stack : ''
      }\n`.slice(0, 1_500),
    );
  };
  const made = {
    error: say('error'),
    warn: say('warn'),
    info() {},
    debug() {},
    child: () => made,
  };
  return made;
}

function service(ref, value) {
  return createServiceFactory({ service: ref, deps: {}, factory: () => value });
}

/** What the permission policy lets see of what runs; all while it names no owners. */
let owners;

const permissions = {
  async authorize(requests) {
    return requests.map(() => ({ result: AuthorizeResult.ALLOW }));
  },
  async authorizeConditional(queries) {
    return queries.map(({ permission }) =>
      owners && permission.name === fleetInstanceReadPermission.name
        ? createFleetInstanceConditionalDecision(
            permission,
            fleetInstanceConditions.ownedBy({ owners }),
          )
        : { result: AuthorizeResult.ALLOW },
    );
  },
};

/** Catalog entities that what runs on the clusters is bound to. */
function entities(names) {
  return names.map((name, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: { 'backstage.io/kubernetes-id': name },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: `team-${index % 50}`,
    },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/team-${index % 50}` },
      { type: 'partOf', targetRef: `system:default/system-${index % 200}` },
    ],
  }));
}

function benchClusters() {
  return createBackendModule({
    pluginId: 'fleet',
    moduleId: 'bench-clusters',
    register(registry) {
      registry.registerInit({
        deps: {
          sources: fleetClusterSourcesExtensionPoint,
          database: coreServices.database,
        },
        async init({ sources, database }) {
          knex = await database.getClient();
          knex.on('query', ({ sql }) => {
            statements.count += 1;
            statements.log?.push(sql.slice(0, 300));
          });
          sources.addClusterSource({
            id: 'bench',
            title: 'Benchmark',
            // Tells nothing until it is told to: clusters known from before stay.
            async connect(connection) {
              source = connection;
            },
          });
          sources.addClusterSource({
            id: 'bench-warm',
            title: 'Benchmark, to warm up',
            async connect(connection) {
              warmSource = connection;
            },
          });
        },
      });
    },
  });
}

/**
 * Backstage's own authentication, behind which whoever has the token is a person:
 * only people are told of what changes on open pages.
 */
const httpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: {
    auth: coreServices.auth,
    discovery: coreServices.discovery,
    plugin: coreServices.pluginMetadata,
  },
  factory({ auth, discovery, plugin }) {
    const service = DefaultHttpAuthService.create({
      auth,
      discovery,
      pluginId: plugin.getId(),
    });
    return {
      issueUserCookie: (...parameters) =>
        service.issueUserCookie(...parameters),
      async credentials(request, options) {
        const credentials = await service.credentials(request, options);
        return {
          ...credentials,
          principal: { type: 'user', userEntityRef: 'user:default/bench' },
        };
      },
    };
  },
});

function heapOf(statistics) {
  return statistics.used_heap_size + statistics.external_memory;
}

async function drained(stream) {
  for await (const chunk of stream) void chunk;
}

/** As if it stood in the portal's own configuration. */
function toRecord(name, server) {
  return {
    name,
    origin: 'operator',
    access: { type: 'direct', connection: { server, token: 'bench' } },
  };
}

const commands = {
  /** From now on only what these own may be seen of what runs; all without them. */
  policy(given) {
    owners = given.owners;
  },

  async start({ database, port, components, token, fleet = {} }) {
    const features = createBackend();
    features.add(
      service(
        coreServices.rootConfig,
        new ConfigReader({
          app: { baseUrl: `http://127.0.0.1:${port}` },
          backend: {
            baseUrl: `http://127.0.0.1:${port}`,
            listen: { host: '127.0.0.1', port },
            database,
            auth: {
              externalAccess: [
                { type: 'static', options: { token, subject: 'bench' } },
              ],
            },
          },
          permission: { enabled: false },
          // The simulated clusters are on this machine.
          fleet: { network: { allow: ['127.0.0.0/8'] }, ...fleet },
        }),
      ),
    );
    features.add(service(coreServices.rootLogger, logger()));
    features.add(httpAuth);
    features.add(service(coreServices.permissions, permissions));
    features.add(
      service(signalsServiceRef, {
        async publish() {
          send({ event: 'signal', at: Date.now() });
        },
      }),
    );
    features.add(
      catalogServiceMock.factory({ entities: entities(components) }),
    );
    features.add(require('@fleetview/backstage-plugin-fleet-backend').default);
    features.add(
      require('@fleetview/backstage-plugin-fleet-backend-module-adapters')
        .default,
    );
    features.add(benchClusters());
    await features.start();
    backend = features;
    delay.enable();
    return {
      watches:
        require('@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters').adapters.flatMap(
          ({ watches }) =>
            watches
              .filter(({ extension, everyKind }) => !extension && !everyKind)
              .map(({ group, plural }) => `${group}/${plural}`),
        ),
    };
  },

  /** The complete set of clusters from now on. */
  async connect({ urls }) {
    await source.replaceClusters(
      urls.map((server, number) => toRecord(`cluster-${number}`, server)),
    );
  },

  /** Clusters beside the others, so that threads have read some before. */
  async warm({ urls }) {
    await warmSource.replaceClusters(
      urls.map((server, number) => toRecord(`warm-${number}`, server)),
    );
  },

  /** How far the store is: kinds that are current, facts by kind, and what waits to be derived. */
  async progress() {
    const [coverage] = await knex('coverage')
      .where({ is_current: true })
      .count({ current: '*' });
    const [dirty] = await knex('dirty').count({ waiting: '*' });
    return {
      current: Number(coverage.current),
      dirty: Number(dirty.waiting),
    };
  },

  async facts() {
    const counts = {};
    for (const table of ['namespace', 'node', 'workload', 'delivery', 'fact']) {
      const rows = await knex(table)
        .select('kind')
        .count({ n: '*' })
        .groupBy('kind');
      for (const { kind, n } of rows)
        counts[kind] = (counts[kind] ?? 0) + Number(n);
    }
    return counts;
  },

  /** What the store says that every object runs, by UID: to be held against what is true. */
  async versions() {
    const versions = {};
    const rows = await knex('workload').select('source_uid', 'version');
    for (const { source_uid: uid, version } of rows) versions[uid] = version;
    const deliveries = await knex('delivery').select('source_uid', 'data');
    for (const { source_uid: uid, data } of deliveries) {
      const fact = typeof data === 'string' ? JSON.parse(data) : data;
      versions[uid] = fact.appliedRevision?.value;
    }
    return versions;
  },

  async clusterIds() {
    const rows = await knex('cluster').select('id', 'name');
    return Object.fromEntries(rows.map(({ id, name }) => [name, id]));
  },

  /** Delays of the thread that serves the portal, in ms, since the last call. */
  async delays() {
    const told = share =>
      Math.max(0, delay.percentile(share) / 1e6 - DELAY_RESOLUTION_MS);
    const answer = {
      p50: told(50),
      p95: told(95),
      p99: told(99),
      max: told(100),
    };
    delay.reset();
    return answer;
  },

  async statements({ keep = false } = {}) {
    const { count, log } = statements;
    statements.count = 0;
    statements.log = keep ? [] : undefined;
    return { count, ...(log ? { log } : {}) };
  },

  /** Bytes in use after collecting garbage, over all threads. */
  async memory() {
    global.gc();
    // Before the snapshots, which take several times what they show.
    const resident = process.memoryUsage.rss();
    let heap = heapOf(require('node:v8').getHeapStatistics());
    for (const worker of workers) {
      // Taking a snapshot collects that thread's garbage; there is no other way from here.
      await drained(await worker.getHeapSnapshot());
      heap += heapOf(await worker.getHeapStatistics());
    }
    return { heap, resident, threads: workers.size };
  },

  async logged() {
    return { ...logged };
  },

  async cpu() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },

  async leave() {
    await backend.stop();
  },
};

/** Whoever asked may be gone by now. */
function send(message) {
  if (process.connected) process.send(message);
}

process.on('message', async message => {
  try {
    const answer = await commands[message.command](message);
    send({ id: message.id, answer });
  } catch (error) {
    send({ id: message.id, error: error.stack });
  }
});
process.on('disconnect', () => process.exit(0));
send({ ready: true });
