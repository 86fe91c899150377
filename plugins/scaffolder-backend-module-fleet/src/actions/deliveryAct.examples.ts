import { stringify } from 'yaml';

export const examples = [
  {
    description:
      'Have Argo CD sync a component on one cluster, and wait until it is seen.',
    example: stringify({
      steps: [
        {
          id: 'sync',
          action: 'fleet:delivery:act',
          name: 'Sync',
          input: {
            component: 'component:default/cart',
            cluster: 'prod-euw1-a',
            action: 'sync',
            reason: 'The window is open.',
          },
        },
      ],
    }),
  },
  {
    description: 'Suspend one of several deliveries, and do not wait.',
    example: stringify({
      steps: [
        {
          id: 'suspend',
          action: 'fleet:delivery:act',
          name: 'Suspend',
          input: {
            component: 'component:default/cart',
            cluster: 'prod-euw1-a',
            namespace: 'shop',
            action: 'suspend',
            target: 'cart',
            reason: 'It is repaired by hand.',
            wait: false,
          },
        },
      ],
    }),
  },
];
