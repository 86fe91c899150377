import type { Knex } from 'knex';
import { isPostgres, tableOfRows, type Steps } from '../statements';
import { HOUR_COLUMNS, withHours } from './hourColumns';
import type { CostingThing, SeriesPlace } from './placeSeries';
import { seriesKey } from './seriesKey';
import { countOf, type CostHours } from './toCostHours';
import { insertSeries, lockSeries } from './writeCostDay';

const COLUMNS = HOUR_COLUMNS.join(', ');
const SHAPE: Record<string, 'integer' | 'double precision'> = {
  series_id: 'integer',
  ...Object.fromEntries(
    HOUR_COLUMNS.map(name => [name, 'double precision' as const]),
  ),
};

/**
 * Writes what the hours of a day of a cluster cost. By the word of the same tool, hours are
 * added to those that are known. An hour of which it says anything new is what it says now
 * and no more: what is not in it any more cost nothing in it. Where nothing is new what is
 * known stays, as what is told goes away bit by bit. Another tool's word counts in the
 * place of all that is known, where it is of as many hours.
 *
 * @returns whether it was written
 */
export function* writeCostHours(
  knex: Knex,
  options: {
    clusterId: string;
    /** Since 1970, in UTC. */
    day: number;
    hours: CostHours;
    hash: string;
    /** Milliseconds since 1970. */
    now: number;
    placeOf: (thing: CostingThing) => SeriesPlace;
  },
): Steps<boolean> {
  const { clusterId, day, hours, hash, now, placeOf } = options;
  const { observer, engine, money, mask } = hours;
  const [before] = yield {
    sql: `select observer, engine, money, hours from cost_hours_told
      where cluster_id = ? and day = ?${isPostgres(knex) ? ' for update' : ''}`,
    bindings: [clusterId, day],
  };
  const isSame =
    before?.observer === observer &&
    before.engine === engine &&
    before.money === money;
  const known = Number(before?.hours ?? 0);
  if (before && !isSame && countOf(mask) < countOf(known)) {
    yield {
      sql: 'update cost_hours_told set hash = ? where cluster_id = ? and day = ?',
      bindings: [hash, clusterId, day],
    };
    return false;
  }
  // First, as everybody does who changes a day: one waits for the other.
  yield {
    sql: `insert into cost_hours_told (cluster_id, day, observer, engine, money, hours, hash, told_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (cluster_id, day) do update set observer = excluded.observer, engine = excluded.engine,
        money = excluded.money, hours = excluded.hours, hash = excluded.hash, told_at = excluded.told_at`,
    bindings: [
      clusterId,
      day,
      observer,
      engine,
      money,
      isSame ? withHours(mask, known) : mask,
      hash,
      now,
    ],
  };
  if (!isSame) {
    yield {
      sql: `delete from cost_hours where day = ?
        and series_id in (select id from cost_series where cluster_id = ?)`,
      bindings: [day, clusterId],
    };
  }
  const keyed = new Map<string, CostHours['things'][number]>();
  for (const thing of hours.things) {
    const key = seriesKey({ clusterId, money, ...thing });
    const same = keyed.get(key);
    keyed.set(
      key,
      same ? { ...thing, hours: added(same.hours, thing.hours) } : thing,
    );
  }
  yield* insertSeries(knex, clusterId, money, keyed, placeOf);
  const ids = yield* lockSeries(knex, [...keyed.keys()]);
  if (before && isSame) yield* dropCorrected(clusterId, day, keyed, ids);
  const fresh = tableOfRows(
    knex,
    'fresh',
    SHAPE,
    [...keyed].map(([key, { hours: costs }]) => ({
      series_id: ids.get(key),
      ...Object.fromEntries(
        HOUR_COLUMNS.map((name, hour) => [name, costs[hour]]),
      ),
    })),
  );
  yield {
    sql: `insert into cost_hours (series_id, day, ${COLUMNS})
      select series_id, cast(? as integer), ${COLUMNS} from ${
      fresh.sql
    } where true
      on conflict (series_id, day) do update set ${HOUR_COLUMNS.map(
        name => `${name} = coalesce(excluded.${name}, cost_hours.${name})`,
      ).join(', ')}`,
    bindings: [day, ...fresh.bindings],
  };
  return true;
}

/** Takes away what is known of hours of which something else is told now, of all things. */
function* dropCorrected(
  clusterId: string,
  day: number,
  keyed: ReadonlyMap<string, CostHours['things'][number]>,
  ids: ReadonlyMap<string, number>,
): Steps<void> {
  const ofCluster = `where day = ?
    and series_id in (select id from cost_series where cluster_id = ?)`;
  const rows = yield {
    sql: `select series_id, ${COLUMNS} from cost_hours ${ofCluster}`,
    bindings: [day, clusterId],
  };
  const known = new Map(rows.map(row => [Number(row.series_id), row] as const));
  const corrected = HOUR_COLUMNS.filter((name, hour) =>
    [...keyed].some(([key, { hours }]) => {
      const cost = hours[hour];
      if (cost === null) return false;
      const old = known.get(ids.get(key) as number)?.[name] ?? null;
      // PostgreSQL keeps single precision.
      return old === null || Math.fround(Number(old)) !== Math.fround(cost);
    }),
  );
  if (corrected.length === 0) return;
  yield {
    sql: `update cost_hours set ${corrected
      .map(name => `${name} = null`)
      .join(', ')} ${ofCluster}`,
    bindings: [day, clusterId],
  };
}

function added(
  a: readonly (number | null)[],
  b: readonly (number | null)[],
): (number | null)[] {
  return a.map((cost, hour) => {
    const other = b[hour];
    if (cost === null || other === null) return cost ?? other;
    return cost + other;
  });
}
