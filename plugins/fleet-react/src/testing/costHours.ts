import type { FleetCostHours } from '@fleetview/backstage-plugin-fleet-common';
import { NOW } from './builders';
import { coverageOf, companyWorld } from './world';

const HOUR_MS = 3_600_000;
const FIRST = Date.parse('2026-11-19T00:00:00Z');

/**
 * Thirty hours: one is missing, and one lacks a cluster.
 *
 * @public
 */
export function companyCostHours(): FleetCostHours {
  const hours = Array.from({ length: 30 }, (_, index) => {
    const at = new Date(FIRST + index * HOUR_MS).toISOString();
    if (index === 4) return { at, known: 0, expected: 3 };
    return {
      at,
      cost: index === 26 ? 4 : 6 + (index % 3),
      known: index === 26 ? 2 : 3,
      expected: 3,
    };
  });
  const today = hours.slice(24);
  return {
    asOf: new Date(NOW).toISOString(),
    today: '2026-11-20',
    sheets: [
      {
        money: 'EUR',
        hours,
        clusters: { known: 3, expected: 4 },
        today: {
          cost: today.reduce((sum, { cost = 0 }) => sum + cost, 0),
          known: 5,
          inPart: 1,
          missing: 0,
        },
      },
    ],
    coverage: coverageOf(companyWorld().clusters),
  };
}
