import type { Knex } from 'knex';
import { tableOfRows, type Steps } from '../statements';
import type { DriftWish } from './types';

const TEXT = 'text' as const;

/** Notes what of a cluster is to be looked at, and nothing else; writes what differs alone. */
export function* writeWishes(
  knex: Knex,
  clusterId: string,
  wishes: readonly DriftWish[],
): Steps<void> {
  const stored = yield {
    sql: `select api_group, kind, namespace, name, urgent from drift_wish
      where cluster_id = ?`,
    bindings: [clusterId],
  };
  const lineOf = (parts: readonly unknown[]) => JSON.stringify(parts);
  const known = stored
    .map(row =>
      lineOf([
        row.api_group,
        row.kind,
        row.namespace,
        row.name,
        Boolean(row.urgent),
      ]),
    )
    .sort();
  const wanted = wishes
    .map(({ resource: { group, kind, namespace, name }, isUrgent }) =>
      lineOf([group, kind, namespace, name, isUrgent]),
    )
    .sort();
  if (lineOf(known) === lineOf(wanted)) return;
  yield {
    sql: 'delete from drift_wish where cluster_id = ?',
    bindings: [clusterId],
  };
  if (wishes.length === 0) return;
  const fresh = tableOfRows(
    knex,
    'fresh',
    {
      of_cluster: TEXT,
      of_group: TEXT,
      of_kind: TEXT,
      of_namespace: TEXT,
      of_name: TEXT,
      is_urgent: 'boolean',
    },
    wishes.map(({ resource: { group, kind, namespace, name }, isUrgent }) => ({
      of_cluster: clusterId,
      of_group: group,
      of_kind: kind,
      of_namespace: namespace,
      of_name: name,
      is_urgent: isUrgent,
    })),
  );
  yield {
    sql: `insert into drift_wish (cluster_id, api_group, kind, namespace, name, urgent)
      select of_cluster, of_group, of_kind, of_namespace, of_name, is_urgent from ${fresh.sql}`,
    bindings: fresh.bindings,
  };
}
