import {
  type ActionContext,
  type ActionPlan,
  type ActionProgress,
  atVersionOf,
  isAsPlannedOn,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  type ActedApplication,
  isBusy,
  isOurs,
  isSkipped,
  markOf,
} from './actApplication';

/** Why no operation can be begun now; `undefined` where one can. */
export function whyNoOperation(
  application: ActedApplication,
): string | undefined {
  if (application.metadata.deletionTimestamp !== undefined) {
    return 'The Application is being deleted.';
  }
  if (isSkipped(application)) {
    return 'The Application tells Argo CD to skip it (annotation argocd.argoproj.io/skip-reconcile): resume it first.';
  }
  if (isBusy(application)) {
    return 'An operation is under way: wait for its end, or terminate it.';
  }
  return undefined;
}

/**
 * A plan that asks for an operation.
 *
 * @param sync - what is to be synced, in Argo CD's words; the Application's own
 *   options are added, as its API server does
 */
export function planOperation(
  application: ActedApplication,
  sync: Record<string, unknown>,
  effect: string,
  context: ActionContext,
): ActionPlan {
  const { metadata, spec } = application;
  const { syncOptions = [], retry } = spec?.syncPolicy ?? {};
  return {
    effect,
    patches: [
      {
        target: context.target,
        contentType: 'application/merge-patch+json',
        body: {
          metadata: atVersionOf(metadata),
          operation: withoutUndefined({
            initiatedBy: { username: context.requestedBy },
            info: [markOf(context)],
            retry,
            sync: {
              ...(syncOptions.length ? { syncOptions } : {}),
              ...sync,
            },
          }),
        },
      },
    ],
  };
}

function isComparedSince({ status }: ActedApplication): boolean {
  const finished = timeOf(status?.operationState?.finishedAt);
  const reconciled = timeOf(status?.reconciledAt);
  return (
    finished === undefined ||
    (reconciled !== undefined && Date.parse(reconciled) >= Date.parse(finished))
  );
}

/** How far the operation is that was asked for. */
export function progressOfOperation(
  application: ActedApplication,
  plan: ActionPlan,
  context: ActionContext,
): ActionProgress {
  const state = application.status?.operationState;
  if (!state || !isOurs(state.operation, context)) {
    const isStill =
      isOurs(application.operation, context) ||
      isAsPlannedOn(application.metadata, plan);
    return {
      state: 'pending',
      message: isStill
        ? 'Argo CD has not taken it up yet.'
        : 'It is neither asked for nor the last operation: another one has taken its place.',
    };
  }
  const { phase, message } = state;
  switch (phase) {
    case 'Succeeded':
      // Until it is compared again, health and sync are of the time before.
      return isComparedSince(application)
        ? withoutUndefined({ state: 'seen' as const, message })
        : { state: 'accepted', message: 'done, and not compared again yet' };
    case 'Failed':
    case 'Error':
      return withoutUndefined({ state: 'failed' as const, message });
    default:
      return withoutUndefined({ state: 'accepted' as const, message });
  }
}
