import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const example = (description: string, input: object): TemplateExample => ({
  description,
  example: stringify({
    steps: [{ id: 'shift', action: 'fleet:traffic:shift', input }],
  }),
});

export const examples: TemplateExample[] = [
  example('Gives a backend of an HTTPRoute a quarter of the traffic.', {
    traffic: 'gateway-api',
    path: 'apps/shop',
    name: 'shop',
    from: 'shop-eu',
    to: [{ name: 'shop-us', percent: 25 }],
  }),
  example('Gives a cluster more of the records that Route 53 answers with.', {
    traffic: 'external-dns',
    path: 'apps/shop',
    name: 'shop.example.com',
    from: 'eu',
    to: [{ name: 'us', percent: 20 }],
  }),
  example(
    'Fails over with k8gb: hands on who writes, and run again, when a Lease shows it, the traffic.',
    {
      traffic: 'k8gb',
      path: 'apps/shop',
      name: 'shop',
      from: 'eu',
      to: [{ name: 'us' }],
      confirm: 'us',
      writer: {
        in: 'config-map',
        file: 'apps/shop/writer.yaml',
        key: 'writer',
        from: 'prod-eu',
        to: 'prod-us',
      },
      proof: {
        by: 'lease',
        cluster: 'hub',
        namespace: 'shop',
        name: 'shop-writer',
      },
    },
  ),
];
