import type { Knex } from 'knex';
import { among, type Fragment } from '../../permissions/fragment';
import { pastIdsOf } from '../pastIds';
import type { ReadContext } from '../types';

/**
 * Of a day that was told of a cluster and of the one that it was merged into, by whom the
 * reader may see, leaves one, as they are of the same money: that of the cluster that it is
 * part of, unless that is a part of the day alone and the other is the whole. Taken apart
 * again, each has its own.
 *
 * @param at - the columns that a day is of, and where it is kept that it was told
 */
export function countedOnce(
  context: ReadContext,
  at: {
    cluster: string;
    day: string;
    table?: 'cost_told' | 'cost_hours_told';
  },
): Fragment {
  const { cluster, day, table = 'cost_told' } = at;
  const ids = pastIdsOf(context);
  const bindings: Knex.Value[] = [];
  const isSeen = (name: string): string => {
    if (!ids) return '1 = 1';
    const seen = among(context.knex, `${name}.observer`, ids);
    bindings.push(...seen.bindings);
    return seen.sql;
  };
  // Which hours are told of a day is kept, and not whether these are all.
  const isWhole = (name: string) =>
    table === 'cost_told' ? `${name}.whole` : '1 = 1';
  const isItselfWhole = () => `exists (select 1 from ${table} as own
    where own.cluster_id = ${cluster} and own.day = ${day}
      and ${isWhole('own')} and ${isSeen('own')})`;
  const sql = `(${cluster} not in (select id from cluster_alias) or not exists (
      select 1 from cluster_alias join ${table} as other on other.cluster_id = cluster_alias.cluster_id
      where cluster_alias.id = ${cluster} and other.day = ${day}
        and ${isSeen('other')}
        and (${isWhole('other')} or not ${isItselfWhole()})))
    and (${cluster} not in (select cluster_id from cluster_alias) or not exists (
      select 1 from cluster_alias join ${table} as other on other.cluster_id = cluster_alias.id
      where cluster_alias.cluster_id = ${cluster} and other.day = ${day}
        and ${isSeen('other')}
        and ${isWhole('other')} and not ${isItselfWhole()}))`;
  return { sql, bindings };
}
