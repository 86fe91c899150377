import type { QuotaFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { among } from '../../permissions/fragment';
import type { Row } from '../../read/types';
import type { RoomQuota } from './types';

/** The quotas of some namespaces of some clusters, by cluster. */
export async function readRoomQuotas(
  knex: Knex,
  clusters: readonly string[],
  namespaces: readonly string[],
): Promise<Map<string, RoomQuota[]>> {
  const { sql, bindings } = among(knex, 'observer', clusters);
  const inNamespaces = among(knex, 'namespace', namespaces);
  const rows: Row[] = await knex('fact')
    .where({ type: 'quota' })
    .whereRaw(sql, bindings)
    .whereRaw(inNamespaces.sql, inNamespaces.bindings)
    // The same evidence in the same order.
    .orderBy(['namespace', 'name'])
    .select('observer', 'data');
  const found = new Map<string, RoomQuota[]>(clusters.map(id => [id, []]));
  for (const row of rows) {
    const { namespace, name, hard, hardTotal, scopes }: QuotaFact = JSON.parse(
      row.data,
    );
    found.get(row.observer)?.push({ namespace, name, hard, hardTotal, scopes });
  }
  return found;
}
