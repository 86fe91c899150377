import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { argocdActions } from './act';
import { argocdDesired } from './desired';
import { mapApplication } from './mapApplication';
import { mapApplicationSet } from './mapApplicationSet';
import { mapAppProject } from './mapAppProject';
import { mapSecret } from './mapSecret';
import { argocdPolls } from './polls';
import {
  applicationSchema,
  applicationSetSchema,
  appProjectSchema,
  secretSchema,
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
        'target cluster, health, sync, revisions, operation, what blocks it, conditions, history, images, resources, and what it leaves out (`spec.ignoreDifferences`)',
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
      reads:
        'generators, rolling steps, the Applications that it makes and, where it names them, their clusters',
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
    defineWatch({
      group: '',
      versions: ['v1'],
      kind: 'Secret',
      plural: 'secrets',
      namespaced: true,
      extension: {
        role: 'argocd-clusters',
        grants:
          "the Secrets of Argo CD's namespace; of those that describe a cluster `name` and `server` are read, and nothing else",
        labelSelector: 'argocd.argoproj.io/secret-type=cluster',
      },
      facts: ['cluster'],
      reads: '`name` and `server` of cluster Secrets, and nothing else',
      schema: secretSchema,
      map: mapSecret,
    }),
  ],
  polls: argocdPolls,
  desired: argocdDesired,
  actions: argocdActions,
});
