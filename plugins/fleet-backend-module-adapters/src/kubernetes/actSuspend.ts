import {
  defineAction,
  revertedWhereStated,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { patchOfSpec, versionedSchema } from './readActed';
import { type CronJobObject, cronJobSchema } from './schema';

const schema = cronJobSchema.and(
  versionedSchema.extend({
    spec: z
      .object({
        startingDeadlineSeconds: z.number().nullish().catch(undefined),
      })
      .nullish()
      .transform(spec => spec ?? undefined),
  }),
);
const parameters = z.strictObject({});
const rbac: Parameters<typeof defineAction>[0]['rbac'] = [
  { group: 'batch', resource: 'cronjobs', verbs: ['patch'] },
];

function activeRuns({ status }: CronJobObject): string {
  const active = status?.active.length ?? 0;
  if (active === 0) return '';
  return active === 1
    ? ' The run that is active goes on.'
    : ` The ${active} runs that are active go on.`;
}

// A CronJob states no generation: its controller reads the field at each turn.
function progressTo(suspended: boolean, { spec }: CronJobObject) {
  return Boolean(spec?.suspend) === suspended
    ? { state: 'seen' as const }
    : { state: 'pending' as const };
}

export const suspendCronJob = defineAction({
  id: 'suspend',
  kind: 'CronJob',
  title: 'Suspend the schedule',
  description:
    'Sets `spec.suspend`: no run begins until it is resumed. Runs that are active go on.',
  rbac,
  schema,
  parameters,
  plan(cronJob, _, { target }) {
    const { metadata, spec } = cronJob;
    if (metadata.deletionTimestamp !== undefined) {
      return { refused: 'The CronJob is being deleted.' };
    }
    if (spec?.suspend) return { refused: 'The CronJob is suspended already.' };
    return {
      effect: `No further run of CronJob '${target.name}' begins.${activeRuns(
        cronJob,
      )}`,
      ...revertedWhereStated(metadata, 'spec.suspend'),
      patches: [patchOfSpec(target, metadata, { suspend: true })],
    };
  },
  progress: object => progressTo(true, object),
});

export const resumeCronJob = defineAction({
  id: 'resume',
  kind: 'CronJob',
  title: 'Resume the schedule',
  description:
    'Clears `spec.suspend`: runs begin by the schedule again. One that was missed begins at once, unless `spec.startingDeadlineSeconds` has passed.',
  rbac,
  schema,
  parameters,
  plan({ metadata, spec }, _, { target }) {
    if (metadata.deletionTimestamp !== undefined) {
      return { refused: 'The CronJob is being deleted.' };
    }
    if (!spec?.suspend) return { refused: 'The CronJob is not suspended.' };
    const deadline = spec.startingDeadlineSeconds ?? undefined;
    return {
      effect: `CronJob '${
        target.name
      }' runs by its schedule again. A run that was missed ${
        deadline === undefined ? '' : `in the last ${deadline} seconds `
      }begins at once.`,
      ...revertedWhereStated(metadata, 'spec.suspend'),
      patches: [patchOfSpec(target, metadata, { suspend: false })],
    };
  },
  progress: object => progressTo(false, object),
});
