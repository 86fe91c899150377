import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapApplication } from './mapApplication';
import { mapApplicationSet } from './mapApplicationSet';
import { mapAppProject } from './mapAppProject';
import {
  applicationSchema,
  applicationSetSchema,
  appProjectSchema,
} from './schema';

export const argocdAdapter = defineAdapter({
  id: 'argocd',
  title: 'Argo CD',
  homepage: 'https://argo-cd.readthedocs.io',
  watches: [
    defineWatch({
      group: 'argoproj.io',
      versions: ['v1alpha1'],
      kind: 'Application',
      plural: 'applications',
      namespaced: true,
      facts: ['delivery'],
      reads:
        'target cluster, health, sync, revisions, operation, history, images and resources',
      schema: applicationSchema,
      map: mapApplication,
    }),
    defineWatch({
      group: 'argoproj.io',
      versions: ['v1alpha1'],
      kind: 'ApplicationSet',
      plural: 'applicationsets',
      namespaced: true,
      facts: ['placement'],
      reads: 'generators, rolling steps and the Applications that it makes',
      schema: applicationSetSchema,
      map: mapApplicationSet,
    }),
    defineWatch({
      group: 'argoproj.io',
      versions: ['v1alpha1'],
      kind: 'AppProject',
      plural: 'appprojects',
      namespaced: true,
      facts: ['freeze'],
      reads: 'sync windows',
      schema: appProjectSchema,
      map: mapAppProject,
    }),
  ],
});
