import type { Knex } from 'knex';
import { packCostDay, SMALL, seriesKey } from '../../derive/costs';
import {
  isPostgres,
  runSteps,
  tableOfRows,
  type Steps,
} from '../../derive/statements';

const AMOUNTS = [
  'cost',
  'cpu',
  'ram',
  'cpu_requested',
  'cpu_used',
  'ram_requested',
  'ram_used',
] as const;

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

type Group = {
  key: string;
  members: number[];
  row: Record<string, unknown>;
};

/**
 * Makes of what cost little on a day of a cluster one sum for each namespace and
 * component: what a namespace, a component and their owner cost stays what it was.
 *
 * @param floor - what costs less is little, in units of the currency
 */
export async function compactCostDay(options: {
  knex: Knex;
  clusterId: string;
  day: number;
  floor: number;
}): Promise<void> {
  const { knex, clusterId, day, floor } = options;
  await runSteps(knex, function* steps() {
    // One does it, and whoever takes the day down anew waits for it, or it for them.
    const [mine] = yield {
      sql: `update cost_told set compacted = ? where cluster_id = ? and day = ?
        and compacted = ? returning day`,
      bindings: [flag(knex, true), clusterId, day, flag(knex, false)],
    };
    if (!mine) return;
    const rows = yield {
      sql: `select cost_series.*, cost_day.series_id from cost_day
        join cost_series on cost_series.id = cost_day.series_id
        where cost_series.cluster_id = ? and cost_day.day = ?
          and cost_series.share in ('used', '${SMALL}') and abs(cost_day.cost) < ?
        order by cost_series.id`,
      bindings: [clusterId, day, floor],
    };
    const groups = groupsOf(clusterId, rows).filter(
      ({ members }) => members.length > 1,
    );
    for (const group of groups) yield* addUp(knex, group, day);
    yield* packCostDay(knex, { clusterId, day });
  });
}

function groupsOf(
  clusterId: string,
  rows: readonly Record<string, any>[],
): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const { namespace, money, entity_ref: entityRef } = row;
    const identity = { clusterId, money, share: SMALL, namespace };
    const key = seriesKey({ ...identity, kind: '', name: '', entityRef });
    const group = groups.get(key) ?? {
      key,
      members: [],
      row: { ...row, key, share: SMALL, kind: '', name: '' },
    };
    groups.set(key, group);
    group.members.push(Number(row.series_id));
  }
  return [...groups.values()];
}

function* addUp(
  knex: Knex,
  { key, members, row }: Group,
  day: number,
): Steps<void> {
  const names = Object.keys(SERIES).join(', ');
  const series = tableOfRows(knex, 'series', SERIES, [
    row as Record<keyof typeof SERIES, unknown>,
  ]);
  yield {
    sql: `insert into cost_series (${names}) select ${names} from ${series.sql}
      where not exists (select 1 from cost_series as known where known.key = series.key)
      on conflict (key) do nothing`,
    bindings: series.bindings,
  };
  // Until this is done nobody takes it for one of which no day is left.
  const [kept] = yield {
    sql: `select id from cost_series where key = ?${
      isPostgres(knex) ? ' for key share' : ''
    }`,
    bindings: [key],
  };
  if (!kept) {
    throw new Error('A series was deleted while a day of it was written');
  }
  const of = tableOfRows(
    knex,
    'member',
    { member_id: 'integer' },
    members.map(each => ({ member_id: each })),
  );
  const within = `day = ? and series_id in (select member_id from ${of.sql})`;
  const sums = yield {
    sql: `select ${AMOUNTS.map(name => `sum(${name}) as ${name}`).join(
      ', ',
    )} from cost_day where ${within}`,
    bindings: [day, ...of.bindings],
  };
  yield {
    sql: `delete from cost_day where ${within}`,
    bindings: [day, ...of.bindings],
  };
  yield {
    sql: `insert into cost_day (series_id, day, ${AMOUNTS.join(', ')})
      values (?, ?, ${AMOUNTS.map(() => '?').join(', ')})`,
    bindings: [kept.id, day, ...AMOUNTS.map(name => sums[0][name])],
  };
}

/** SQLite takes no booleans. */
function flag(knex: Knex, value: boolean): boolean | number {
  return isPostgres(knex) ? value : Number(value);
}
