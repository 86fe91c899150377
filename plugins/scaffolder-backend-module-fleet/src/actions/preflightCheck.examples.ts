import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

function exampleOf(description: string, input: object): TemplateExample {
  return {
    description,
    example: stringify({
      steps: [{ id: 'preflight', action: 'fleet:preflight:check', input }],
    }),
  };
}

export const examples: TemplateExample[] = [
  exampleOf('Goes on only if two clusters would take what was rendered.', {
    clusters: ['prod-euw1-a', 'prod-euw1-b'],
    manifests: ['rendered/prod'],
    namespace: 'checkout',
  }),
  exampleOf(
    'Has images be those of the staging cluster, and accepts that nobody may look at Secrets.',
    {
      clusters: ['prod-euw1-a'],
      manifests: ['rendered/prod'],
      source: { cluster: 'staging-euw1', namespace: 'checkout' },
      values: {
        values: 'chart/values-prod.yaml',
        schema: 'chart/values.schema.json',
      },
      accept: [
        {
          check: 'references',
          reason: 'External Secrets makes them; its dashboard was looked at.',
        },
      ],
    },
  ),
];
