import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import {
  absentable,
  type ActionContext,
  type ActionTarget,
  conditionsSchema,
  lenient,
  listOf,
  metadataSchema,
  revertedWhereStated,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const text = lenient(z.string());
const anything = z.record(z.string(), z.unknown());

/** What an action puts into an operation goes back as it was read. */
const operationSchema = lenient(
  z.object({
    info: listOf(z.object({ name: z.string(), value: z.string() })),
    retry: lenient(anything),
    sync: lenient(anything),
  }),
);

export const actedMetadataSchema = metadataSchema.extend({
  resourceVersion: absentable(z.string()),
});

/** What actions read of an Application. */
export const actedApplicationSchema = z.object({
  metadata: actedMetadataSchema,
  operation: operationSchema,
  spec: absentable(
    z.object({
      source: lenient(z.object({ targetRevision: text })),
      sources: listOf(anything),
      sourceHydrator: lenient(anything),
      syncPolicy: lenient(
        z.object({
          automated: lenient(z.object({ enabled: lenient(z.boolean()) })),
          syncOptions: listOf(z.string()),
          retry: lenient(anything),
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      reconciledAt: text,
      conditions: conditionsSchema,
      operationState: lenient(
        z.object({
          phase: text,
          message: text,
          startedAt: text,
          finishedAt: text,
          operation: operationSchema,
        }),
      ),
      history: listOf(
        z.object({
          id: z.number().int().nonnegative(),
          revision: text,
          revisions: listOf(z.string()),
          source: lenient(anything),
          sources: listOf(anything),
        }),
      ),
    }),
  ),
});

export type ActedApplication = z.output<typeof actedApplicationSchema>;
export type Operation = ActedApplication['operation'];

export const APPLICATION_RBAC: {
  group: string;
  resource: string;
  verbs: [string];
}[] = [{ group: 'argoproj.io', resource: 'applications', verbs: ['patch'] }];

const SKIP_RECONCILE = 'argocd.argoproj.io/skip-reconcile';

/** Whether Argo CD does nothing with an Application because it says so itself. */
export function isSkipped({ metadata }: ActedApplication): boolean {
  return metadata.annotations[SKIP_RECONCILE] === 'true';
}

/** Whether Argo CD syncs by itself. */
export function isAutomated({ spec }: ActedApplication): boolean {
  const automated = spec?.syncPolicy?.automated;
  return automated !== undefined && automated.enabled !== false;
}

/** Whether an operation runs or waits to be taken up. */
export function isBusy({ operation, status }: ActedApplication): boolean {
  const phase = status?.operationState?.phase;
  return (
    operation !== undefined || phase === 'Running' || phase === 'Terminating'
  );
}

/** Whose word about the sync policy wins in the end, if anybody's. */
export function revertedByOwner(
  { metadata }: ActedApplication,
  target: ActionTarget,
): { revertedBy?: string } {
  const owner = metadata.ownerReferences.find(
    ({ kind }) => kind === 'ApplicationSet',
  );
  return owner
    ? {
        revertedBy: `the ApplicationSet '${boundedName(
          owner.name,
        )}', unless it ignores differences of the sync policy`,
      }
    : revertedWhereStated(metadata, 'spec.syncPolicy', target);
}

/** By this entry of its free text an operation is known again. */
const MARK = 'Requested through Fleet';

export function markOf({ requestedAt }: ActionContext) {
  return { name: MARK, value: requestedAt };
}

/** Whether an operation is the one that was asked for. */
export function isOurs(operation: Operation, context: ActionContext): boolean {
  return (operation?.info ?? []).some(
    ({ name, value }) => name === MARK && value === context.requestedAt,
  );
}
