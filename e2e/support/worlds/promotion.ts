import type { PortalRecipe } from '../Portal';

/** Stages of `cart`; releases soak for as long as a test can wait. */
const STAGES = [
  { name: 'dev', environment: ['development'] },
  { name: 'staging', environment: ['staging'] },
  {
    name: 'production',
    environment: ['production'],
    soakSeconds: 5,
    waves: [
      { name: 'canary', region: ['eu-north-1'] },
      { name: 'wave-2', region: ['eu-west-1', 'us-east-1'] },
    ],
  },
];

/** `cart` is brought to four stages from a real Git repository, and a cluster is not known yet. */
export function promotionRecipe(): PortalRecipe {
  return {
    simulator: ['--scenario', 'promotion', '--tls'],
    component: 'cart',
    configure: config => ({
      ...config,
      fleet: {
        ...config.fleet,
        promotions: {
          stages: STAGES,
          template: 'template:default/promote-release',
        },
      },
    }),
  };
}
