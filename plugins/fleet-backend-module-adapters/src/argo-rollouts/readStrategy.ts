import {
  boundedName,
  boundedText,
  type WorkloadStrategy,
} from '@fleetview/backstage-plugin-fleet-common';
import { joinDefined, timeOf } from '@fleetview/backstage-plugin-fleet-node';
import { readPauseEnd } from './readPauseEnd';
import type { RolloutObject } from './schema';

const ALL_OF_IT = 100;

/** What serves: of a blue-green rollout what its active service selects. */
export function readStableRevision({ spec, status }: RolloutObject) {
  const active = spec?.strategy?.blueGreen && status?.blueGreen?.activeSelector;
  return active || status?.stableRS || status?.canary?.stableRS || undefined;
}

/** Whether what is wanted is what serves, so that nothing is being rolled out. */
export function isFullyPromoted(rollout: RolloutObject): boolean {
  const current = rollout.status?.currentPodHash;
  return current !== undefined && current === readStableRevision(rollout);
}

/** As the controller reads its steps: the last weight that was set counts. */
function desiredWeightOf(rollout: RolloutObject): number | undefined {
  const { spec, status } = rollout;
  const canary = spec?.strategy?.canary;
  if (!canary || !status?.currentPodHash) return undefined;
  if (status.abort) return 0;
  if (isFullyPromoted(rollout) || status.promoteFull) return ALL_OF_IT;
  const { steps } = canary;
  const index = status.currentStepIndex ?? 0;
  if (index >= steps.length) return ALL_OF_IT;
  return (
    steps
      .slice(0, index + 1)
      .reverse()
      .find(({ setWeight }) => setWeight !== undefined)?.setWeight ?? 0
  );
}

/**
 * What the router was told for the present pods; not where it denies having done so.
 * Once nothing else is left, both of its entries are theirs.
 */
function actualWeightOf({ status }: RolloutObject): number | undefined {
  const weights = status?.canary?.weights;
  if (!weights || weights.verified === false) return undefined;
  const own = [weights.canary, weights.stable].flatMap(entry =>
    entry?.weight !== undefined &&
    entry.podTemplateHash === status?.currentPodHash
      ? [entry.weight]
      : [],
  );
  return own.length ? own.reduce((sum, weight) => sum + weight) : undefined;
}

/** Weights are parts of a hundred, or of what the router counts in. */
function percentOf(
  weight: number | undefined,
  { spec }: RolloutObject,
): number | undefined {
  if (weight === undefined) return undefined;
  const all =
    spec?.strategy?.canary?.trafficRouting?.maxTrafficWeight ?? ALL_OF_IT;
  return Math.min(ALL_OF_IT, (weight / all) * ALL_OF_IT);
}

function reasonOf({ spec, status }: RolloutObject): string | undefined {
  const reasons = [
    ...(status?.abort ? ['aborted'] : []),
    ...(spec?.paused ? ['paused by hand'] : []),
    ...(status?.pauseConditions ?? []).flatMap(({ reason }) => reason ?? []),
  ];
  return reasons.length ? boundedText(reasons.join(', ')) : undefined;
}

/** How far a rollout is, and what holds it. */
export function readStrategy(
  rollout: RolloutObject,
): WorkloadStrategy | undefined {
  const { spec, status } = rollout;
  const { canary, blueGreen } = spec?.strategy ?? {};
  const steps = canary?.steps.length || undefined;
  const pauses = status?.pauseConditions ?? [];
  const since = pauses[0]?.startTime ?? status?.pauseStartTime;
  const stable = readStableRevision(rollout);
  const desired = desiredWeightOf(rollout);
  // A weight of the desired kind that is all of it is no part of what is counted in.
  const isAll = desired === ALL_OF_IT && !status?.abort;
  let type: WorkloadStrategy['type'] = 'unknown';
  if (canary) type = 'canary';
  else if (blueGreen) type = 'blue-green';
  return joinDefined(
    {
      type,
      step:
        steps === undefined
          ? undefined
          : Math.min(status?.currentStepIndex ?? 0, steps),
      steps,
      desiredWeight: isAll ? ALL_OF_IT : percentOf(desired, rollout),
      actualWeight: percentOf(actualWeightOf(rollout), rollout),
      paused:
        Boolean(spec?.paused) ||
        pauses.length > 0 ||
        Boolean(status?.pauseStartTime),
      reason: reasonOf(rollout),
      pausedAt: timeOf(since),
    },
    readPauseEnd(rollout),
    {
      aborted: Boolean(status?.abort),
      abortedAt: timeOf(status?.abortedAt),
      stableRevision: stable ? boundedName(stable) : undefined,
      currentRevision: status?.currentPodHash
        ? boundedName(status.currentPodHash)
        : undefined,
    },
  );
}
