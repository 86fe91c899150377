import type { Transition } from '@fleetview/backstage-plugin-fleet-common';
import { defined, toTime, type Row } from './types';

/** A transition as the API words it. */
export function toTransition(
  row: Row,
  clusterNames: ReadonlyMap<string, string>,
): Transition {
  const isFolded = row.first_at !== null && row.flips > 1;
  return defined({
    id: String(row.id),
    cluster: {
      id: row.cluster_id,
      name: clusterNames.get(row.cluster_id) ?? row.cluster_id,
    },
    scope: row.scope,
    name: row.name,
    namespace: row.namespace ?? undefined,
    entityRef: row.entity_ref ?? undefined,
    field: row.field,
    from: row.from_value ?? undefined,
    to: row.to_value || undefined,
    reason: row.reason ?? undefined,
    engines: row.engines?.split(','),
    initiatedBy: row.initiated_by ?? undefined,
    operation: row.operation ?? undefined,
    at: toTime(row.at) as string,
    notBefore: toTime(row.not_before),
    folded: isFolded
      ? {
          firstAt: toTime(row.first_at) as string,
          count: row.flips,
          values: JSON.parse(row.flip_values),
        }
      : undefined,
  });
}
