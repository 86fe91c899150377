import type { PortalRecipe } from '../Portal';

/** The default scenario, with clusters told to the catalog as soon as anything changes. */
export function catalogRecipe(): PortalRecipe {
  return {
    component: 'checkout',
    configure: config => ({
      ...config,
      catalog: {
        ...config.catalog,
        processingInterval: { seconds: 5 },
        providers: {
          fleet: {
            namespace: 'clusters',
            defaultOwner: 'group:default/platform',
            pollSeconds: 2,
          },
        },
      },
    }),
  };
}
