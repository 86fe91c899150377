import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Has the files of the delivery say what is live, as far as that is allowed.',
    example: stringify({
      steps: [
        {
          id: 'adopt',
          action: 'fleet:drift:adopt',
          input: { episodeId: '0a1b2c3d-0000-4000-8000-000000000001' },
        },
      ],
    }),
  },
  {
    description: 'Only one of the values, in a folder that is named.',
    example: stringify({
      steps: [
        {
          id: 'adopt',
          action: 'fleet:drift:adopt',
          input: {
            episodeId: '0a1b2c3d-0000-4000-8000-000000000001',
            paths: ['spec.template.spec.containers[name=app].image'],
            path: 'overlays/prod',
          },
        },
      ],
    }),
  },
];
