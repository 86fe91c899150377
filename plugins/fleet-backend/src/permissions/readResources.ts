import type { Knex } from 'knex';
import type {
  FleetClusterResource,
  FleetInstanceResource,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import { UNASSIGNED } from '../derive/resolveAttributes';
import type { Row } from '../read/types';
import { clusterSubject } from './subjects';

type NamesOf = (clusterId: string) => readonly string[];

/** Clusters by id, as rules see them; in the order in which they are asked for. */
export async function readClusterResources(options: {
  knex: Knex;
  ids: string[];
  namesOf: NamesOf;
}): Promise<(FleetClusterResource | undefined)[]> {
  const { knex, ids, namesOf } = options;
  const rows: Row[] = await knex('cluster').whereIn('id', ids);
  const byId = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => {
    const row = byId.get(id);
    return row && toResource(row, namesOf);
  });
}

/** Instances by id, as rules see them; in the order in which they are asked for. */
export async function readInstanceResources(options: {
  knex: Knex;
  ids: string[];
  namesOf: NamesOf;
}): Promise<(FleetInstanceResource | undefined)[]> {
  const { knex, ids, namesOf } = options;
  const rows: Row[] = await knex('instance')
    .join('cluster', 'cluster.id', 'instance.cluster_id')
    .join('cell', cell => {
      cell
        .on('cell.cluster_id', 'instance.cluster_id')
        .andOn('cell.namespace', 'instance.namespace')
        .andOn('cell.entity_ref', 'instance.entity_ref');
    })
    .whereIn('instance.id', ids)
    .select(
      'cluster.id',
      'cluster.attributes',
      'instance.id as instance_id',
      'cell.namespace',
      'cell.owner',
      'cell.system',
    );
  const byId = new Map(rows.map(row => [row.instance_id, row]));
  return ids.map(id => {
    const row = byId.get(id);
    if (!row) return undefined;
    const { owner: _, ...cluster } = toResource(row, namesOf);
    return {
      ...cluster,
      namespace: row.namespace,
      ...(row.owner === UNASSIGNED ? {} : { owner: row.owner }),
      ...(row.system === UNASSIGNED ? {} : { system: row.system }),
    };
  });
}

function toResource(row: Row, namesOf: NamesOf): FleetClusterResource {
  const { cluster, region, environment, owner } = clusterSubject(
    row,
    namesOf(row.id),
  );
  return {
    cluster: [...cluster],
    ...(region === undefined ? {} : { region }),
    ...(environment === undefined ? {} : { environment }),
    ...(owner === undefined ? {} : { owner }),
  };
}
