import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { clusterApiActions } from './act';
import { mapCluster } from './mapCluster';
import { mapClusterClass } from './mapClusterClass';
import { mapKubeadmControlPlane } from './mapKubeadmControlPlane';
import { mapMachine } from './mapMachine';
import { mapMachineDeployment } from './mapMachineDeployment';
import { mapMachineHealthCheck } from './mapMachineHealthCheck';
import { mapMachinePool } from './mapMachinePool';
import { mapMachineSet } from './mapMachineSet';
import {
  clusterClassSchema,
  clusterSchema,
  kubeadmControlPlaneSchema,
  machineDeploymentSchema,
  machineHealthCheckSchema,
  machinePoolSchema,
  machineSchema,
  machineSetSchema,
} from './schema';

const core = {
  group: 'cluster.x-k8s.io',
  versions: ['v1beta2', 'v1beta1'] as [string, ...string[]],
  namespaced: true,
};

export const clusterApiAdapter = defineAdapter({
  id: 'cluster-api',
  title: 'Cluster API',
  homepage: 'https://cluster-api.sigs.k8s.io',
  watches: [
    defineWatch({
      ...core,
      kind: 'Cluster',
      plural: 'clusters',
      facts: ['cluster'],
      reads:
        'life cycle, address of the control plane, versions, what blocks it, and what it is made from',
      schema: clusterSchema,
      map: mapCluster,
    }),
    defineWatch({
      ...core,
      kind: 'ClusterClass',
      plural: 'clusterclasses',
      facts: ['source'],
      reads: 'whether its variables and references are in order',
      schema: clusterClassSchema,
      map: mapClusterClass,
    }),
    defineWatch({
      ...core,
      group: 'controlplane.cluster.x-k8s.io',
      kind: 'KubeadmControlPlane',
      plural: 'kubeadmcontrolplanes',
      facts: ['pool'],
      reads: 'counts, versions, and whether control plane and etcd are well',
      schema: kubeadmControlPlaneSchema,
      map: mapKubeadmControlPlane,
    }),
    defineWatch({
      ...core,
      kind: 'MachineDeployment',
      plural: 'machinedeployments',
      facts: ['pool'],
      reads: 'counts, versions and how far the rollout is',
      schema: machineDeploymentSchema,
      map: mapMachineDeployment,
    }),
    defineWatch({
      ...core,
      kind: 'MachineSet',
      plural: 'machinesets',
      facts: ['pool'],
      reads: 'counts of each template that still has machines',
      schema: machineSetSchema,
      map: mapMachineSet,
    }),
    defineWatch({
      ...core,
      kind: 'MachinePool',
      plural: 'machinepools',
      facts: ['pool'],
      reads: 'counts, phase and versions of a provider’s own group of machines',
      schema: machinePoolSchema,
      map: mapMachinePool,
    }),
    defineWatch({
      ...core,
      kind: 'Machine',
      plural: 'machines',
      facts: ['pool'],
      reads: 'readiness, kubelet version and the node that it became',
      schema: machineSchema,
      map: mapMachine,
    }),
    defineWatch({
      ...core,
      kind: 'MachineHealthCheck',
      plural: 'machinehealthchecks',
      facts: ['pool'],
      reads:
        'healthy and expected machines, and whether it may still replace any',
      schema: machineHealthCheckSchema,
      map: mapMachineHealthCheck,
    }),
  ],
  actions: clusterApiActions,
});
