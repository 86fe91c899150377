import type { Knex } from 'knex';
import { isPostgres, tableOfRows, type Rows, type Steps } from '../statements';
import { packCostDay } from './packCostDay';
import type { CostingThing, SeriesPlace } from './placeSeries';
import { seriesKey } from './seriesKey';
import type { CostDay, CostLine } from './types';

const SERIES = {
  key: 'text',
  cluster_id: 'text',
  namespace: 'text',
  entity_ref: 'text',
  region: 'text',
  environment: 'text',
  owner: 'text',
  system: 'text',
  money: 'text',
  share: 'text',
  kind: 'text',
  name: 'text',
} as const;

const DAY = {
  series_id: 'integer',
  cost: 'double precision',
  cpu: 'double precision',
  ram: 'double precision',
  cpu_requested: 'double precision',
  cpu_used: 'double precision',
  ram_requested: 'double precision',
  ram_used: 'double precision',
  replicas: 'double precision',
  cpu_high: 'double precision',
  ram_high: 'double precision',
  throttled: 'double precision',
  oom_kills: 'double precision',
} as const;

/** Columns that another tool may tell than the one that tells of the money. */
const SIZING = [
  'replicas',
  'cpu_high',
  'ram_high',
  'throttled',
  'oom_kills',
] as const;

const AMOUNTS = Object.keys(DAY)
  .filter(name => name !== 'series_id')
  .join(', ');

/**
 * Writes what a cluster cost on one day in the place of what was known of it, unless that
 * was better: cost tools forget days bit by bit, what they tell goes away bit by bit, and
 * a tool that is left may know less. Of a fragment it is noted alone that it was told. What
 * requests are sized by stays where it is told no more: the tool that knows it may look back
 * for fewer days than the one that tells of the money.
 *
 * @returns whether it was written
 */
export function* writeCostDay(
  knex: Knex,
  options: {
    clusterId: string;
    day: CostDay;
    hash: string;
    /** Milliseconds since 1970. */
    now: number;
    placeOf: (thing: CostingThing) => SeriesPlace;
  },
): Steps<boolean> {
  const { clusterId, day, hash, now, placeOf } = options;
  const { account, lines } = day;
  const [before] = yield {
    sql: `select rank, minutes, whole from cost_told
      where cluster_id = ? and day = ?${isPostgres(knex) ? ' for update' : ''}`,
    bindings: [clusterId, day.day],
  };
  if (before && !isAsGood(account, before)) {
    yield {
      sql: 'update cost_told set hash = ? where cluster_id = ? and day = ?',
      bindings: [hash, clusterId, day.day],
    };
    return false;
  }
  // First, as everybody does who changes a day: one waits for the other.
  yield {
    sql: `insert into cost_told (cluster_id, day, observer, engine, grain, money, cost,
        estimated, whole, minutes, rank, hash, told_at, compacted)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (cluster_id, day) do update set observer = excluded.observer,
        engine = excluded.engine, grain = excluded.grain, money = excluded.money,
        cost = excluded.cost, estimated = excluded.estimated, whole = excluded.whole,
        minutes = excluded.minutes, rank = excluded.rank, hash = excluded.hash, told_at = excluded.told_at, compacted = excluded.compacted`,
    bindings: [
      clusterId,
      day.day,
      account.observer,
      account.engine,
      account.grain,
      account.money,
      lines.reduce((sum, { cost }) => sum + cost, 0),
      flag(knex, account.isEstimated),
      flag(knex, account.isWhole),
      account.minutes,
      account.rank,
      hash,
      now,
      flag(knex, false),
    ],
  };
  const sized = yield {
    sql: `select cost_day.series_id, ${SIZING.join(', ')} from cost_series
      join cost_day on cost_day.series_id = cost_series.id
      where cost_series.cluster_id = ? and cost_day.day = ?
        and (${SIZING.map(name => `${name} is not null`).join(' or ')})`,
    bindings: [clusterId, day.day],
  };
  const sizedBefore = new Map(
    sized.map(row => [Number(row.series_id), row] as const),
  );
  yield {
    sql: `delete from cost_day where day = ?
      and series_id in (select id from cost_series where cluster_id = ?)`,
    bindings: [day.day, clusterId],
  };
  const keyed = new Map(
    lines.map(line => [
      seriesKey({ clusterId, money: account.money, ...line }),
      line,
    ]),
  );
  yield* insertSeries(knex, clusterId, account.money, keyed, placeOf);
  const ids = yield* lockSeries(knex, [...keyed.keys()]);
  const fresh = tableOfRows(
    knex,
    'fresh',
    DAY,
    [...keyed].map(([key, line]) => {
      const id = ids.get(key) as number;
      return {
        series_id: id,
        ...amountsOf(line),
        ...sizingOf(line, sizedBefore.get(id)),
      };
    }),
  );
  yield {
    sql: `insert into cost_day (series_id, day, ${AMOUNTS})
      select series_id, cast(? as integer), ${AMOUNTS} from ${fresh.sql}`,
    bindings: [day.day, ...fresh.bindings],
  };
  yield* packCostDay(knex, { clusterId, day: day.day });
  return true;
}

/** Whether a word may stand in the place of what is known. */
function isAsGood(
  { rank, minutes, isWhole }: CostDay['account'],
  before: Rows[number],
): boolean {
  const wasWhole = Boolean(before.whole);
  if (isWhole !== wasWhole) return isWhole;
  const known = Number(before.rank);
  return rank === known ? minutes >= Number(before.minutes) : rank < known;
}

/**
 * The ids of series by their keys. Until the transaction ends nobody takes them for those
 * of which no day is left.
 *
 * @throws Error - if one was deleted in the moment between
 */
export function* lockSeries(
  knex: Knex,
  keys: readonly string[],
): Steps<Map<string, number>> {
  const wanted = tableOfRows(
    knex,
    'wanted',
    { wanted_key: 'text' },
    keys.map(key => ({ wanted_key: key })),
  );
  const rows = yield {
    sql: `select id, key from cost_series
      where key in (select wanted_key from ${wanted.sql})
      order by key${isPostgres(knex) ? ' for key share' : ''}`,
    bindings: wanted.bindings,
  };
  if (rows.length < keys.length) {
    throw new Error('Series were deleted while a day of them was written');
  }
  return new Map(rows.map(({ id, key }) => [key, Number(id)]));
}

/** Series that are there already stay as they are. */
export function* insertSeries(
  knex: Knex,
  clusterId: string,
  money: string,
  keyed: ReadonlyMap<string, CostingThing>,
  placeOf: (thing: CostingThing) => SeriesPlace,
): Steps<Rows> {
  const names = Object.keys(SERIES).join(', ');
  const series = tableOfRows(
    knex,
    'series',
    SERIES,
    [...keyed]
      .map(([key, line]) => ({
        key,
        cluster_id: clusterId,
        namespace: line.namespace,
        money,
        share: line.share,
        kind: line.kind,
        name: line.name,
        ...placeOf(line),
      }))
      // In one order for all, so that nobody waits in a circle.
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  );
  return yield {
    // Those that are there take no number of the sequence.
    sql: `insert into cost_series (${names}) select ${names} from ${series.sql}
      where not exists (select 1 from cost_series as known where known.key = series.key)
      on conflict (key) do nothing`,
    bindings: series.bindings,
  };
}

function amountsOf(line: CostLine) {
  return {
    cost: line.cost,
    cpu: line.cpu ?? null,
    ram: line.ram ?? null,
    cpu_requested: line.cpuRequested ?? null,
    cpu_used: line.cpuUsed ?? null,
    ram_requested: line.ramRequested ?? null,
    ram_used: line.ramUsed ?? null,
  };
}

function sizingOf(
  { replicas, cpuHigh, ramHigh, throttled, kills }: CostLine,
  before: Rows[number] | undefined,
) {
  return {
    replicas: replicas ?? before?.replicas ?? null,
    cpu_high: cpuHigh ?? before?.cpu_high ?? null,
    ram_high: ramHigh ?? before?.ram_high ?? null,
    throttled: throttled ?? before?.throttled ?? null,
    oom_kills: kills ?? before?.oom_kills ?? null,
  };
}

/** SQLite takes no booleans. */
function flag(knex: Knex, value: boolean): boolean | number {
  return isPostgres(knex) ? value : Number(value);
}
