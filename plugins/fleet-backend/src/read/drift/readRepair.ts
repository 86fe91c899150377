import type { FleetDriftTotals } from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext } from '../types';
import { selectEpisodes, type DriftFilter } from './selectEpisodes';

/**
 * How long it took until what healed was as desired again, of what counts in the headline.
 *
 * @param since - milliseconds since 1970; what healed before is left out
 */
export async function readRepair(
  context: ReadContext,
  filter: DriftFilter,
  since: number,
): Promise<FleetDriftTotals['repair'] | undefined> {
  const healed = selectEpisodes(context, {
    ...filter,
    state: 'ended',
    ignored: 'too',
  })
    .where({ fate: 'healed', headline: true })
    .where('ended_at', '>=', since);
  const [sum] = await healed
    .clone()
    .count({ healed: '*' })
    .select(
      context.knex.raw(
        `sum(ended_at - first_observed_at) as lasted,
        sum(case when not_before is null then 1 else 0 end) as undated`,
      ),
    );
  const count = Number(sum.healed);
  if (count === 0) return undefined;
  const middle: { lasted: number | string }[] = await healed
    .clone()
    .select(context.knex.raw('ended_at - first_observed_at as lasted'))
    .orderBy('lasted')
    .limit(count % 2 === 0 ? 2 : 1)
    .offset(Math.floor((count - 1) / 2));
  const median =
    middle.reduce((total, { lasted }) => total + Number(lasted), 0) /
    middle.length;
  return {
    healed: count,
    meanSeconds: Number(sum.lasted) / count / 1000,
    medianSeconds: median / 1000,
    isAtLeast: Number(sum.undated) > 0,
  };
}
