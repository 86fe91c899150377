import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Takes out what applies an exception that is over.',
    example: stringify({
      steps: [
        {
          id: 'remove',
          action: 'fleet:exception:remove',
          input: {
            exceptionId: '0a1b2c3d-0000-4000-8000-000000000000',
            path: 'clusters/prod-euw1-a/policies',
          },
        },
      ],
    }),
  },
];
