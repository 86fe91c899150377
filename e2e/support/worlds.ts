import type { PortalRecipe } from './Portal';
import { configurationRecipe } from './worlds/configuration';
import { corpusRecipe } from './worlds/corpus';
import { kubeconfigRecipe } from './worlds/kubeconfig';

/**
 * What a portal of the tests shows:
 *
 * - `simulated`: the default scenario of the simulator
 * - `kubeconfig`: its clusters through a kubeconfig, as `npm start` takes one
 * - `configuration`: the same with everything in the configuration that can be wrong
 * - `corpus`: upstream's own samples as one cluster
 */
export type World = 'simulated' | 'kubeconfig' | 'configuration' | 'corpus';

const RECIPES: Record<World, () => PortalRecipe> = {
  simulated: () => ({ component: 'checkout' }),
  kubeconfig: kubeconfigRecipe,
  configuration: configurationRecipe,
  corpus: corpusRecipe,
};

/** How the portal of a world is started. */
export function recipeOf(world: World): PortalRecipe {
  return RECIPES[world]();
}
