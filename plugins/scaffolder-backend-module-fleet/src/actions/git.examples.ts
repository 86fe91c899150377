import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const cloneExamples: TemplateExample[] = [
  {
    description: "Reads a repository into the folder 'repository'.",
    example: stringify({
      steps: [
        {
          id: 'clone',
          action: 'fleet:git:clone',
          input: {
            remoteUrl: 'https://git.example/platform/config.git',
            base: 'main',
          },
        },
      ],
    }),
  },
];

export const pushExamples: TemplateExample[] = [
  {
    description: "Pushes what is in the folder 'changes' as a branch.",
    example: stringify({
      steps: [
        {
          id: 'push',
          action: 'fleet:git:push-branch',
          input: {
            remoteUrl: 'https://git.example/platform/config.git',
            branch: 'fleet/drift-deployment-checkout-0a1b2c3d',
            title: 'Adopt what is live of Deployment checkout',
          },
        },
      ],
    }),
  },
];
