import {
  RUNNING_PART,
  type RunningFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { InstanceParts } from '../../derive/rollouts';
import { factId } from '../../store/factId';

const AT_ONCE = 500;

/** What was read of what the pods of workloads run, by the ids of the workloads, however old it is. */
export type RunningLookup = ReadonlyMap<string, RunningFact>;

/** What is known of what the pods of instances run. Who sees a workload sees that. */
export async function readRunning(
  knex: Knex,
  parts: readonly InstanceParts[],
): Promise<RunningLookup> {
  const workloads = new Map(
    parts.flatMap(each =>
      each.workloads.map(({ id, observer, adapter, sourceUid }) => [
        factId({ observer, adapter, sourceUid, part: RUNNING_PART }),
        id,
      ]),
    ),
  );
  const ids = [...workloads.keys()];
  const found = new Map<string, RunningFact>();
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const rows: { id: string; data: string }[] = await knex('fact')
      .whereIn('id', ids.slice(start, start + AT_ONCE))
      .whereNull('unreadable')
      .select('id', 'data');
    for (const { id, data } of rows) {
      found.set(workloads.get(id) as string, JSON.parse(data));
    }
  }
  return found;
}
