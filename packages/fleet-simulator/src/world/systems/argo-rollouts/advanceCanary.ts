import type { Rollout, RolloutStatus, Step } from './kinds';
import { abort, pause, type StepContext, type StepResult } from './step';

type Canary = NonNullable<Rollout['spec']['strategy']['canary']>;
type AnalysisStatuses = NonNullable<RolloutStatus['canary']>;

function weightAt(steps: readonly Step[], index: number): number {
  if (index >= steps.length) return 100;
  return (
    steps
      .slice(0, index + 1)
      .reverse()
      .find(({ setWeight }) => setWeight !== undefined)?.setWeight ?? 0
  );
}

function setWeights(
  { status, hash }: StepContext,
  canary: Canary,
  weight: number,
): void {
  const stable = status.stableRS ?? hash;
  status.canary = {
    ...status.canary,
    weights: {
      canary: {
        podTemplateHash: hash,
        serviceName: canary.canaryService,
        weight: stable === hash ? 0 : weight,
      },
      stable: {
        podTemplateHash: stable,
        serviceName: canary.stableService,
        weight: stable === hash ? 100 : 100 - weight,
      },
    },
  };
}

/** Looks after one analysis: begins it, and says what came of it. */
function analyse(
  context: StepContext,
  key: 'currentStepAnalysisRunStatus' | 'currentBackgroundAnalysisRunStatus',
  step?: number,
): NonNullable<AnalysisStatuses[typeof key]> {
  const { status, analyses, rollout, hash, revision } = context;
  const known = status.canary?.[key];
  const found = known
    ? analyses.statusOf(rollout, known)
    : analyses.begin({ rollout, hash, revision, step });
  status.canary = { ...status.canary, [key]: found };
  return found;
}

function forgetAnalyses({ status, analyses, rollout }: StepContext): void {
  const { weights, currentBackgroundAnalysisRunStatus: background } =
    status.canary ?? {};
  if (background) analyses.end(rollout, background);
  status.canary = { ...(weights && { weights }) };
}

/** Which pods there are while some of the traffic is the new ones'. */
function podsAt(
  { rollout, status, hash }: StepContext,
  weight: number,
): Record<string, number> {
  const { replicas } = rollout.spec;
  const stable = status.stableRS;
  return {
    ...(stable && { [stable]: replicas }),
    [hash]: Math.ceil((replicas * weight) / 100),
  };
}

function aborted(context: StepContext, canary: Canary, cause = ''): StepResult {
  const { status, revision } = context;
  // What is said of the first cause stays until it is retried.
  const before = status.abortedAt ? status.message : undefined;
  abort(context);
  forgetAnalyses(context);
  setWeights(context, canary, 0);
  return {
    pods: podsAt(context, 0),
    phase: 'Degraded',
    message:
      before ??
      `RolloutAborted: Rollout aborted update to revision ${revision}${cause}`,
  };
}

/** One step of a canary; at most one of its steps is passed in it. */
export function advanceCanary(
  context: StepContext,
  canary: Canary,
): StepResult {
  const { rollout, status, hash, sets } = context;
  const { replicas, paused } = rollout.spec;
  const { steps } = canary;
  const ready = sets.readyOf(rollout, hash);
  if (!status.stableRS || status.stableRS === hash) {
    status.abort = undefined;
    status.promoteFull = undefined;
    status.currentStepIndex = steps.length;
    if (ready >= replicas) status.stableRS = hash;
    setWeights(context, canary, 100);
    return ready >= replicas
      ? { pods: { [hash]: replicas }, phase: 'Healthy' }
      : {
          pods: { [hash]: replicas },
          phase: 'Progressing',
          message: 'more replicas need to be updated',
        };
  }
  if (status.abort) return aborted(context, canary);
  if (status.abortedAt) {
    status.abortedAt = undefined;
    status.currentStepIndex = 0;
  }
  const index = status.promoteFull
    ? steps.length
    : Math.min(status.currentStepIndex ?? 0, steps.length);
  status.currentStepIndex = index;
  const weight = weightAt(steps, index);
  const moving = (message: string): StepResult => ({
    pods: podsAt(context, weight),
    phase: 'Progressing',
    message,
  });
  if (paused) {
    return { ...moving('manually paused'), phase: 'Paused' };
  }
  if (canary.analysis && index > 0 && index < steps.length) {
    const { status: phase, message } = analyse(
      context,
      'currentBackgroundAnalysisRunStatus',
    );
    if (phase === 'Failed') {
      return aborted(
        context,
        canary,
        `: Background analysis phase error/failed: ${message}`,
      );
    }
  }
  if (index >= steps.length) {
    if (ready < replicas) return moving('more replicas need to be updated');
    status.stableRS = hash;
    status.pauseConditions = undefined;
    status.controllerPause = undefined;
    status.promoteFull = undefined;
    forgetAnalyses(context);
    setWeights(context, canary, 100);
    return { pods: { [hash]: replicas }, phase: 'Healthy' };
  }
  const step = steps[index];
  const goOn = () => {
    status.currentStepIndex = index + 1;
  };
  if (step.setWeight !== undefined) {
    if (ready < Math.ceil((replicas * weight) / 100)) {
      return moving('more replicas need to be updated');
    }
    setWeights(context, canary, weight);
    goOn();
  } else if (step.analysis) {
    const run = analyse(context, 'currentStepAnalysisRunStatus', index);
    if (run.status === 'Failed') {
      return aborted(
        context,
        canary,
        `: Step-based analysis phase error/failed: ${run.message}`,
      );
    }
    if (run.status === 'Successful') {
      status.canary = {
        ...status.canary,
        currentStepAnalysisRunStatus: undefined,
      };
      goOn();
    }
  } else if (step.pause) {
    const reason = 'CanaryPauseStep';
    if (!pause(context, reason, step.pause.duration)) {
      return { ...moving(reason), phase: 'Paused' };
    }
    goOn();
  } else {
    goOn();
  }
  return moving('waiting for all steps to complete');
}
