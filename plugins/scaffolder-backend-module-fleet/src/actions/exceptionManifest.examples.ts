import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      "Writes what makes the engines apply an exception into the folder 'changes' of the workspace.",
    example: stringify({
      steps: [
        {
          id: 'manifest',
          action: 'fleet:exception:manifest',
          input: {
            exceptionId: '0a1b2c3d-0000-4000-8000-000000000000',
            path: 'clusters/prod-euw1-a/policies',
          },
        },
      ],
    }),
  },
  {
    description:
      'The same, where the repository is elsewhere in the workspace.',
    example: stringify({
      steps: [
        {
          id: 'manifest',
          action: 'fleet:exception:manifest',
          input: {
            exceptionId: '0a1b2c3d-0000-4000-8000-000000000000',
            path: 'policies',
            repository: 'fetched',
            changes: 'pull-request',
          },
        },
      ],
    }),
  },
];
