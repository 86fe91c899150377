import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const example = (description: string, input: object): TemplateExample => ({
  description,
  example: stringify({
    steps: [{ id: 'schedule', action: 'fleet:backup:schedule', input }],
  }),
});

export const examples: TemplateExample[] = [
  example('Backs up a namespace each night, and keeps that for 30 days.', {
    component: 'component:default/checkout',
    clusters: ['prod-euw1-a', 'prod-euw1-b'],
    namespaces: ['checkout'],
    schedule: '17 1 * * *',
  }),
  example('Reads the files of volumes, every six hours.', {
    component: 'component:default/ledger',
    name: 'ledger-data',
    clusters: ['prod-euw1-a'],
    namespaces: ['ledger', 'ledger-jobs'],
    schedule: '17 */6 * * *',
    ttl: '168h0m0s',
    storageLocation: 'elsewhere',
    volumes: 'file-system',
  }),
];
