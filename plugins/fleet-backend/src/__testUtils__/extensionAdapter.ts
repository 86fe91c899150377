import {
  defineAdapter,
  defineWatch,
  factBase,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { workloadFact } from './facts';

const schema = z.looseObject({ metadata: z.looseObject({}) });

/** Reads kinds that the default role does not grant: one by namespace, one by name. */
export const extensionAdapter: FleetAdapter = defineAdapter({
  id: 'extended',
  title: 'Extended',
  homepage: 'https://extended.example.com',
  watches: [
    defineWatch({
      group: '',
      versions: ['v1'],
      kind: 'Secret',
      plural: 'secrets',
      namespaced: true,
      facts: ['workload'],
      reads: 'its name',
      extension: {
        role: 'labelled',
        grants: 'labelled Secrets',
        labelSelector: 'example.com/type=cluster',
      },
      schema,
      map: (_, { source }) => ({
        facts: [
          workloadFact({
            source,
            kind: 'Secret',
            name: source.name,
            namespace: source.namespace ?? '',
          }),
        ],
      }),
    }),
    defineWatch({
      group: '',
      versions: ['v1'],
      kind: 'ConfigMap',
      plural: 'configmaps',
      namespaced: true,
      facts: ['lease'],
      reads: 'its name',
      extension: { role: 'named', grants: 'one ConfigMap', byName: true },
      schema,
      map: (_, context) => ({
        facts: [
          {
            ...factBase(context, { labels: {}, annotations: {} }),
            type: 'lease',
            namespace: context.source.namespace ?? '',
            name: context.source.name,
          },
        ],
      }),
    }),
  ],
});
