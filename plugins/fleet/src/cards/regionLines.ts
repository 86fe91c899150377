import type {
  ComponentFleet,
  Instance,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  heldUpBy,
  isInFlight,
  stateOfInstance,
  type HeldUp,
  type Status,
} from '@fleetview/backstage-plugin-fleet-react';
import { regionsOf } from '../component/regionsOf';
import type { InstanceCount } from '../instances/countsOfInstances';

/** A component in one region in a line. */
export interface RegionLine {
  region: string;
  /** Of the worst of it. */
  status: Status;
  /** The versions that run, the most widespread first. */
  versions: string[];
  counts: InstanceCount[];
  /** Since when the worst of it is so. */
  since?: string;
  sinceIsLowerBound?: boolean;
  /** Whether the region keeps a release from being done. */
  heldUp?: HeldUp['kind'];
}

/** A component by region, the worst first. */
export function regionLines(
  component: Pick<ComponentFleet, 'instances' | 'rollouts'>,
): RegionLine[] {
  const { instances, rollouts = [] } = component;
  // What came of a release that is over holds nothing up any more.
  const inFlight = new Set(
    rollouts
      .filter(({ lifeCycle }) => isInFlight(lifeCycle))
      .map(({ id }) => id),
  );
  const heldUp = new Map(
    heldUpBy(
      instances.flatMap(({ rollout, ...instance }) =>
        rollout && inFlight.has(rollout.rolloutId)
          ? [{ ...instance, rollout }]
          : [],
      ),
    ).map(({ region, kind }) => [region, kind]),
  );
  return regionsOf(instances).map(({ region, rows, counts }) => {
    const [worst] = rows;
    const shown = stateOfInstance(worst);
    return {
      region,
      status: shown.status,
      versions: versionsOf(rows),
      counts,
      since: shown.kind === 'member' ? worst.rollout?.since : worst.since,
      sinceIsLowerBound:
        shown.kind === 'health' ? worst.sinceIsLowerBound : undefined,
      heldUp: heldUp.get(worst.region),
    };
  });
}

function versionsOf(instances: readonly Instance[]): string[] {
  const counts = new Map<string, number>();
  for (const { version } of instances) {
    const running = version.actual ?? version.desired;
    if (running) counts.set(running, (counts.get(running) ?? 0) + 1);
  }
  return [...counts]
    .sort(
      ([left, one], [right, other]) =>
        other - one || right.localeCompare(left, 'en', { numeric: true }),
    )
    .map(([version]) => version);
}
