/*
 * A store with a matrix of clusters and components, written by the database itself: a
 * million instances take a minute that way. Components run in blocks: each block of
 * fifty components on every fourth block of fifty clusters, and there on all of them, so
 * that a tile within a block has something in each of its cells.
 */
import { bump } from '../seed.mjs';

export const BLOCK = 50;
/** A block of components is on one of so many blocks of clusters. */
const SPARSE = 4;
const TEAMS = 50;

const DIGITS = 4;
const numbered = number => String(number).padStart(DIGITS, '0');

/** The names of the catalog's components, in the order in which the matrix has them. */
export function matrixComponents(components) {
  return Array.from(
    { length: components },
    (_, number) => `matrix-${numbered(number)}`,
  );
}

/** Whether the components of a block run on the clusters of another. */
export function isDense(clusterBlock, componentBlock) {
  return (clusterBlock + componentBlock) % SPARSE === 0;
}

/** Fills an empty store; returns how many instances there are. */
export async function fillMatrix(client, { clusters, components }) {
  await client.query(
    `insert into cluster (id, name, reachability, reachability_since, last_seen_at, health, stale,
        region, environment, provider, owner, coverage_asked, coverage_current, coverage_state,
        instance_total, created_at)
      select substr(encode(sha256(('cluster ' || c)::bytea), 'hex'), 1, 21), 'cluster-' || lpad(c::text, ${DIGITS}, '0'),
        case when c % 40 = 39 then 'unreachable' else 'reachable' end, 1700000000000, 1700000000000, 'healthy', c % 40 = 39,
        'region-' || c % 24, case when c % 4 = 0 then 'staging' else 'production' end, (array['aws', 'gcp', 'azure'])[1 + c % 3],
        'group:default/platform-' || c % 8, 13, case when c % 40 = 39 then 0 else 13 end,
        case when c % 40 = 39 then 'unreachable' else 'current' end, 0, 1700000000000
      from generate_series(0, ${clusters - 1}) as c`,
  );
  // Of 100 instances 3 are degraded, 5 on their way and 4 not as they are wanted.
  await client.query(`
    create temporary table placed as
    select row_number() over () as n, cluster.id as cluster_id, k, c,
      'component:default/matrix-' || lpad(k::text, ${DIGITS}, '0') as entity_ref, cluster.stale,
      case when (k * 31 + c * 17) % 100 < 3 then 'degraded' when (k * 31 + c * 17) % 100 < 8 then 'progressing' else 'healthy' end as health,
      case when (k * 13 + c * 7) % 100 < 4 then 'out-of-sync' else 'synced' end as sync
    from generate_series(0, ${clusters - 1}) as c
      join cluster on cluster.name = 'cluster-' || lpad(c::text, ${DIGITS}, '0'),
      generate_series(0, ${components - 1}) as k
    where (c / ${BLOCK} + k / ${BLOCK}) % ${SPARSE} = 0`);
  const { rows } = await client.query('select count(*)::int as n from placed');
  await client.query(`
    insert into instance (id, cluster_id, namespace, entity_ref, health, sync, stale, stale_since, since, since_lower_bound,
        version, desired_version, hash, data)
      select encode(sha256(n::text::bytea), 'base64'), cluster_id, 'team-' || k % ${TEAMS}, entity_ref, health, sync, stale,
        case when stale then 1700000000000 end, 1700000000000 + (n * 7919) % 9000000000, false,
        '1.' || k % 30 || '.' || c % 4, '1.' || k % 30 || '.' || (c + 1) % 4, md5(n::text),
        -- About as long as what deriving writes, and not compressible.
        json_build_object('namespace', 'team-' || k % ${TEAMS}, 'entityRef', entity_ref, 'health', health, 'filler', repeat(md5(n::text), 26))::text
      from placed`);
  await client.query(`
    insert into cell (cluster_id, namespace, entity_ref, region, environment, owner, system, ${COLUMNS.join(
      ', ',
    )}, stamp)
      select cluster_id, 'team-' || k % ${TEAMS}, entity_ref, 'region-' || c % 24, 'production', 'group:default/team-' || k % ${TEAMS},
        'system:default/system-' || k % 200, ${COLUMNS.map(valueOf).join(
          ', ',
        )}, n % 2147483647
      from placed`);
  await client.query('drop table placed');
  await client.query(`
    update cluster set ${SUMS.map(name => `${name} = sums.${name}`).join(', ')}
      from (select cluster_id, ${SUMS.map(
        name => `sum(${name})::int as ${name}`,
      ).join(', ')} from cell group by cluster_id) as sums
      where cluster.id = sums.cluster_id`);
  // What autovacuum does by and by.
  await client.query('vacuum (analyze) instance');
  await client.query('vacuum (analyze) cell');
  await client.query('analyze');
  await bump(client);
  return rows[0].n;
}

const STATES = [
  'healthy',
  'suspended',
  'progressing',
  'unknown',
  'missing',
  'degraded',
  'stale',
  'out_of_sync',
  'total',
];
const SUMS = STATES.map(state => `instance_${state}`);
const COLUMNS = ['instance', 'delivery', 'workload'].flatMap(prefix =>
  STATES.map(state => `${prefix}_${state}`),
);

function valueOf(column) {
  if (!column.startsWith('instance_')) return '0';
  const state = column.slice('instance_'.length);
  switch (state) {
    case 'total':
      return '1';
    case 'stale':
      return 'stale::int';
    case 'out_of_sync':
      return `(not stale and sync = 'out-of-sync')::int`;
    default:
      return `(not stale and health = '${state}')::int`;
  }
}

/** What happens when something on one cluster changes: its cells are written, and the revision moves. */
export async function changeCluster(client, number) {
  await client.query(
    `update cluster set cells_written = cells_written + 1 where name = $1`,
    [`cluster-${numbered(number)}`],
  );
  await bump(client);
}
