/*
 * A store with a history of costs, written by the database itself: of each cluster some
 * workloads of components of teams, and what is idle, on each of many days. Of ten
 * workloads four cost little.
 */
export const TEAMS = 50;
const COMPONENTS_OF_TEAM = 20;
const NAMES = 4;
const DAYS_OF_HOURS = 8;

const numbered = number => String(number).padStart(NAMES, '0');

/** The components that costs are of. */
export function costComponents() {
  return Array.from(
    { length: TEAMS * COMPONENTS_OF_TEAM },
    (_, number) => `cost-${numbered(number)}`,
  );
}

/** Fills an empty store; returns how many things and days of things there are. */
export async function fillCosts(client, { clusters, workloads, days }) {
  const components = TEAMS * COMPONENTS_OF_TEAM;
  const today = Math.floor(Date.now() / 86_400_000);
  await client.query(
    `insert into cluster (id, name, reachability, reachability_since, last_seen_at, health, stale,
        region, environment, provider, owner, coverage_asked, coverage_current, coverage_state, created_at)
      select 'cost-cluster-' || c, 'cluster-' || lpad(c::text, ${NAMES}, '0'), 'reachable', 1700000000000,
        1700000000000, 'healthy', false, 'region-' || c % 24, 'production', (array['aws', 'gcp', 'azure'])[1 + c % 3],
        'group:default/platform', 13, 13, 'current', 1700000000000
      from generate_series(0, $1::int - 1) as c`,
    [clusters],
  );
  await client.query(
    `insert into cost_series (key, cluster_id, namespace, entity_ref, region, environment, owner, system, money, share, kind, name)
      select encode(sha256(('series ' || c || ' ' || w)::bytea), 'hex'), 'cost-cluster-' || c,
        case when w = 0 then '' else 'team-' || k / ${COMPONENTS_OF_TEAM} end,
        case when w = 0 then '' else 'component:default/cost-' || lpad(k::text, ${NAMES}, '0') end,
        'region-' || c % 24, 'production',
        case when w = 0 then 'group:default/platform' else 'group:default/team-' || k / ${COMPONENTS_OF_TEAM} end,
        case when w = 0 then 'unassigned' else 'system:default/system-' || k / 10 end, 'USD',
        case when w = 0 then 'idle' else 'used' end, case when w = 0 then '' else 'Deployment' end,
        case when w = 0 then '' else 'workload-' || w end
      from generate_series(0, $1::int - 1) as c, generate_series(0, $2::int) as w,
        lateral (select (c * 7 + w * 13) % ${components} as k) as component`,
    [clusters, workloads],
  );
  await client.query(
    `insert into cost_told (cluster_id, day, observer, engine, grain, money, cost, estimated, whole, minutes, rank, hash, told_at)
      select 'cost-cluster-' || c, d, 'cost-cluster-' || c, 'opencost', 'workload', 'USD', 100, false, true, 1440, 0, '', 0
      from generate_series(0, $1::int - 1) as c, generate_series($2::int, $3::int) as d
      where (c + d) % 97 <> 0`,
    [clusters, today - days, today - 1],
  );
  await client.query(
    `insert into cost_day (series_id, day, cost, cpu, ram, cpu_requested, cpu_used, ram_requested, ram_used)
      select id, d, cost, cost * 0.6, cost * 0.3, 1 + id % 3, 0.4, 1e9 * (1 + id % 4), 5e8
      from cost_series, generate_series($1::int, $2::int) as d,
        lateral (select case when id % 10 < 4 then 0.02 else 1 + id % 9 end * (1 + (d % 7) * 0.05) as cost) as costs
      order by d, id`,
    [today - days, today - 1],
  );
  const { rows: columns } = await client.query(
    `select column_name as name from information_schema.columns
      where table_name = 'cost_span' and column_name ~ '^d[0-9]+$' order by 1`,
  );
  await client.query(
    `insert into cost_span (series_id, span, ${columns
      .map(({ name }) => name)
      .join(', ')})
      select series_id, day / ${columns.length}, ${columns
      .map(
        (_, day) => `max(cost) filter (where day % ${columns.length} = ${day})`,
      )
      .join(', ')}
      from cost_day group by 1, 2 order by 2, 1`,
  );
  const hours = Array.from(
    { length: 24 },
    (_, hour) => `h${String(hour).padStart(2, '0')}`,
  );
  await client.query(
    `insert into cost_hours (series_id, day, ${hours.join(', ')})
      select id, d, ${hours
        .map((_, hour) => `0.01 * (1 + (id + ${hour}) % 9)`)
        .join(', ')}
      from cost_series, generate_series($1::int, $2::int) as d order by d, id`,
    [today - DAYS_OF_HOURS, today - 1],
  );
  await client.query(
    `insert into cost_hours_told (cluster_id, day, observer, engine, money, hours, hash, told_at)
      select 'cost-cluster-' || c, d, 'cost-cluster-' || c, 'opencost', 'USD', 16777215, '', 0
      from generate_series(0, $1::int - 1) as c, generate_series($2::int, $3::int) as d`,
    [clusters, today - DAYS_OF_HOURS, today - 1],
  );
  await client.query(
    'vacuum analyze cost_series, cost_day, cost_span, cost_told, cost_hours, cost_hours_told, cluster',
  );
  const { rows } = await client.query(
    'select (select count(*)::int from cost_series) as things, (select count(*)::int from cost_day) as rows',
  );
  return rows[0];
}

/** Bytes of what is kept by hour, indexes included; it does not grow after eight days. */
export async function hoursBytes(client) {
  const { rows } = await client.query(
    `select sum(pg_total_relation_size(name))::float8 as bytes
      from unnest(array['cost_hours', 'cost_hours_told']) as name`,
  );
  return rows[0].bytes;
}

/** Bytes of all that is kept of costs by day, indexes included. */
export async function costBytes(client) {
  const { rows } = await client.query(
    `select sum(pg_total_relation_size(name))::float8 as bytes
      from unnest(array['cost_series', 'cost_day', 'cost_span', 'cost_told']) as name`,
  );
  return rows[0].bytes;
}
