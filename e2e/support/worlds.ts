import type { PortalRecipe } from './Portal';
import { catalogRecipe } from './worlds/catalog';
import { configurationRecipe } from './worlds/configuration';
import { corpusRecipe } from './worlds/corpus';
import { kubeconfigRecipe } from './worlds/kubeconfig';

/**
 * What a portal of the tests shows:
 *
 * - `simulated`: the default scenario of the simulator
 * - `kubeconfig`: its clusters through a kubeconfig, as `npm start` takes one
 * - `configuration`: the same with everything in the configuration that can be wrong
 * - `catalog`: its clusters as entities, told within seconds
 * - `corpus`: upstream's own samples as one cluster
 */
export type World =
  | 'simulated'
  | 'kubeconfig'
  | 'configuration'
  | 'catalog'
  | 'corpus';

const RECIPES: Record<World, () => PortalRecipe> = {
  simulated: () => ({ component: 'checkout' }),
  kubeconfig: kubeconfigRecipe,
  configuration: configurationRecipe,
  catalog: catalogRecipe,
  corpus: corpusRecipe,
};

/** How the portal of a world is started. */
export function recipeOf(world: World): PortalRecipe {
  return RECIPES[world]();
}
