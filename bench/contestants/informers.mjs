/*
 * Contestant C: informers of @kubernetes/client-node, one per cluster and kind.
 * `bare` keeps the objects in memory as informers do; `rows` also upserts each
 * change by itself, `batches` 500 at a time.
 */
import { createHash } from 'node:crypto';
import {
  AppsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  makeInformer,
} from '@kubernetes/client-node';
import pg from 'pg';
import { pathOf, WATCHED_KINDS } from '../clusters/kinds.mjs';
import { serve } from './serve.mjs';

const CONCURRENT_CLUSTERS = 8;
const BATCH_SIZE = 500;
const BATCH_MS = 100;

const UPSERT = `on conflict (uid) do update set version = excluded.version, data = excluded.data where informer_object.version is distinct from excluded.version`;

const informers = [];
let pool;
let mode;
let pending = new Map();
let writing = Promise.resolve();
let changes = 0;
let timer;

function rowOf(object) {
  const { uid, name, namespace, resourceVersion, labels } = object.metadata;
  return {
    uid,
    name,
    namespace: namespace ?? '',
    version: resourceVersion,
    data: JSON.stringify({ labels, status: object.status }),
  };
}

async function flush() {
  const rows = [...pending.values()];
  pending = new Map();
  for (let start = 0; start < rows.length; start += BATCH_SIZE) {
    const batch = rows.slice(start, start + BATCH_SIZE);
    await pool.query(
      `insert into informer_object select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) ${UPSERT}`,
      ['uid', 'name', 'namespace', 'version', 'data'].map(column =>
        batch.map(row => row[column]),
      ),
    );
  }
}

/** Writes follow one another; what failed ends the contestant. */
function queue(work) {
  writing = writing.then(work);
  writing.catch(error => {
    process.stderr.write(`informers: ${error.stack}\n`);
    process.exit(1);
  });
}

function changed(object) {
  changes += 1;
  if (mode === 'bare') return;
  const row = rowOf(object);
  if (mode === 'rows') {
    queue(() =>
      pool.query(
        `insert into informer_object values ($1, $2, $3, $4, $5) ${UPSERT}`,
        [row.uid, row.name, row.namespace, row.version, row.data],
      ),
    );
    return;
  }
  pending.set(row.uid, row);
  if (pending.size >= BATCH_SIZE) queue(flush);
  timer ??= setInterval(() => pending.size > 0 && queue(flush), BATCH_MS);
}

function deleted(object) {
  changes += 1;
  if (mode === 'bare') return;
  const { uid } = object.metadata;
  pending.delete(uid);
  queue(() => pool.query('delete from informer_object where uid = $1', [uid]));
}

function listOf(config, kind) {
  const { group, version, plural } = kind;
  if (group === '') {
    const api = config.makeApiClient(CoreV1Api);
    return () => (plural === 'nodes' ? api.listNode() : api.listNamespace());
  }
  if (group === 'apps') {
    const api = config.makeApiClient(AppsV1Api);
    return () => api[`list${kind.kind}ForAllNamespaces`]();
  }
  const api = config.makeApiClient(CustomObjectsApi);
  return () => api.listCustomObjectForAllNamespaces({ group, version, plural });
}

async function startCluster(server, kinds) {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    // It refuses plain HTTP otherwise.
    { name: 'bench', server, skipTLSVerify: true },
    { name: 'bench', token: 'bench' },
  );
  for (const kind of kinds) {
    const informer = makeInformer(config, pathOf(kind), listOf(config, kind));
    informer.on('add', changed);
    informer.on('update', changed);
    informer.on('delete', deleted);
    informer.on('error', error => {
      process.stderr.write(`informer: ${error}\n`);
      setTimeout(() => informer.start(), 1_000);
    });
    informers.push(informer);
    await informer.start();
  }
}

serve({
  async start(options) {
    mode = options.mode;
    if (mode === 'bare') return;
    pool = new pg.Pool({ connectionString: options.database, max: 8 });
    await pool.query(
      'create table informer_object (uid text primary key, name text not null, namespace text not null, version text not null, data text not null)',
    );
  },

  async connect({ urls, plurals }) {
    const kinds = WATCHED_KINDS.filter(
      ({ plural }) => plurals?.includes(plural) ?? true,
    );
    const left = [...urls];
    await Promise.all(
      Array.from({ length: CONCURRENT_CLUSTERS }, async () => {
        for (let url = left.shift(); url; url = left.shift()) {
          await startCluster(url, kinds);
        }
      }),
    );
    while (pending.size > 0) {
      queue(flush);
      await writing;
    }
    await writing;
  },

  async changes() {
    if (pending.size > 0) queue(flush);
    await writing;
    return changes;
  },

  /** What it holds, or stored: how many, and a digest of UIDs and versions. */
  async state() {
    const lines =
      mode === 'bare'
        ? informers.flatMap(informer =>
            informer
              .list()
              .map(
                ({ metadata }) => `${metadata.uid} ${metadata.resourceVersion}`,
              ),
          )
        : (
            await pool.query('select uid, version from informer_object')
          ).rows.map(({ uid, version }) => `${uid} ${version}`);
    lines.sort();
    return {
      total: lines.length,
      digest: createHash('sha256').update(lines.join('\n')).digest('hex'),
    };
  },

  async memory() {
    global.gc();
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heap: heapUsed + external, resident: rss };
  },
});
