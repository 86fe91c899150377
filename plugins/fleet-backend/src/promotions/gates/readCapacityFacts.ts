import type {
  CapacityFact,
  GateFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { capacityOf, readClusterRooms } from '../capacity';
import {
  confirmedAtOf,
  factsOf,
  instancesOn,
  type GateContext,
} from './factsOf';

/** Whether each cluster has room for the rollout of the component, by what is stored of it. */
export async function readCapacityFacts(
  knex: Knex,
  context: GateContext,
): Promise<ReadonlyMap<string, GateFact<CapacityFact>>> {
  const { now, targets } = context;
  const promotedOn = (cluster: string) =>
    instancesOn(context, cluster).flatMap(({ parts }) =>
      parts.workloads.map(({ fact }) => fact),
    );
  const clusters = targets.filter(cluster => promotedOn(cluster).length > 0);
  const namespaces = clusters.flatMap(cluster =>
    promotedOn(cluster).map(({ namespace }) => namespace),
  );
  const known = new Map<string, CapacityFact & { confirmedAt: number }>();
  const rooms = readClusterRooms(knex, {
    clusters,
    namespaces: [...new Set(namespaces)],
    now,
  });
  for await (const [cluster, room] of rooms) {
    known.set(cluster, {
      ...capacityOf(promotedOn(cluster), room),
      confirmedAt: room.coverage.confirmedAt ?? now,
    });
  }
  return factsOf<CapacityFact>(context, (instances, cluster) => {
    const fact = known.get(cluster);
    if (!fact) {
      return {
        unknown:
          'no workload of it is known there, so that what it takes is not known',
      };
    }
    const { confirmedAt, ...capacity } = fact;
    return {
      known: capacity,
      confirmedAt: Math.min(confirmedAt, confirmedAtOf(instances, now)),
    };
  });
}
