import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapDaemonSet } from './mapDaemonSet';
import { mapDeployment } from './mapDeployment';
import { mapNamespace } from './mapNamespace';
import { mapNode } from './mapNode';
import { mapStatefulSet } from './mapStatefulSet';
import {
  daemonSetSchema,
  deploymentSchema,
  namespaceSchema,
  nodeSchema,
  statefulSetSchema,
} from './schema';

export const kubernetesAdapter = defineAdapter({
  id: 'kubernetes',
  title: 'Kubernetes',
  homepage: 'https://kubernetes.io',
  watches: [
    defineWatch({
      group: '',
      versions: ['v1'],
      kind: 'Namespace',
      plural: 'namespaces',
      namespaced: false,
      facts: ['namespace'],
      reads: 'phase and labels, from which environment and owner come',
      schema: namespaceSchema,
      map: mapNamespace,
    }),
    defineWatch({
      group: '',
      versions: ['v1'],
      kind: 'Node',
      plural: 'nodes',
      namespaced: false,
      facts: ['node'],
      reads: 'readiness, capacity, kubelet version, region and zone',
      schema: nodeSchema,
      map: mapNode,
    }),
    defineWatch({
      group: 'apps',
      versions: ['v1'],
      kind: 'Deployment',
      plural: 'deployments',
      namespaced: true,
      facts: ['workload'],
      reads: 'images, replicas and how far the rollout is',
      schema: deploymentSchema,
      map: mapDeployment,
    }),
    defineWatch({
      group: 'apps',
      versions: ['v1'],
      kind: 'StatefulSet',
      plural: 'statefulsets',
      namespaced: true,
      facts: ['workload'],
      reads: 'images, replicas, partition and how far the rollout is',
      schema: statefulSetSchema,
      map: mapStatefulSet,
    }),
    defineWatch({
      group: 'apps',
      versions: ['v1'],
      kind: 'DaemonSet',
      plural: 'daemonsets',
      namespaced: true,
      facts: ['workload'],
      reads: 'images, pods per node and how far the rollout is',
      schema: daemonSetSchema,
      map: mapDaemonSet,
    }),
  ],
});
