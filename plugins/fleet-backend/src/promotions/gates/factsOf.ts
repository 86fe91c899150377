import type { GateFact } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetView } from '../../read/fleet';
import type { SeenInstance, StageFleet } from '../types';

/**
 * For how long a fact counts for a gate. Whether it is current was judged before, by how
 * often its kind is confirmed: this only keeps a fact without any end from counting.
 */
export const COUNTS_FOR_MS = 24 * 60 * 60_000;

/** What gates are judged by, of one wave at one moment. */
export type GateContext = {
  now: number;
  entityRef: string;
  /** Ids of clusters of the wave. */
  targets: readonly string[];
  seen: readonly SeenInstance[];
  stageFleet: StageFleet;
  /** What who asks may see; all where absent. */
  view?: FleetView;
};

/** The instances on a cluster. */
export function instancesOn(
  { seen }: Pick<GateContext, 'seen'>,
  cluster: string,
): readonly SeenInstance[] {
  return seen.filter(({ running }) => running.cluster === cluster);
}

/** Why nothing is known of a cluster, for people. */
export function whyUnknown(
  { stageFleet }: Pick<GateContext, 'stageFleet'>,
  cluster: string,
): string {
  const row = stageFleet.byId.get(cluster);
  if (!row) return 'the cluster is gone';
  if (row.reachability !== 'reachable') {
    return `the cluster is ${row.reachability}${
      row.reachability_reason ? `: ${row.reachability_reason}` : ''
    }`;
  }
  return 'not all of it is current';
}

/** A fact of each cluster of a wave, from the instances that are on it. */
export function factsOf<T>(
  context: GateContext,
  read: (instances: readonly SeenInstance[], cluster: string) => GateFact<T>,
): ReadonlyMap<string, GateFact<T>> {
  return new Map(
    context.targets.map(cluster => {
      const instances = instancesOn(context, cluster);
      const isKnown =
        instances.length > 0
          ? instances.every(({ running }) => running.isCurrent)
          : context.stageFleet.complete.has(cluster);
      return [
        cluster,
        isKnown
          ? read(instances, cluster)
          : { unknown: whyUnknown(context, cluster) },
      ];
    }),
  );
}

/** When the oldest of what is known of some instances was confirmed. */
export function confirmedAtOf(
  instances: readonly SeenInstance[],
  now: number,
): number {
  return Math.min(
    now,
    ...instances.map(({ confirmedAt }) => confirmedAt ?? now),
  );
}
