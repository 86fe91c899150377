import type { ListClusterAlertsQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { contains } from '../unbound/selectUnbound';

/** What alerts are narrowed by. */
export type AlertFilter = Pick<
  ListClusterAlertsQuery,
  'severity' | 'namespace' | 'text'
>;

/** In the words of the index `alert_page_index`. */
export const ALERT_ORDER =
  "(substr(urgency || '/' || name || '/' || home_namespace, 1, 400))";

/** The alerts that fire on a cluster. */
export function selectAlerts(
  knex: Knex,
  clusterId: string,
  { severity, namespace, text }: AlertFilter = {},
): Knex.QueryBuilder {
  const query = knex('alert').where('alert.subject', clusterId);
  if (severity?.length) void query.whereIn('alert.severity', severity);
  if (namespace?.length) void query.whereIn('alert.home_namespace', namespace);
  const words = text?.trim();
  if (words) {
    void query.whereRaw(
      ...contains(
        knex,
        "lower(alert.home_namespace || '/' || alert.name)",
        words,
      ),
    );
  }
  return query;
}
