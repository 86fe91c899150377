import zlib from 'node:zlib';
import {
  BLOCK,
  changeCluster,
  fillMatrix,
  isDense,
  matrixComponents,
} from '../lib/fillMatrix.mjs';
import { Backend, storeFor } from '../lib/contestants.mjs';
import { cpuOf } from '../lib/measure.mjs';
import { generator } from '../lib/random.mjs';
import { median, quantile } from '../lib/statistics.mjs';

const CLUSTERS = 1_000;
const COMPONENTS = 5_000;
/** As many blocks as it takes for each component to run somewhere. */
const LEAST = 4 * BLOCK;
/** Of a tile. */
const ROWS = 50;
const COLUMNS = 40;
const TILES = 500;
const CHANGES = 40;
const WARM_UP = 20;
/** Who may not see all may see what these own: a fifth of the teams that there are. */
const OWNERS = Array.from(
  { length: 10 },
  (_, index) => `group:default/team-${index}`,
);
const QUERY = 'groupBy=none';

/** The matrix of a million instances and more: its first page, its tiles, and what changes cost. */
export const matrix = {
  name: 'matrix',
  async run(context) {
    const clusters = context.scaled(CLUSTERS, LEAST);
    const components = context.scaled(COMPONENTS, LEAST);
    const store = await storeFor(context, 'postgres', 'matrix');
    // Starts on an empty store: nothing is collected or derived while it is measured.
    const backend = await Backend.start({
      store,
      components: matrixComponents(components),
    });
    const database = await context.postgres.connect(store.database);
    const filledAt = performance.now();
    const instances = await fillMatrix(database, { clusters, components });
    await context.postgres.checkpoint();
    context.say(
      `  ${instances} instances of ${components} components on ${clusters} clusters, written in ${(
        (performance.now() - filledAt) /
        1_000
      ).toFixed(0)} s`,
    );
    await backend.quiet();
    const size = { clusters, components, instances };
    const whole = await measureReader(context, backend, database, size);
    const wrong = await compare(backend, database, whole, size);
    await backend.ask('policy', { owners: OWNERS });
    const limited = await measureReader(context, backend, database, size);
    await backend.ask('policy', {});
    await database.end();
    await backend.stop();
    await store.drop();
    return {
      wrong,
      rows: [
        {
          goal: 'matrix-page',
          value: whole.page,
          note: `axes ${kb(
            whole.axesBytes,
          )} and a first tile of ${ROWS} × ${COLUMNS} full cells ${kb(
            whole.tileBytes,
          )}, compressed; ${size.instances} instances of ${
            size.components
          } components on ${size.clusters} clusters`,
        },
        {
          goal: 'matrix-tile',
          value: whole.tiles.p99,
          note: `${TILES} random tiles of ${ROWS} × ${COLUMNS} full cells over HTTP: p50 ${ms(
            whole.tiles.p50,
          )}; backend ${ms(whole.tiles.backendMs)} and database ${ms(
            whole.tiles.databaseMs,
          )} of CPU each; the query alone p50 ${ms(whole.query.p50)} p99 ${ms(
            whole.query.p99,
          )}, ${whole.query.pages} pages`,
        },
        {
          goal: 'matrix-change',
          value: whole.changed.p99,
          note: `axes with totals and facets after a change on one cluster, p50 ${ms(
            whole.changed.p50,
          )}; unchanged p50 ${ms(
            whole.unchanged.p50,
          )}; with five filters p50 ${ms(
            whole.filtered.p50,
          )}; the first of a process, which reads all cells, ${ms(
            whole.firstMs,
          )}; event-loop delay p99 ${ms(whole.delay.p99)}, longest ${ms(
            whole.delay.max,
          )} of all that`,
        },
        {
          goal: 'matrix-limited',
          value: limited.tiles.p99 / whole.tiles.p99,
          note: `may see ${limited.visible} of ${
            size.instances
          } instances; tiles p50 ${ms(limited.tiles.p50)} p99 ${ms(
            limited.tiles.p99,
          )}; axes after a change p50 ${ms(limited.changed.p50)} p99 ${ms(
            limited.changed.p99,
          )}; the first ${ms(limited.firstMs)}; first page ${kb(limited.page)}`,
        },
      ],
      measured: { size, whole, limited },
    };
  },
};

const ms = value => `${value.toFixed(1)} ms`;
const kb = bytes => `${(bytes / 1024).toFixed(1)} KB`;
const compressedSize = text => zlib.gzipSync(text).length;

async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return { took: performance.now() - startedAt, result };
}

function spread(latencies) {
  return { p50: median(latencies), p99: quantile(latencies, 0.99) };
}

async function measureReader(context, backend, database, size) {
  await backend.ask('delays');
  const axesPath = `/matrix/axes?${QUERY}`;
  const first = await timed(() => backend.get(axesPath));
  const axes = JSON.parse(first.result);
  const changed = await repeated(context, CHANGES, async index => {
    await changeCluster(database, (index * 7) % size.clusters);
    return timed(() => backend.get(axesPath));
  });
  const unchanged = await repeated(context, CHANGES, () =>
    timed(() => backend.get(axesPath)),
  );
  const filtered = await repeated(context, CHANGES / 4, async index => {
    await changeCluster(database, (index * 7) % size.clusters);
    return timed(() =>
      backend.get(
        `${axesPath}&region=region-1&region=region-2&environment=production&owner=group%3Adefault%2Fteam-1&system=system%3Adefault%2Fsystem-1&system=system%3Adefault%2Fsystem-51&state=degraded`,
      ),
    );
  });
  const delay = await backend.ask('delays');
  const version = JSON.parse(await backend.get(axesPath)).version;
  const pathOf = ({ row, column }) =>
    `/matrix/tiles?${QUERY}&version=${version}&rows=${row}-${
      row + ROWS
    }&columns=${column}-${column + COLUMNS}`;
  const corners = cornersOf(context, size, axes);
  for (const corner of corners.slice(0, WARM_UP)) {
    await backend.get(pathOf(corner));
  }
  const used = await cpuOf(backend, () =>
    repeated(context, TILES, index =>
      timed(() => backend.get(pathOf(corners[index % corners.length]))),
    ),
  );
  const firstTile = await backend.get(pathOf(corners[0]));
  const axesBytes = compressedSize(await backend.get(axesPath));
  const tileBytes = compressedSize(firstTile);
  return {
    firstMs: first.took,
    visible: axes.totals.total,
    totals: axes.totals,
    rows: axes.rows.total,
    columns: axes.columns.total,
    changed: spread(changed),
    unchanged: spread(unchanged),
    filtered: spread(filtered),
    delay,
    tiles: {
      ...spread(used.result),
      backendMs: (used.backend / used.result.length) * 1_000,
      databaseMs: (used.database / used.result.length) * 1_000,
    },
    query: await measureQuery(database, corners, firstTile),
    axesBytes,
    tileBytes,
    page: axesBytes + tileBytes,
    cells: JSON.parse(firstTile).cells.row.length,
    corner: corners[0],
  };
}

async function repeated(context, times, work) {
  const latencies = [];
  const deadline = performance.now() + context.lasting(60_000);
  while (latencies.length < times && performance.now() < deadline) {
    latencies.push((await work(latencies.length)).took);
  }
  return latencies;
}

/** Where tiles begin: anywhere in blocks that have something in each cell, as far as there are columns. */
function cornersOf(context, { clusters, components }, axes) {
  const random = generator(context.seed);
  const below = number => Math.floor(random() * number);
  const corners = [];
  const isWhole = axes.columns.total === components;
  while (corners.length < TILES) {
    const row = below(clusters / BLOCK) * BLOCK;
    if (!isWhole) {
      // Of who may not see all the columns are others: anywhere.
      corners.push({
        row,
        column: below(Math.max(1, axes.columns.total - COLUMNS)),
      });
      continue;
    }
    const block = below(components / BLOCK);
    if (!isDense(row / BLOCK, block)) continue;
    corners.push({ row, column: block * BLOCK + below(BLOCK - COLUMNS) });
  }
  return corners;
}

/** The query of a tile without anything around it, by the names that the matrix of all has. */
async function measureQuery(database, corners, firstTile) {
  const { rows: clusters } = await database.query(
    'select id from cluster order by name',
  );
  const { rows: components } = await database.query(
    'select distinct entity_ref from cell order by 1',
  );
  const sql = `select id, cluster_id, entity_ref, health, sync, stale, since, since_lower_bound, stale_since, version, desired_version
    from instance where cluster_id = any(array(select jsonb_array_elements_text($1::jsonb)))
    and entity_ref = any(array(select jsonb_array_elements_text($2::jsonb)))`;
  const bindings = ({ row, column }) => [
    JSON.stringify(clusters.slice(row, row + ROWS).map(({ id }) => id)),
    JSON.stringify(
      components
        .slice(column, column + COLUMNS)
        .map(({ entity_ref: ref }) => ref),
    ),
  ];
  const latencies = [];
  for (const corner of corners) {
    const { took } = await timed(() => database.query(sql, bindings(corner)));
    latencies.push(took);
  }
  const { rows: plan } = await database.query(
    `explain (analyze, buffers, format json) ${sql}`,
    bindings(corners[0]),
  );
  const [{ Plan: top }] = plan[0]['QUERY PLAN'];
  return {
    ...spread(latencies),
    pages: top['Shared Hit Blocks'] + top['Shared Read Blocks'],
    node: top['Node Type'],
    heapFetches: top['Heap Fetches'],
    cells: JSON.parse(firstTile).cells.row.length,
  };
}

/** What the answers say, held against the store. */
async function compare(
  backend,
  database,
  { totals, rows, columns, cells },
  size,
) {
  const wrong = [];
  const { rows: counted } = await database.query(
    `select count(*)::int as total, count(*) filter (where stale)::int as stale,
      count(*) filter (where not stale and health = 'degraded')::int as degraded,
      count(*) filter (where not stale and sync = 'out-of-sync')::int as out_of_sync from instance`,
  );
  const [{ total, stale, degraded, out_of_sync: outOfSync }] = counted;
  for (const [name, expected] of Object.entries({
    total,
    stale,
    degraded,
    outOfSync,
  })) {
    if (totals[name] !== expected) {
      wrong.push(`the axes count ${totals[name]} ${name} of ${expected}`);
    }
  }
  if (rows !== size.clusters || columns !== size.components) {
    wrong.push(`the axes are ${rows} × ${columns}`);
  }
  if (cells !== ROWS * COLUMNS) {
    wrong.push(`a full tile has ${cells} cells of ${ROWS * COLUMNS}`);
  }
  return wrong;
}
