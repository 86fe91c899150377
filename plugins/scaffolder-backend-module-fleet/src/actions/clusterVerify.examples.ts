import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

function exampleOf(description: string, input: object): TemplateExample {
  return {
    description,
    example: stringify({
      steps: [{ id: 'verify', action: 'fleet:cluster:verify', input }],
    }),
  };
}

export const examples: TemplateExample[] = [
  exampleOf('Goes on only if a cluster of the fleet is as one should be.', {
    cluster: 'prod-euw1-a',
  }),
  exampleOf('Looks at a cluster that is none of the fleet yet.', {
    server: 'https://api.prod-euw1-b.example:6443',
    credentials: 'prod-euw1-b',
    attributes: {
      region: 'eu-west-1',
      environment: 'production',
      tier: 'critical',
      owner: 'group:default/platform',
    },
    accept: [
      { check: 'policy-bundle', reason: 'Policies come with the first sync.' },
      { check: 'cost-agent', reason: 'It is installed after it has joined.' },
    ],
  }),
  exampleOf('Looks at some of it, and accepts that nobody knows of backups.', {
    cluster: 'prod-euw1-a',
    checks: ['reachability', 'identity', 'rbac', 'backup-schedule'],
    accept: [
      {
        check: 'backup-schedule',
        reason: 'The provider takes snapshots of the volumes.',
      },
    ],
  }),
];
