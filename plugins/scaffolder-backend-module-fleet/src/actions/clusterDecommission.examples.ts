import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const example = (description: string, input: object): TemplateExample => ({
  description,
  example: stringify({
    steps: [
      { id: 'decommission', action: 'fleet:cluster:decommission', input },
    ],
  }),
});

export const examples: TemplateExample[] = [
  example('Takes out a cluster on which nothing runs.', {
    name: 'prod-euw1-a',
  }),
  example('Takes out a cluster that does not answer any more.', {
    name: 'prod-euw1-a',
    path: 'fleet',
    confirm: 'prod-euw1-a',
    reason: 'Its data centre was closed on 2026-11-01 (CHG-1432).',
  }),
  example('Takes out a cluster of Cluster API, and deletes its machines.', {
    name: 'prod-euw1-a',
    clusterId: 'c-3f6a1b',
    confirm: 'prod-euw1-a',
    reason: 'Replaced by prod-euw1-b.',
    confirmMachines: 'delete prod-euw1-a',
  }),
];
