import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Asks for an exception from a policy on one cluster.',
    example: stringify({
      steps: [
        {
          id: 'ask',
          action: 'fleet:exception:request',
          input: {
            kind: 'policy',
            policies: [{ engine: 'kyverno', name: 'require-limits' }],
            clusters: ['prod-euw1-a'],
            namespaces: ['payments'],
            reason: 'The vendor is late.',
            ticket: 'RISK-1432',
            expiresAt: '2026-12-31',
          },
        },
      ],
    }),
  },
  {
    description: 'Asks to be let through a freeze.',
    example: stringify({
      steps: [
        {
          id: 'ask',
          action: 'fleet:exception:request',
          input: {
            kind: 'freeze',
            subjects: ['year-end'],
            entities: ['component:default/checkout'],
            severity: 'high',
            reason: 'It closes a hole.',
            compensatingControl: 'Released to one region first.',
            startsAt: '2026-12-20T08:00:00Z',
            expiresAt: '2026-12-20T18:00:00Z',
          },
        },
      ],
    }),
  },
];
