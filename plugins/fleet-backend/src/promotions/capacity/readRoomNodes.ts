import type { NodeFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { breather } from '../../derive/breather';
import { among } from '../../permissions/fragment';
import type { Row } from '../../read/types';
import type { RoomNode } from './types';

/** The nodes of some clusters, by cluster. One that cannot be read any more is of no known health. */
export async function readRoomNodes(
  knex: Knex,
  clusters: readonly string[],
): Promise<Map<string, RoomNode[]>> {
  const { sql, bindings } = among(knex, 'observer', clusters);
  const rows: Row[] = await knex('node')
    .whereRaw(sql, bindings)
    .select('observer', 'data', 'unreadable');
  const found = new Map<string, RoomNode[]>(clusters.map(id => [id, []]));
  const breathe = breather();
  for (const row of rows) {
    const { name, health, unschedulable, tainted, allocatable }: NodeFact =
      JSON.parse(row.data);
    found.get(row.observer)?.push({
      name,
      health: row.unreadable ? 'unknown' : health,
      unschedulable,
      ...(tainted === undefined ? {} : { tainted }),
      allocatable,
    });
    await breathe();
  }
  return found;
}
