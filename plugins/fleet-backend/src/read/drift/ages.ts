import type { DriftAge } from '@fleetview/backstage-plugin-fleet-common';
import type { Fragment } from '../../permissions/fragment';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** Up to how many milliseconds each is; what lasts longer is `longer`. */
const AGES: readonly [DriftAge, number][] = [
  ['hour', HOUR],
  ['day', DAY],
  ['week', 7 * DAY],
  ['month', 30 * DAY],
];

/** The age of an episode, or how old it became, as SQL. */
export function ageOf(now: number): Fragment {
  const lasted = 'coalesce(ended_at, ?) - first_observed_at';
  const whens = AGES.map(
    ([age, ms]) => `when ${lasted} <= ${ms} then '${age}'`,
  );
  return {
    sql: `(case ${whens.join(' ')} else 'longer' end)`,
    bindings: AGES.map(() => now),
  };
}
