import type {
  MatrixAxes,
  Past,
  PastOfComponent,
} from '@fleetview/backstage-plugin-fleet-common';
import { NOW } from './builders';
import type { World } from './world';

/** A world does not change: at each time it was as it is. */
export function momentOf({
  at,
}: {
  at?: string;
}): Pick<MatrixAxes, 'asOf' | 'past'> {
  if (at === undefined) return { asOf: new Date(NOW).toISOString() };
  return { asOf: at, past: toPast(at) };
}

/** What an entity of a world is on a cluster, as if it were at a time. */
export function pastIn(
  world: World,
  entityRef: string,
  clusterId: string,
  at: string,
): PastOfComponent {
  const here = world.instances.filter(
    each => each.cluster.id === clusterId && each.entityRef === entityRef,
  );
  const cluster = world.clusters.find(({ id }) => id === clusterId);
  return {
    entityRef,
    cluster: { id: clusterId, name: cluster?.name ?? clusterId },
    past: toPast(at),
    items: here.map(item => ({
      id: item.id,
      namespace: item.namespace,
      certainty: 'known',
      present: true,
      health: item.health,
      sync: item.sync,
      ...(item.version.actual ? { version: item.version.actual } : {}),
      engines: [...item.engines],
      between: [],
      since: item.since,
    })),
  };
}

function toPast(at: string): Past {
  return {
    at,
    of: at,
    kept: 'transitions',
    earliest: new Date(NOW - 90 * 24 * 60 * 60_000).toISOString(),
  };
}
