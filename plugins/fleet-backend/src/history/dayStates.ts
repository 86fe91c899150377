import type { Knex } from 'knex';
import type { HistoryScope } from './nextTransitions';
import type { PlacedInstanceAt } from './rebuildAt';
import type { InstanceAt } from './rebuildInstance';

/** What an instance was at the end of a day. */
export type DayRow = {
  instance_id: string;
  day: number;
  cluster_id: string;
  namespace: string;
  entity_ref: string;
  state: string;
};

/** What the state of a day holds. */
type DayState = Pick<
  InstanceAt,
  'certainty' | 'state' | 'between' | 'provenAt'
> & {
  present?: boolean;
};

/** The row of a day; undefined where nothing can be said of it. */
export function toDayRow(
  was: PlacedInstanceAt,
  day: number,
): DayRow | undefined {
  const { certainty, state, between, provenAt, present } = was;
  if (certainty === 'before-watching') return undefined;
  const said: DayState = {
    certainty,
    ...(present === undefined ? {} : { present }),
    ...(state ? { state } : {}),
    ...(between ? { between } : {}),
    ...(provenAt === undefined ? {} : { provenAt }),
  };
  return {
    instance_id: was.id,
    day,
    cluster_id: was.clusterId,
    namespace: was.namespace,
    entity_ref: was.entityRef,
    state: JSON.stringify(said),
  };
}

/** The row of a day at whose end an instance was not there any more. */
export function absentRow(before: DayRow, day: number): DayRow {
  const said: DayState = { certainty: 'known', present: false };
  return { ...before, day, state: JSON.stringify(said) };
}

/** What an instance was, as the row of a day says it. */
export function fromDayRow(row: DayRow): PlacedInstanceAt {
  const { present, ...said }: DayState = JSON.parse(row.state);
  return {
    id: row.instance_id,
    clusterId: row.cluster_id,
    namespace: row.namespace,
    entityRef: row.entity_ref,
    present,
    ...said,
  };
}

/** Whether a row says that the instance was not there. */
export function saysAbsent(row: Pick<DayRow, 'state'>): boolean {
  return (JSON.parse(row.state) as DayState).present === false;
}

/** The query for the rows of instances that hold at a day: the last of each until then. */
export function dayStatesQuery(options: {
  knex: Knex;
  day: number;
  within: HistoryScope;
}): Knex.QueryBuilder {
  const { knex, day, within } = options;
  const last = scoped(knex('instance_day'), within)
    .where('day', '<=', day)
    .groupBy('instance_id')
    .select('instance_id')
    .max({ day: 'day' })
    .as('last');
  return knex('instance_day')
    .join(last, join =>
      join
        .on('instance_day.instance_id', 'last.instance_id')
        .andOn('instance_day.day', 'last.day'),
    )
    .select('instance_day.*');
}

/** The ids of instances of which there are states of days. */
export function withDayStates(
  knex: Knex,
  within: HistoryScope,
): Promise<string[]> {
  return scoped(knex('instance_day'), within)
    .distinct('instance_id')
    .pluck('instance_id') as unknown as Promise<string[]>;
}

function scoped(
  query: Knex.QueryBuilder,
  { clusterIds, entityRefs, things }: HistoryScope,
): Knex.QueryBuilder {
  if (clusterIds) void query.whereIn('cluster_id', clusterIds);
  if (entityRefs) void query.whereIn('entity_ref', entityRefs);
  if (things) void query.whereIn('instance_id', things);
  return query;
}
