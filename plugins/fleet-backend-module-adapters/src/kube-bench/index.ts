import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapConfigMap } from './mapConfigMap';
import { configMapSchema } from './schema';

export const kubeBenchAdapter = defineAdapter({
  id: 'kube-bench',
  title: 'kube-bench',
  homepage: 'https://aquasecurity.github.io/kube-bench/',
  watches: [
    defineWatch({
      group: '',
      versions: ['v1'],
      kind: 'ConfigMap',
      plural: 'configmaps',
      namespaced: true,
      extension: {
        role: 'kube-bench',
        grants:
          'ConfigMaps by name; of what a Job of kube-bench left in them number, description and result of each test are read, and nothing else',
        byName: true,
      },
      facts: ['finding'],
      reads:
        'number, description, result and benchmark of each test; neither commands nor what they printed',
      schema: configMapSchema,
      map: mapConfigMap,
    }),
  ],
});
