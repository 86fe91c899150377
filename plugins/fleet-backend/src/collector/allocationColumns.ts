import type { AllocationFact } from '@fleetview/backstage-plugin-fleet-common';
import { boundedNamespace } from '../store/touchedNamespaces';
import type { AllocationColumns } from './messages';

const LONGEST_ENGINE = 63;
/** More than anything costs; what is said to cost more is first, too. */
const DEAREST = 1e12;
/** Digits of {@link DEAREST}, the point and two decimals. */
const WIDTH = 16;

/** The columns of an allocation beside those of all facts. */
export function allocationColumns(fact: AllocationFact): AllocationColumns {
  const { engine, grain, share, namespace, costs, currency, window } = fact;
  const bounded = Math.min(DEAREST, Math.max(-DEAREST, costs.total));
  return {
    home_namespace: boundedNamespace(namespace ?? ''),
    engine: engine.slice(0, LONGEST_ENGINE),
    grain,
    share,
    cost: costs.total,
    money: currency ?? '',
    // As text it sorts as the number does, turned round.
    cost_order: (DEAREST - bounded).toFixed(2).padStart(WIDTH, '0'),
    window_start: Date.parse(window.start),
    window_end: Date.parse(window.end),
  };
}
