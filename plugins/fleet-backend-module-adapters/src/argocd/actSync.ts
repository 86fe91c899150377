import { defineAction } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import {
  actedApplicationSchema,
  APPLICATION_RBAC,
  isAutomated,
} from './actApplication';
import {
  planOperation,
  progressOfOperation,
  whyNoOperation,
} from './actOperation';

/** Objects of the Application, as Argo CD names them where a sync is limited to some. */
const resourcesSchema = z
  .array(
    z.strictObject({
      group: z.string().max(253),
      kind: z.string().min(1).max(63),
      namespace: z.string().max(253).optional(),
      name: z.string().min(1).max(253),
    }),
  )
  .min(1)
  .max(50);

function nameOf({ kind, name }: { kind: string; name: string }): string {
  return `${kind} '${name}'`;
}

export const syncAction = defineAction({
  id: 'sync',
  kind: 'Application',
  title: 'Sync the Application',
  description:
    'Applies what Git says, at the followed or a given revision; of some objects alone where `resources` names them. Removes what Git no longer has only where `prune` is set. Sync windows hold.',
  rbac: APPLICATION_RBAC,
  schema: actedApplicationSchema,
  parameters: z.strictObject({
    revision: z.string().min(1).max(512).optional(),
    prune: z.boolean().optional(),
    resources: resourcesSchema.optional(),
  }),
  plan(application, { revision, prune, resources }, context) {
    const refused = whyNoOperation(application);
    if (refused) return { refused };
    const { spec } = application;
    const followed = spec?.source?.targetRevision;
    if (revision && (spec?.sources.length || spec?.sourceHydrator)) {
      return {
        refused:
          'The Application has several sources, or a hydrated one: one revision does not say which. Sync it without a revision.',
      };
    }
    if (revision && isAutomated(application) && revision !== followed) {
      return {
        refused: `Automated sync follows '${
          followed ?? 'HEAD'
        }' and would go back to it: suspend it first, or sync without a revision.`,
      };
    }
    return planOperation(
      application,
      {
        ...(revision ? { revision } : {}),
        ...(prune ? { prune } : {}),
        ...(resources ? { resources } : {}),
      },
      `Argo CD applies ${
        resources ? `${resources.map(nameOf).join(', ')} alone, at ` : ''
      }${revision ? `revision '${revision}'` : 'the revision that it follows'}${
        prune ? ' and removes what is no longer in it' : ''
      }.`,
      context,
    );
  },
  progress: progressOfOperation,
});

export const rollBackAction = defineAction({
  id: 'roll-back',
  kind: 'Application',
  title: 'Roll the Application back',
  description:
    'Applies again what an entry of the history applied, by its `id`. Git is not changed: the Application is out of sync afterwards. Not possible while automated sync is on.',
  rbac: APPLICATION_RBAC,
  schema: actedApplicationSchema,
  parameters: z.strictObject({
    id: z.number().int().nonnegative(),
    prune: z.boolean().optional(),
  }),
  plan(application, { id, prune }, context) {
    const refused = whyNoOperation(application);
    if (refused) return { refused };
    if (isAutomated(application)) {
      return {
        refused:
          'Automated sync is on and would undo it: suspend it first, as Argo CD asks for as well.',
      };
    }
    const entry = application.status?.history.find(other => other.id === id);
    if (!entry) {
      return {
        refused: `The history has no entry ${id}: Argo CD keeps the last ones only.`,
      };
    }
    const { revision, revisions, source, sources } = entry;
    if (!source && sources.length === 0) {
      return {
        refused: `The entry ${id} of the history does not say what its source was: sync to its revision instead.`,
      };
    }
    const plan = planOperation(
      application,
      {
        ...(sources.length ? { sources, revisions } : { source, revision }),
        ...(prune ? { prune } : {}),
        syncStrategy: { apply: {} },
      },
      `Argo CD applies again what it applied as entry ${id} of its history. Git is not changed, so the Application is out of sync afterwards.`,
      context,
    );
    const isOfSet = application.metadata.ownerReferences.find(
      ({ kind }) => kind === 'ApplicationSet',
    );
    return isOfSet
      ? {
          ...plan,
          revertedBy: `the ApplicationSet '${isOfSet.name}', if it syncs its Applications in steps`,
        }
      : plan;
  },
  progress: progressOfOperation,
});

export const retryAction = defineAction({
  id: 'retry',
  kind: 'Application',
  title: 'Retry the failed operation',
  description:
    'Asks once more for the operation that failed last, with the same revision and options.',
  rbac: APPLICATION_RBAC,
  schema: actedApplicationSchema,
  parameters: z.strictObject({}),
  plan(application, _, context) {
    const refused = whyNoOperation(application);
    if (refused) return { refused };
    const state = application.status?.operationState;
    if (state?.phase !== 'Failed' && state?.phase !== 'Error') {
      return { refused: 'The last operation has not failed.' };
    }
    return planOperation(
      application,
      state.operation?.sync ?? {},
      'Argo CD tries the operation that failed once more.',
      context,
    );
  },
  progress: progressOfOperation,
});
