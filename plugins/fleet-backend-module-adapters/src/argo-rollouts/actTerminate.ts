import {
  type AdapterAction,
  atVersionOf,
  defineAction,
  lenient,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { NO_PARAMETERS } from './readActed';
import { hasEnded } from './readAnalysis';
import { analysisRunSchema, experimentSchema } from './schema';

const versionedSchema = z.object({
  metadata: z.object({ resourceVersion: lenient(z.string()) }),
});

type Terminable = z.output<typeof versionedSchema> & {
  metadata: { deletionTimestamp?: string | undefined };
  spec?: { terminate?: boolean | undefined } | undefined;
  status?:
    | { phase?: string | undefined; message?: string | undefined }
    | undefined;
};

function defineTerminate<TObject extends Terminable>(options: {
  kind: string;
  what: string;
  resource: string;
  description: string;
  schema: z.ZodType<TObject>;
}): AdapterAction {
  const { kind, what, resource, description, schema } = options;
  return defineAction({
    id: 'terminate',
    kind,
    title: `End the ${what}`,
    description,
    rbac: [{ group: 'argoproj.io', resource, verbs: ['patch'] }],
    schema,
    parameters: NO_PARAMETERS,
    plan({ metadata, spec, status }, _, { target }) {
      if (metadata.deletionTimestamp !== undefined) {
        return { refused: `The ${what} is being deleted.` };
      }
      if (hasEnded(status?.phase)) {
        return { refused: `The ${what} has ended already.` };
      }
      if (spec?.terminate) {
        return { refused: `The ${what} is being ended already.` };
      }
      return {
        effect: `${kind} '${target.name}' ends now, and counts as successful unless it has failed.`,
        patches: [
          {
            target,
            contentType: 'application/merge-patch+json',
            body: {
              metadata: atVersionOf(metadata),
              spec: { terminate: true },
            },
          },
        ],
      };
    },
    progress({ spec, status }) {
      if (hasEnded(status?.phase)) {
        return { state: 'seen', message: status?.message };
      }
      return { state: spec?.terminate ? 'accepted' : 'pending' };
    },
  });
}

export const terminateAnalysisRun = defineTerminate({
  kind: 'AnalysisRun',
  what: 'analysis',
  resource: 'analysisruns',
  description:
    'Sets `spec.terminate`: nothing more is measured. What asked for the analysis goes on by what was measured so far.',
  schema: analysisRunSchema.and(versionedSchema),
});

export const terminateExperiment = defineTerminate({
  kind: 'Experiment',
  what: 'experiment',
  resource: 'experiments',
  description:
    'Sets `spec.terminate`: its pods and analyses end. What asked for the experiment goes on by what came of it so far.',
  schema: experimentSchema.and(versionedSchema),
});
