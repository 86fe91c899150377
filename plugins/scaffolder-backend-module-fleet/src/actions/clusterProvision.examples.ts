import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const example = (description: string, input: object): TemplateExample => ({
  description,
  example: stringify({
    steps: [{ id: 'provision', action: 'fleet:cluster:provision', input }],
  }),
});

export const examples: TemplateExample[] = [
  example('Makes a cluster by a ClusterClass.', {
    name: 'prod-euw1-b',
    provider: 'aws',
    version: 'v1.34.2',
    owner: 'group:default/platform',
    attributes: { region: 'eu-west-1', environment: 'production', tier: '1' },
    clusterClass: { name: 'quick-start' },
    variables: { region: 'eu-west-1', workerMachineType: 'm6i.large' },
    controlPlane: { replicas: 3 },
    workers: [{ name: 'general', replicas: 3, workerClass: 'default-worker' }],
  }),
  example('Makes a cluster on AWS, by each of the objects.', {
    name: 'prod-euw1-b',
    provider: 'aws',
    version: 'v1.34.2',
    owner: 'group:default/platform',
    attributes: { region: 'eu-west-1', environment: 'production' },
    identity: { name: 'fleet' },
    controlPlane: { replicas: 3, machineType: 'm6i.large' },
    workers: [
      {
        name: 'a',
        replicas: 2,
        machineType: 'm6i.xlarge',
        failureDomain: 'eu-west-1a',
      },
    ],
    delivery: 'flux',
  }),
  example('Makes a cluster of containers, to try it.', {
    name: 'try',
    provider: 'docker',
    version: 'v1.34.0',
    owner: 'group:default/platform',
    path: 'fleet',
    controlPlane: { replicas: 1 },
    workers: [{ name: 'general', replicas: 1 }],
  }),
];
