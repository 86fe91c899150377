import type { Knex } from 'knex';
import { breather } from '../../derive/breather';
import { textOfFact } from '../../store/textOfFact';
import type { Row } from '../../read/types';
import type { RoomWorkload } from './types';

/** As each cluster states them itself. */
export function selectRoomWorkloads(
  knex: Knex,
  clusters: readonly string[],
): Knex.QueryBuilder {
  return (
    knex('workload')
      .whereIn('workload.subject', clusters)
      .whereRaw('workload.observer = workload.subject')
      // The same evidence each time.
      .orderBy(['workload.namespace', 'workload.name', 'workload.kind'])
  );
}

/**
 * All workloads of some clusters, by cluster: of each only what it takes. Of
 * one that cannot be read any more that is not known.
 */
export async function readRoomWorkloads(
  knex: Knex,
  clusters: readonly string[],
): Promise<Map<string, RoomWorkload[]>> {
  const part = (...path: [string, ...string[]]) =>
    knex.raw(`${textOfFact(knex, 'workload', ...path)} as "${path.at(-1)}"`);
  const rows: Row[] = await selectRoomWorkloads(knex, clusters).select(
    'workload.observer',
    'workload.kind',
    'workload.namespace',
    'workload.name',
    'workload.unreadable',
    part('replicas'),
    part('pod'),
    part('runs', 'active'),
    part('templateFrom'),
  );
  const found = new Map<string, RoomWorkload[]>(clusters.map(id => [id, []]));
  const breathe = breather();
  for (const row of rows) {
    found.get(row.observer)?.push(toWorkload(row));
    await breathe();
  }
  return found;
}

function toWorkload(row: Row): RoomWorkload {
  return {
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    replicas: JSON.parse(row.replicas),
    ...(row.pod && !row.unreadable ? { pod: JSON.parse(row.pod) } : {}),
    ...(row.templateFrom ? { templateFrom: JSON.parse(row.templateFrom) } : {}),
    ...(row.active === null ? {} : { active: Number(row.active) }),
  };
}
