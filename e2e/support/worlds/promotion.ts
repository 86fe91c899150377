import type { PortalRecipe } from '../Portal';

type Promotions = { stages: { name: string; soakSeconds?: number }[] };

/**
 * `cart` is brought to its stages from a real Git repository, and a cluster is not known yet.
 * Releases soak for as long as a test can wait.
 */
export function promotionRecipe(): PortalRecipe {
  return {
    simulator: ['--scenario', 'promotion', '--tls'],
    component: 'cart',
    configure: config => {
      const promotions = config.fleet.promotions as Promotions;
      return {
        ...config,
        fleet: {
          ...config.fleet,
          promotions: {
            ...promotions,
            stages: promotions.stages.map(stage => ({
              ...stage,
              soakSeconds: 5,
            })),
          },
        },
      };
    },
  };
}
