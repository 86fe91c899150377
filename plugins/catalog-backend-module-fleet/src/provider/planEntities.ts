import type { Entity } from '@backstage/catalog-model';
import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import type { Connections } from '@fleetview/backstage-plugin-fleet-node';
import { toResource } from '../entity/toResource';
import type { ProviderConfig } from '../readProviderConfig';
import type { StoredCluster } from '../store/StoredCluster';
import { referencesOf } from './referencesOf';

/** What the catalog is to have, and what is different to before. */
export type EntityPlan = {
  /** All that there are: whatever is not among them is removed by a full mutation. */
  all: Entity[];
  changed: Entity[];
  removed: Entity[];
  /** What is to be written once that was told. */
  rows: StoredCluster[];
};

/**
 * Decides which clusters have an entity. One is removed when the fleet says that
 * it was removed or became part of another, or when it is in no answer of a fleet
 * whose sources have all told their clusters. What merely is not told stays.
 */
export function planEntities(options: {
  fleet: Connections;
  /** With a row for each cluster that is in use. */
  stored: ReadonlyMap<string, StoredCluster>;
  /** Clusters that somebody else wrote an entity of, with its reference. */
  described: ReadonlyMap<string, string>;
  config: ProviderConfig;
}): EntityPlan {
  const { fleet, stored, described, config } = options;
  const plan: EntityPlan = { all: [], changed: [], removed: [], rows: [] };
  const inUse = new Map<string, Connection>();
  const gone = new Set<string>();
  for (const connection of fleet.connections) {
    if (connection.lifecycle === 'in-use') inUse.set(connection.id, connection);
    else gone.add(connection.id);
    for (const alias of connection.aliases) gone.add(alias);
  }
  const names = referencesOf([...inUse.values()]);
  for (const row of stored.values()) {
    const connection = inUse.get(row.clusterId);
    if (connection) {
      const describedBy = described.get(row.clusterId);
      const entity = describedBy
        ? undefined
        : toResource({
            connection,
            name: row.name,
            config,
            before: row.entity,
          });
      put(plan, row, {
        clusterId: row.clusterId,
        name: row.name,
        ...(entity ? { entity } : {}),
        names: names.get(row.clusterId) ?? [],
        ...(describedBy ? { describedBy } : {}),
        isRemoved: false,
      });
    } else if (!row.isRemoved) {
      const isProven =
        gone.has(row.clusterId) ||
        // One without sources knows nothing: its modules may not have been installed.
        (fleet.complete && fleet.sources.length > 0);
      const { entity: _, describedBy: __, ...left } = row;
      put(
        plan,
        row,
        isProven ? { ...left, names: [], isRemoved: true } : { ...row },
      );
    }
  }
  return plan;
}

function put(plan: EntityPlan, before: StoredCluster, after: StoredCluster) {
  if (after.entity) plan.all.push(after.entity);
  const isSame = JSON.stringify(before.entity) === JSON.stringify(after.entity);
  if (after.entity && !isSame) plan.changed.push(after.entity);
  // Under another namespace it is another entity.
  const isMoved =
    before.entity?.metadata.namespace !== after.entity?.metadata.namespace;
  if (before.entity && (!after.entity || isMoved)) {
    plan.removed.push(before.entity);
  }
  if (JSON.stringify(before) !== JSON.stringify(after)) plan.rows.push(after);
}
