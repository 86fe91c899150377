import type {
  ActionContext,
  ActionPlan,
  AdapterAction,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  KubernetesError,
  type KubernetesClient,
  type KubernetesObject,
} from '@fleetview/kube-watch';
import { mayItAct } from './mayItAct';
import type { Target } from './readTargets';

/** What would be done to the object as it is now, or why nothing can be. */
export type Made =
  | { refused: string; isUnreachable?: boolean }
  | { plan: ActionPlan; resourceVersion: string; object: KubernetesObject };

/** Reads an object with acting credentials, and plans on it. Changes nothing. */
export async function makePlan(options: {
  client: Pick<KubernetesClient, 'getObject' | 'review'>;
  target: Pick<Target, 'object' | 'sourceUid'>;
  action: AdapterAction;
  parameters: unknown;
  context: ActionContext;
  signal?: AbortSignal;
}): Promise<Made> {
  const { client, target, action, parameters, context, signal } = options;
  const { namespace, name, kind } = target.object;
  let object: KubernetesObject;
  try {
    object = await client.getObject(target.object, {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      signal,
    });
  } catch (error) {
    if (!(error instanceof KubernetesError)) throw error;
    return {
      refused:
        error.kind === 'not-served'
          ? `The ${kind} '${name}' is not there any more.`
          : `The ${kind} '${name}' could not be read with the acting credentials: ${error.reason}`,
      ...(error.kind === 'unreachable' || error.kind === 'throttled'
        ? { isUnreachable: true }
        : {}),
    };
  }
  const { uid, resourceVersion = '' } = object.metadata;
  if (uid !== target.sourceUid) {
    return {
      refused: `The ${kind} '${name}' is another object than the one that is shown: it was made anew. Try again in a moment.`,
    };
  }
  const plan = action.plan(object, parameters, context);
  if ('refused' in plan) return plan;
  const denied = await mayItAct({ client, action, plan, signal });
  return denied
    ? { refused: `It cannot be done: ${denied}.` }
    : { plan, resourceVersion, object };
}
