import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { createDiagnosis } from '../diagnosis';
import { createRunning } from '../running';
import { argoRolloutsActions } from './act';
import { mapAnalysisRun } from './mapAnalysisRun';
import { mapExperiment } from './mapExperiment';
import { mapRollout } from './mapRollout';
import { analysisRunSchema, experimentSchema, rolloutSchema } from './schema';

export const argoRolloutsAdapter = defineAdapter({
  id: 'argo-rollouts',
  title: 'Argo Rollouts',
  homepage: 'https://argo-rollouts.readthedocs.io',
  actions: argoRolloutsActions,
  followUp: createDiagnosis(['Rollout']),
  running: createRunning(['Rollout']),
  watches: [
    defineWatch({
      group: 'argoproj.io',
      versions: ['v1alpha1'],
      kind: 'Rollout',
      plural: 'rollouts',
      namespaced: true,
      tellsDifferences: true,
      facts: ['workload', 'difference'],
      reads:
        'images, replicas, what pods request, canary step and weights or what is active, pauses and aborts',
      schema: rolloutSchema,
      map: mapRollout,
    }),
    defineWatch({
      group: 'argoproj.io',
      versions: ['v1alpha1'],
      kind: 'AnalysisRun',
      plural: 'analysisruns',
      namespaced: true,
      facts: ['analysis'],
      reads: 'verdict, and per metric how often it was met and the last value',
      schema: analysisRunSchema,
      map: mapAnalysisRun,
    }),
    defineWatch({
      group: 'argoproj.io',
      versions: ['v1alpha1'],
      kind: 'Experiment',
      plural: 'experiments',
      namespaced: true,
      facts: ['analysis'],
      reads: 'verdict, and those of its analyses',
      schema: experimentSchema,
      map: mapExperiment,
    }),
  ],
});
