import {
  type ActionContext,
  type ActionId,
  type ActionProgress,
  type AdapterAction,
  atVersionOf,
  conditionOf,
  defineAction,
  describeCondition,
  isPresent,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import {
  type ActedObject,
  actedObjectSchema,
  type FluxKind,
  rbacOf,
} from './actObject';
import { fetchSources } from './actSources';
import { reconciledObject } from './readReconciled';

const REQUESTED_AT = 'reconcile.fluxcd.io/requestedAt';

/** An annotation that asks for more than a run, and where Flux writes that it saw it. */
const EXTRAS = {
  force: {
    annotation: 'reconcile.fluxcd.io/forceAt',
    handled: 'lastHandledForceAt',
  },
  reset: {
    annotation: 'reconcile.fluxcd.io/resetAt',
    handled: 'lastHandledResetAt',
  },
} as const;

export type ReconcileOptions = {
  id: ActionId;
  kind: FluxKind;
  title: string;
  description: string;
  effect: string;
  extra?: keyof typeof EXTRAS;
  /** Kinds of source that are fetched before. */
  sources?: FluxKind[];
  /** Why an object of this kind or version cannot do it. */
  refuse?(object: ActedObject, context: ActionContext): string | undefined;
};

function whyNot(object: ActedObject): string | undefined {
  if (object.metadata.deletionTimestamp !== undefined) {
    return 'It is being deleted.';
  }
  return object.spec?.suspend
    ? 'It is suspended: Flux does nothing with it. Resume it first.'
    : undefined;
}

/** What the conditions say of the run that was asked for, once Flux has seen the request. */
function progressOfRun(object: ActedObject): ActionProgress {
  const { conditions = [] } = object.status ?? {};
  const ready = conditionOf(conditions, 'Ready');
  const stalled = conditionOf(conditions, 'Stalled');
  const reconciling = conditionOf(conditions, 'Reconciling');
  if (stalled?.status === 'True') {
    return { state: 'failed', message: describeCondition(stalled) };
  }
  if (!ready || !isPresent(reconciledObject(object), ready)) {
    return { state: 'accepted' };
  }
  if (ready.status === 'False') {
    return {
      state: ready.reason === 'DependencyNotReady' ? 'accepted' : 'failed',
      message: describeCondition(ready),
    };
  }
  return ready.status === 'True' && reconciling?.status !== 'True'
    ? { state: 'seen', message: describeCondition(ready) }
    : { state: 'accepted', message: describeCondition(reconciling ?? ready) };
}

/** Makes an action that asks for a run by annotations, as `flux reconcile` does. */
export function reconcileAction(options: ReconcileOptions): AdapterAction {
  const { id, kind, title, description, effect, sources = [] } = options;
  const extra = options.extra ? EXTRAS[options.extra] : undefined;
  return defineAction({
    id,
    kind: kind.kind,
    title,
    description,
    rbac: rbacOf(kind, ...sources),
    schema: actedObjectSchema,
    parameters: z.strictObject({}),
    plan(object, _, context) {
      const refused = whyNot(object) ?? options.refuse?.(object, context);
      if (refused) return { refused };
      const { target, requestedAt } = context;
      const requested = { [REQUESTED_AT]: requestedAt };
      return {
        effect,
        patches: [
          ...(sources.length ? fetchSources(object, requested, target) : []),
          {
            target,
            contentType: 'application/merge-patch+json',
            body: {
              metadata: {
                ...atVersionOf(object.metadata),
                annotations: {
                  ...requested,
                  ...(extra ? { [extra.annotation]: requestedAt } : {}),
                },
              },
            },
          },
        ],
      };
    },
    progress(object, _, { requestedAt }) {
      const { metadata, status } = object;
      const isHandled =
        status?.lastHandledReconcileAt === requestedAt &&
        (!extra || status[extra.handled] === requestedAt);
      if (isHandled) return progressOfRun(object);
      const asked = metadata.annotations[REQUESTED_AT];
      return asked !== undefined && asked !== requestedAt
        ? {
            state: 'pending',
            message: `Another request has taken its place or is yet to be answered: ${asked}.`,
          }
        : { state: 'pending', message: 'Flux has not seen the request yet.' };
    },
  });
}
