import type { PortalRecipe } from '../Portal';

/** Nine clusters behind three engines, where nothing moves before a release is asked for. */
export function releaseRecipe(): PortalRecipe {
  return { simulator: ['--scenario', 'release'], component: 'checkout' };
}
