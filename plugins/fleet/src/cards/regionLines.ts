import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import {
  heldUpBy,
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
export function regionLines(instances: readonly Instance[]): RegionLine[] {
  const heldUp = new Map(
    heldUpBy(
      instances.flatMap(({ rollout, ...instance }) =>
        rollout ? [{ ...instance, rollout }] : [],
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
