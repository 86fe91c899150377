import type { ProvisionInput } from '../ClusterProvision';

const COMMON = {
  name: 'prod-euw1-b',
  title: 'Production, Ireland B',
  owner: 'group:default/platform',
  system: 'platform',
  labels: { 'example.com/ring': 'second' },
  version: '1.34.2',
} as const;

const WHAT = { environment: 'production', tier: '1' };

/** A cluster for each provider, and one by a class, with all that they take. */
export const PROVISIONS: Readonly<Record<string, ProvisionInput>> = {
  class: {
    ...COMMON,
    provider: 'aws',
    attributes: { ...WHAT, region: 'eu-west-1' },
    clusterClass: { name: 'quick-start', namespace: 'classes' },
    variables: { region: 'eu-west-1', count: 3, encrypted: true },
    controlPlane: { replicas: 3 },
    workers: [
      { name: 'general', replicas: 3, workerClass: 'default-worker' },
      {
        name: 'b',
        replicas: 0,
        workerClass: 'default-worker',
        failureDomain: 'eu-west-1b',
      },
    ],
    delivery: 'flux',
  },
  aws: {
    ...COMMON,
    provider: 'aws',
    attributes: { ...WHAT, region: 'eu-west-1' },
    identity: { name: 'fleet' },
    image: 'ami-0123456789abcdef0',
    place: { sshKeyName: 'platform' },
    controlPlane: { replicas: 3, machineType: 'm6i.large' },
    workers: [
      {
        name: 'a',
        replicas: 2,
        machineType: 'm6i.xlarge',
        failureDomain: 'eu-west-1a',
      },
      { name: 'any', replicas: 2, machineType: 'u-6tb1.metal' },
    ],
    namespace: 'clusters',
    delivery: 'flux',
  },
  azure: {
    ...COMMON,
    provider: 'azure',
    attributes: { ...WHAT, region: 'westeurope' },
    identity: { name: 'fleet', namespace: 'identities' },
    image:
      '/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/images/providers/Microsoft.Compute/images/kubernetes',
    place: {
      subscriptionId: '00000000-0000-4000-8000-000000000000',
      resourceGroup: 'prod',
      network: 'prod-network',
      nodeIdentity:
        '/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/prod/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes',
    },
    controlPlane: { replicas: 1, machineType: 'Standard_D4s_v5' },
    workers: [
      {
        name: 'general',
        replicas: 2,
        machineType: 'Standard_D8s_v5',
        failureDomain: '1',
      },
    ],
  },
  google: {
    ...COMMON,
    provider: 'google',
    attributes: { ...WHAT, region: 'europe-west1' },
    identity: { name: 'google-credentials', namespace: 'identities' },
    image: 'projects/my-project/global/images/kubernetes-1-34',
    place: { project: 'my-project', network: 'prod' },
    controlPlane: { replicas: 3, machineType: 'n2-standard-4' },
    workers: [
      {
        name: 'general',
        replicas: 2,
        machineType: 'e2-custom-4-8192',
        failureDomain: 'europe-west1-b',
      },
    ],
  },
  vsphere: {
    ...COMMON,
    provider: 'vsphere',
    attributes: { ...WHAT, region: 'cellar' },
    identity: { name: 'vcenter' },
    image: '/dc1/vm/templates/ubuntu-2404-kube-v1.34.2',
    place: {
      server: 'vcenter.example',
      thumbprint: `AB${':CD'.repeat(19)}`,
      datacenter: 'dc1',
      datastore: '/dc1/datastore/fast',
      folder: '/dc1/vm/clusters',
      resourcePool: 'dc1/host/one/Resources',
      network: 'VM Network',
      endpoint: '10.0.0.10',
    },
    controlPlane: { replicas: 3, machineType: '4x16' },
    workers: [
      {
        name: 'general',
        replicas: 2,
        machineType: '8x32',
        failureDomain: 'zone-a',
      },
    ],
  },
  docker: {
    ...COMMON,
    provider: 'docker',
    attributes: WHAT,
    image: 'kindest/node:v1.34.2',
    controlPlane: { replicas: 1 },
    workers: [{ name: 'general', replicas: 1 }],
  },
};
