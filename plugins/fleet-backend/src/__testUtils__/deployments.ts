import { workloadFact } from './facts';
import {
  defineAdapter,
  defineWatch,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import type { KubernetesObject } from '@fleetview/kube-watch';
import { z } from 'zod';

/** An adapter that reads of a Deployment its version, and finds some malformed. */
export const testAdapter: FleetAdapter = defineAdapter({
  id: 'kubernetes',
  title: 'Kubernetes',
  homepage: 'https://kubernetes.io',
  watches: [
    defineWatch({
      group: 'apps',
      versions: ['v1'],
      kind: 'Deployment',
      plural: 'deployments',
      namespaced: true,
      facts: ['workload'],
      reads: 'the version',
      schema: z.looseObject({ spec: z.object({ version: z.string() }) }),
      map: ({ spec }, { source }) => ({
        facts: [
          workloadFact({
            source,
            name: source.name,
            namespace: source.namespace ?? '',
            version: spec.version,
          }),
        ],
      }),
    }),
    defineWatch({
      group: 'nobody.example.com',
      versions: ['v1'],
      kind: 'Nothing',
      plural: 'nothings',
      namespaced: true,
      facts: ['source'],
      reads: 'what no cluster has',
      schema: z.unknown(),
      map: () => ({ skipped: 'irrelevant' }),
    }),
  ],
});

/** A Deployment of a version; without one it is malformed. */
export function deploymentObject(
  name: string,
  version?: string,
  resourceVersion = '1',
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion },
    ...(version ? { spec: { version } } : {}),
  };
}
