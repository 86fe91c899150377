/*
 * A big store without big clusters: a few clusters are read and derived by the
 * real backend, and their rows are written again for as many clusters as are
 * wanted, under other ids, names and components. Knows no columns but those that
 * name a cluster, so that a new table or column comes along by itself.
 */
import { createHash } from 'node:crypto';
import { COMPONENT_GROUPS } from './clusters/components.mjs';
import { Backend, startClusters, storeFor } from './lib/contestants.mjs';
import { until } from './lib/wait.mjs';

const TEMPLATES = 10;
const OBJECTS = 36;
const ROWS_PER_INSERT = 1_000;

/** Belongs to no cluster, to the process, or is not to be seen. */
const LEFT_OUT = [
  'dirty',
  'entity',
  'revision',
  'cluster_alias',
  'cluster_lease',
];

/** Columns by which a row belongs to a cluster, the strongest first. */
const OWNERS = ['observer', 'cluster_id'];

async function tablesOf(client) {
  const { rows } = await client.query(
    `select table_name, column_name, data_type from information_schema.columns
     where table_schema = 'public' and table_name not like 'knex\\_%' order by ordinal_position`,
  );
  const tables = new Map();
  for (const {
    table_name: table,
    column_name: column,
    data_type: type,
  } of rows) {
    if (LEFT_OUT.includes(table)) continue;
    tables.set(table, [...(tables.get(table) ?? []), { column, type }]);
  }
  return tables;
}

function ownerOf(table, columns) {
  if (table === 'cluster') return 'id';
  return OWNERS.find(owner => columns.some(({ column }) => column === owner));
}

/** Reads the rows of the clusters that stand for all others, by cluster and table. */
export async function readTemplates(context) {
  const clusters = await startClusters({
    count: TEMPLATES,
    objects: OBJECTS,
    seed: context.seed,
  });
  const store = await storeFor(context, 'postgres', 'views_template');
  const backend = await Backend.start({ store });
  await backend.ask('connect', { urls: clusters.urls });
  await backend.untilSettled(TEMPLATES, { clusters });
  await backend.quiet();
  const client = await context.postgres.connect(store.database);
  // The catalog may come after the clusters: until then nothing is anybody's.
  await until('everything is derived and bound', async () => {
    const { rows } = await client.query(
      `select (select count(distinct cluster_id)::int from cell where entity_ref <> '') as bound,
        (select count(*)::int from dirty) as dirty`,
    );
    return rows[0].bound === TEMPLATES && rows[0].dirty === 0 ? true : rows[0];
  });
  const tables = await tablesOf(client);
  const { rows: known } = await client.query(
    'select id, name from cluster order by name',
  );
  const templates = known.map(({ id, name }) => ({
    id,
    number: Number(name.split('-')[1]),
    rows: {},
  }));
  const byId = new Map(templates.map(template => [template.id, template]));
  for (const [table, columns] of tables) {
    const owner = ownerOf(table, columns);
    if (!owner) continue;
    const { rows } = await client.query(
      `select to_jsonb(t) as row from "${table}" t`,
    );
    for (const { row } of rows) {
      const template = byId.get(row[owner]);
      if (template) (template.rows[table] ??= []).push(row);
    }
  }
  await client.end();
  await backend.stop();
  await store.drop();
  await clusters.stop();
  return { templates, tables };
}

function idOf(number) {
  return createHash('sha256')
    .update(`cluster ${number}`)
    .digest('base64url')
    .slice(0, 21);
}

/** A template's row as that of another cluster. */
function rowFor({ row, table, columns, template, number }) {
  const id = idOf(number);
  const replace = text =>
    text
      .replaceAll(template.id, id)
      .replaceAll(
        `component-${template.number}-`,
        `component-${number % COMPONENT_GROUPS}-`,
      )
      .replaceAll(/cluster-\d+/g, `cluster-${number}`);
  const made = {};
  for (const { column, type } of columns) {
    const value = row[column];
    if (column === 'id') {
      // Numbers count by themselves.
      if (type === 'integer' || type === 'bigint') continue;
      made.id =
        table === 'cluster'
          ? id
          : createHash('sha256')
              .update(`${value} ${number}`)
              .digest('base64url');
    } else if (column === 'uid' || column === 'api_server_key') {
      made[column] = value && `${number}-${value}`.slice(0, 64);
    } else if (column === 'server') {
      made[column] = value && `${value}/${number}`;
    } else {
      made[column] = typeof value === 'string' ? replace(value) : value;
    }
  }
  return made;
}

/** Writes clusters from one number up to another. */
export async function writeClusters(client, { templates, tables }, from, to) {
  const waiting = new Map();
  const flush = async table => {
    const rows = waiting.get(table) ?? [];
    if (rows.length === 0) return;
    waiting.set(table, []);
    const names = Object.keys(rows[0])
      .map(name => `"${name}"`)
      .join(', ');
    await client.query(
      `insert into "${table}" (${names}) select ${names} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  };
  for (let number = from; number < to; number++) {
    const template = templates[number % templates.length];
    for (const [table, rows] of Object.entries(template.rows)) {
      const columns = tables.get(table);
      const made = waiting.get(table) ?? [];
      for (const row of rows) {
        made.push(rowFor({ row, table, columns, template, number }));
      }
      waiting.set(table, made);
      if (made.length >= ROWS_PER_INSERT) await flush(table);
    }
  }
  for (const table of waiting.keys()) await flush(table);
  await client.query('analyze');
  // Whoever keeps an answer learns by this that it is not the present one.
  await bump(client);
}

/** What every visible change does. */
export async function bump(client) {
  await client.query('update revision set value = value + 1');
}
