import {
  worstHealth,
  type HealthFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { confirmedAtOf, factsOf, type GateContext } from './factsOf';

/** How the component is on each cluster: the worst of its instances there. */
export function healthFacts(context: GateContext) {
  return factsOf<HealthFact>(context, instances => {
    const confirmedAt = confirmedAtOf(instances, context.now);
    if (instances.length === 0) return { known: 'new', confirmedAt };
    return {
      known: {
        health: worstHealth(instances.map(({ parts }) => parts.health)),
        since: Math.max(...instances.map(({ parts }) => parts.since)),
      },
      confirmedAt,
    };
  });
}
