import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { createDiagnosis } from '../diagnosis';
import { createRunning } from '../running';
import { kubernetesActions } from './act';
import { looks } from './looks';
import { mapClusterRole } from './mapClusterRole';
import { mapClusterRoleBinding } from './mapClusterRoleBinding';
import { mapCronJob } from './mapCronJob';
import { mapDaemonSet } from './mapDaemonSet';
import { mapDeployment } from './mapDeployment';
import { mapHorizontalPodAutoscaler } from './mapHorizontalPodAutoscaler';
import { mapJob } from './mapJob';
import { mapLease } from './mapLease';
import { mapNamespace } from './mapNamespace';
import { mapNode } from './mapNode';
import { mapResourceQuota } from './mapResourceQuota';
import { mapRole } from './mapRole';
import { mapRoleBinding } from './mapRoleBinding';
import { mapStatefulSet } from './mapStatefulSet';
import {
  bindingSchema,
  cronJobSchema,
  daemonSetSchema,
  deploymentSchema,
  horizontalPodAutoscalerSchema,
  jobSchema,
  leaseSchema,
  namespaceSchema,
  nodeSchema,
  resourceQuotaSchema,
  roleSchema,
  statefulSetSchema,
} from './schema';

const RBAC = 'rbac.authorization.k8s.io';

/** Who may do what is nobody's business by default, and of the cluster as a whole. */
const ACCESS = {
  role: 'access',
  grants:
    'roles and bindings of the whole cluster: what they allow and to whom, and no Secret of anybody',
  wholeCluster: true,
} as const;

export const kubernetesAdapter = defineAdapter({
  id: 'kubernetes',
  title: 'Kubernetes',
  homepage: 'https://kubernetes.io',
  actions: kubernetesActions,
  followUp: createDiagnosis(['Deployment', 'StatefulSet', 'DaemonSet', 'Job']),
  running: createRunning(['Deployment', 'StatefulSet', 'DaemonSet']),
  looks,
  watches: [
    defineWatch({
      group: '',
      versions: ['v1'],
      kind: 'Namespace',
      plural: 'namespaces',
      namespaced: false,
      facts: ['namespace', 'policy'],
      reads:
        'phase and labels, from which environment and owner come, and what is asked of pods',
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
      reads: 'readiness, capacity, taints, kubelet version, region and zone',
      schema: nodeSchema,
      map: mapNode,
    }),
    defineWatch({
      group: 'apps',
      versions: ['v1'],
      kind: 'Deployment',
      plural: 'deployments',
      namespaced: true,
      tellsDifferences: true,
      facts: ['workload', 'difference'],
      reads: 'images, replicas, what pods request and how far the rollout is',
      schema: deploymentSchema,
      map: mapDeployment,
    }),
    defineWatch({
      group: 'apps',
      versions: ['v1'],
      kind: 'StatefulSet',
      plural: 'statefulsets',
      namespaced: true,
      tellsDifferences: true,
      facts: ['workload', 'difference'],
      reads:
        'images, replicas, partition, what pods request and how far the rollout is',
      schema: statefulSetSchema,
      map: mapStatefulSet,
    }),
    defineWatch({
      group: 'apps',
      versions: ['v1'],
      kind: 'DaemonSet',
      plural: 'daemonsets',
      namespaced: true,
      tellsDifferences: true,
      facts: ['workload', 'difference'],
      reads:
        'images, pods per node, what they request and how far the rollout is',
      schema: daemonSetSchema,
      map: mapDaemonSet,
    }),
    defineWatch({
      group: 'batch',
      versions: ['v1'],
      kind: 'Job',
      plural: 'jobs',
      namespaced: true,
      facts: ['workload'],
      reads:
        'images, what pods request, how it ends, and how many of them succeeded and failed',
      schema: jobSchema,
      map: mapJob,
    }),
    defineWatch({
      group: 'batch',
      versions: ['v1'],
      kind: 'CronJob',
      plural: 'cronjobs',
      namespaced: true,
      tellsDifferences: true,
      facts: ['workload', 'difference'],
      reads: 'images, schedule, active runs, and whether the last succeeded',
      schema: cronJobSchema,
      map: mapCronJob,
    }),
    defineWatch({
      group: 'autoscaling',
      versions: ['v2', 'v1'],
      kind: 'HorizontalPodAutoscaler',
      plural: 'horizontalpodautoscalers',
      namespaced: true,
      // Its metrics change every few seconds, which nobody has to know.
      coalesceMs: 60_000,
      tellsDifferences: true,
      facts: ['autoscaler', 'difference'],
      reads: 'what it scales between which bounds, and whether it can',
      schema: horizontalPodAutoscalerSchema,
      map: mapHorizontalPodAutoscaler,
    }),
    defineWatch({
      group: '',
      versions: ['v1'],
      kind: 'ResourceQuota',
      plural: 'resourcequotas',
      namespaced: true,
      // What is used changes with every pod, and nothing of it is read.
      coalesceMs: 60_000,
      facts: ['quota'],
      reads: 'the limits of a namespace, and what they count',
      schema: resourceQuotaSchema,
      map: mapResourceQuota,
    }),
    defineWatch({
      group: 'coordination.k8s.io',
      versions: ['v1'],
      kind: 'Lease',
      plural: 'leases',
      namespaced: true,
      // Renewed every few seconds by whoever holds it.
      coalesceMs: 60_000,
      extension: {
        role: 'leases',
        grants:
          'leases by name: who holds them, since when, and when they were renewed; never those of nodes',
        byName: true,
      },
      facts: ['lease'],
      reads: 'holder, duration, times and how often it changed hands',
      schema: leaseSchema,
      map: mapLease,
    }),
    defineWatch({
      group: RBAC,
      versions: ['v1'],
      kind: 'ClusterRole',
      plural: 'clusterroles',
      namespaced: false,
      extension: ACCESS,
      facts: ['access'],
      reads: 'a digest of its rules, and the first of them in words',
      schema: roleSchema,
      map: mapClusterRole,
    }),
    defineWatch({
      group: RBAC,
      versions: ['v1'],
      kind: 'ClusterRoleBinding',
      plural: 'clusterrolebindings',
      namespaced: false,
      extension: ACCESS,
      facts: ['access'],
      reads:
        'a digest of its role and subjects, and the first of them in words',
      schema: bindingSchema,
      map: mapClusterRoleBinding,
    }),
    defineWatch({
      group: RBAC,
      versions: ['v1'],
      kind: 'Role',
      plural: 'roles',
      namespaced: true,
      extension: ACCESS,
      facts: ['access'],
      reads: 'a digest of its rules, and the first of them in words',
      schema: roleSchema,
      map: mapRole,
    }),
    defineWatch({
      group: RBAC,
      versions: ['v1'],
      kind: 'RoleBinding',
      plural: 'rolebindings',
      namespaced: true,
      extension: ACCESS,
      facts: ['access'],
      reads:
        'a digest of its role and subjects, and the first of them in words',
      schema: bindingSchema,
      map: mapRoleBinding,
    }),
  ],
});
