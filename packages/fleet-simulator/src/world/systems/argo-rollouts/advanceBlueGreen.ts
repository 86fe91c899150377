import { abort, pause, type StepContext, type StepResult } from './step';

/** One step of a blue-green rollout: both run, then one takes over all at once. */
export function advanceBlueGreen(context: StepContext): StepResult {
  const { rollout, status, hash, revision, sets } = context;
  const { replicas, paused, strategy } = rollout.spec;
  const active = status.blueGreen?.activeSelector;
  const ready = sets.readyOf(rollout, hash);
  status.currentStepIndex = undefined;
  const serve = (): StepResult => {
    status.blueGreen = { activeSelector: hash, previewSelector: hash };
    status.stableRS = hash;
    status.abort = undefined;
    status.promoteFull = undefined;
    status.pauseConditions = undefined;
    status.controllerPause = undefined;
    return { pods: { [hash]: replicas }, phase: 'Healthy' };
  };
  if (!active || active === hash) {
    return ready >= replicas
      ? serve()
      : {
          pods: { [hash]: replicas },
          phase: 'Progressing',
          message: 'active service cutover pending',
        };
  }
  if (status.abort) {
    abort(context);
    status.currentStepIndex = undefined;
    return {
      pods: { [active]: replicas },
      phase: 'Degraded',
      message: `RolloutAborted: Rollout aborted update to revision ${revision}`,
    };
  }
  status.abortedAt = undefined;
  status.blueGreen = { activeSelector: active, previewSelector: hash };
  const both = { [active]: replicas, [hash]: replicas };
  if (paused)
    return { pods: both, phase: 'Paused', message: 'manually paused' };
  if (ready < replicas) {
    return {
      pods: both,
      phase: 'Progressing',
      message: 'more replicas need to be updated',
    };
  }
  const isAutomatic = strategy.blueGreen?.autoPromotionEnabled !== false;
  const reason = 'BlueGreenPause';
  return status.promoteFull || isAutomatic || pause(context, reason)
    ? serve()
    : { pods: both, phase: 'Paused', message: reason };
}
