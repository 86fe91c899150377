import type { PortalRecipe } from './Portal';
import { catalogRecipe } from './worlds/catalog';
import { configurationRecipe } from './worlds/configuration';
import { corpusRecipe } from './worlds/corpus';
import { driftRecipe } from './worlds/drift';
import { hostileRecipe } from './worlds/hostile';
import { kubeconfigRecipe } from './worlds/kubeconfig';
import { ninetyDaysRecipe } from './worlds/ninetyDays';
import { promotionRecipe } from './worlds/promotion';
import { releaseRecipe } from './worlds/release';

/**
 * What a portal of the tests shows:
 *
 * - `simulated`: the default scenario of the simulator
 * - `kubeconfig`: its clusters through a kubeconfig, as `npm start` takes one
 * - `configuration`: the same with everything in the configuration that can be wrong
 * - `catalog`: its clusters as entities, told within seconds
 * - `corpus`: upstream's own samples as one cluster
 * - `release`: the simulator's scenario in which releases are asked for
 * - `drift`: one behind three engines, in which drift is asked for
 * - `promotion`: one in which a release goes from stage to stage by commits in Git
 * - `ninety-days`: the default scenario with a history of costs
 * - `hostile`: a fleet and a catalog whose every text is an attack
 */
export type World =
  | 'simulated'
  | 'kubeconfig'
  | 'configuration'
  | 'catalog'
  | 'corpus'
  | 'release'
  | 'drift'
  | 'promotion'
  | 'ninety-days'
  | 'hostile';

const RECIPES: Record<World, () => PortalRecipe> = {
  simulated: () => ({ component: 'checkout' }),
  kubeconfig: kubeconfigRecipe,
  configuration: configurationRecipe,
  catalog: catalogRecipe,
  corpus: corpusRecipe,
  release: releaseRecipe,
  drift: driftRecipe,
  promotion: promotionRecipe,
  'ninety-days': ninetyDaysRecipe,
  hostile: hostileRecipe,
};

/** How the portal of a world is started. */
export function recipeOf(world: World): PortalRecipe {
  return RECIPES[world]();
}
