/*
 * Contestant D: the floor. What anybody has to do who reads clusters in Node and
 * stores what they say: take the bytes, parse them, COPY a row per object. No
 * mapping, no hashing, no checks.
 */
import { createHash } from 'node:crypto';
import http from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pathOf, WATCHED_KINDS } from '../clusters/kinds.mjs';
import { serve } from './serve.mjs';

const CONCURRENT_CLUSTERS = 8;
const PAGE_SIZE = 500;

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
let client;
let copying = Promise.resolve();

function getJson(url) {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent }, response => {
        const chunks = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          try {
            resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
          } catch (error) {
            reject(error);
          }
        });
      })
      .on('error', reject);
  });
}

const escaped = text =>
  text.replace(
    /[\\\t\n\r]/g,
    match => `\\${{ '\\': '\\', '\t': 't', '\n': 'n', '\r': 'r' }[match]}`,
  );

function lineOf({ metadata, status }) {
  return `${metadata.uid}\t${metadata.name}\t${metadata.namespace ?? ''}\t${
    metadata.resourceVersion
  }\t${escaped(JSON.stringify({ labels: metadata.labels, status }))}\n`;
}

/** One connection copies; pages wait their turn. */
function copy(items) {
  copying = copying.then(() =>
    pipeline(
      Readable.from([items.map(lineOf).join('')]),
      client.query(copyFrom('copy floor_object from stdin')),
    ),
  );
  return copying;
}

async function readCluster(url) {
  for (const kind of WATCHED_KINDS) {
    let token = '';
    do {
      const page = await getJson(
        `${url}${pathOf(kind)}?limit=${PAGE_SIZE}${
          token && `&continue=${token}`
        }`,
      );
      await copy(page.items);
      token = page.metadata.continue ?? '';
    } while (token);
  }
}

serve({
  async start({ database }) {
    client = new pg.Client(database);
    await client.connect();
    await client.query(
      'create table floor_object (uid text primary key, name text not null, namespace text not null, version text not null, data text not null)',
    );
  },

  async connect({ urls }) {
    const left = [...urls];
    await Promise.all(
      Array.from({ length: CONCURRENT_CLUSTERS }, async () => {
        for (let url = left.shift(); url; url = left.shift()) {
          await readCluster(url);
        }
      }),
    );
  },

  async state() {
    const { rows } = await client.query(
      'select uid, version from floor_object',
    );
    const lines = rows.map(({ uid, version }) => `${uid} ${version}`).sort();
    return {
      total: lines.length,
      digest: createHash('sha256').update(lines.join('\n')).digest('hex'),
    };
  },
});
