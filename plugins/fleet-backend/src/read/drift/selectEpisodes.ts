import type { ListDriftQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { among } from '../../permissions/fragment';
import { pastIdsOf } from '../pastIds';
import type { ReadContext } from '../types';
import { ageOf } from './ages';

/** What episodes are narrowed by. */
export type DriftFilter = Omit<ListDriftQuery, 'cursor' | 'limit' | 'order'>;

const COLUMNS = {
  class: 'class',
  engine: 'engine',
  component: 'entity_ref',
  owner: 'owner',
  system: 'system',
  cluster: 'cluster_id',
  region: 'region',
  environment: 'environment',
} as const;

/** The episodes that the reader may see and that pass a filter. */
export function selectEpisodes(
  context: ReadContext,
  filter: DriftFilter,
): Knex.QueryBuilder {
  const { now } = context;
  const query = visibleEpisodes(context);
  for (const [key, column] of Object.entries(COLUMNS)) {
    const values = filter[key as keyof typeof COLUMNS];
    if (values?.length) void query.whereIn(`drift_episode.${column}`, values);
  }
  if (filter.same !== undefined) void query.where({ same: filter.same });
  if (filter.age?.length) {
    const { sql, bindings } = ageOf(now);
    void query.whereRaw(`${sql} in (${filter.age.map(() => '?').join(', ')})`, [
      ...bindings,
      ...filter.age,
    ]);
  }
  if (filter.state === 'ended') void query.whereNotNull('ended_at');
  else if (filter.state !== 'all') void query.whereNull('ended_at');
  if (filter.state === 'unconfirmed')
    void query.whereNotNull('unconfirmed_since');
  if (filter.ignored === 'only') void query.whereRaw(...isIgnored(now));
  else if (filter.ignored !== 'too') void query.whereRaw(...isNotIgnored(now));
  return query;
}

/**
 * The episodes that the reader may see. They are placed as cells are. Of clusters that he
 * may not see nothing is told, and nothing that they say.
 */
export function visibleEpisodes(context: ReadContext): Knex.QueryBuilder {
  const { knex, view } = context;
  const query = knex('drift_episode');
  if (!view) return query;
  const limited = view.scope.limitSums(query, 'drift_episode');
  const ids = pastIdsOf(context);
  if (!ids) return limited;
  for (const column of ['cluster_id', 'observer']) {
    const { sql, bindings } = among(knex, `drift_episode.${column}`, ids);
    void limited.whereRaw(sql, bindings);
  }
  return limited;
}

/** Whether an exception hides it now. */
export function isIgnored(now: number): [string, Knex.RawBinding[]] {
  return [
    'ignored_by is not null and ignored_from <= ? and ignored_until > ?',
    [now, now],
  ];
}

function isNotIgnored(now: number): [string, Knex.RawBinding[]] {
  return [
    '(ignored_by is null or ignored_from > ? or ignored_until <= ?)',
    [now, now],
  ];
}
