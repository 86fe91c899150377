import type { PortalRecipe } from '../Portal';

/** The default scenario, with what its cost tools still know of the ninety days before. */
export function ninetyDaysRecipe(): PortalRecipe {
  return { simulator: ['--cost-history', '90'], component: 'checkout' };
}
