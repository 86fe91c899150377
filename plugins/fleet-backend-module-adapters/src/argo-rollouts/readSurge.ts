import { surgeOf } from '@fleetview/backstage-plugin-fleet-node';
import type { RolloutObject } from './schema';

/** What the controller takes where it is not given. */
const DEFAULT_SURGE = '25%';

/**
 * How many pods more there may be while a Rollout goes on. A blue-green one has all pods of
 * both; so has a canary whose traffic is routed, as what is stable stays as large as it is
 * until the end. A step may ask for a larger canary than that, which is not looked at.
 * Source: `utils/defaults` and `utils/replicaset/canary.go` of Argo Rollouts.
 *
 * @returns nothing where it has no strategy that is known
 */
export function rolloutSurge(
  { spec }: RolloutObject,
  replicas: number,
): number | undefined {
  const { canary, blueGreen } = spec?.strategy ?? {};
  if (canary) {
    return canary.trafficRouting
      ? replicas
      : surgeOf(canary.maxSurge ?? DEFAULT_SURGE, replicas);
  }
  return blueGreen ? replicas : undefined;
}
