import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Has a container ask for less.',
    example: stringify({
      steps: [
        {
          id: 'patch',
          action: 'fleet:resources:patch',
          input: {
            workload: {
              kind: 'Deployment',
              namespace: 'payments',
              name: 'checkout',
            },
            containers: [
              { name: 'app', requests: { cpu: '250m', memory: '512Mi' } },
            ],
            path: 'overlays/prod',
          },
        },
      ],
    }),
  },
];
