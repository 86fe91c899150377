import type { FleetDriftTotals } from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS } from '../../history/retention';
import { UNASSIGNED } from '../../derive/resolveAttributes';
import type { ReadContext, Row } from '../types';
import { readRepair } from './readRepair';
import { isIgnored, selectEpisodes, type DriftFilter } from './selectEpisodes';

const HOUR = 60 * 60 * 1000;

/** What healed within this time is what repairs are measured by. */
export const REPAIR_DAYS = 30;

/** What the episodes that pass a filter come to. Debt is of those in the headline. */
export async function readDriftTotals(
  context: ReadContext,
  filter: DriftFilter,
  weights: Readonly<Record<string, number>> = {},
): Promise<FleetDriftTotals> {
  const { now } = context;
  const rows: Row[] = await selectEpisodes(context, filter)
    .groupBy('class', 'headline', 'tier')
    .select('class', 'headline', 'tier')
    .count({ episodes: '*' })
    .select(
      context.knex.raw(
        `sum(case when ended_at is null and unconfirmed_since is not null then 1 else 0 end) as unconfirmed,
        sum(case when not_before is null then 1 else 0 end) as undated,
        sum(coalesce(ended_at, ?) - first_observed_at - in_sync_ms) as lasted,
        sum(case when ended_at is null and unconfirmed_since is not null
          then ? - last_observed_at else 0 end) as unseen`,
        [now, now],
      ),
    );
  const [of] = await selectEpisodes(context, filter).select(
    context.knex.raw(
      `count(distinct cluster_id) as clusters,
      count(distinct nullif(entity_ref, '')) as components`,
    ),
  );
  const [hidden] = await selectEpisodes(context, { ...filter, ignored: 'too' })
    .whereRaw(...isIgnored(now))
    .count({ episodes: '*' });
  const classes: Record<string, number> = {};
  const totals = { episodes: 0, headline: 0, unconfirmed: 0 };
  const debt = { hours: 0, unconfirmedHours: 0, undated: 0 };
  for (const row of rows) {
    const episodes = Number(row.episodes);
    classes[row.class] = (classes[row.class] ?? 0) + episodes;
    totals.episodes += episodes;
    totals.unconfirmed += Number(row.unconfirmed);
    if (!row.headline) continue;
    totals.headline += episodes;
    const weight = weightOf(weights, row.tier);
    debt.hours += (Math.max(0, Number(row.lasted)) * weight) / HOUR;
    debt.unconfirmedHours += (Math.max(0, Number(row.unseen)) * weight) / HOUR;
    debt.undated += Number(row.undated);
  }
  const repair = await readRepair(context, filter, now - REPAIR_DAYS * DAY_MS);
  return {
    ...totals,
    classes,
    ignored: Number(hidden.episodes),
    clusters: Number(of.clusters),
    components: Number(of.components),
    debt,
    ...(repair && { repair }),
  };
}

/** What has no weight of its own weighs as what has no tier. */
function weightOf(
  weights: Readonly<Record<string, number>>,
  tier: string,
): number {
  return [tier, UNASSIGNED]
    .filter(name => Object.hasOwn(weights, name))
    .map(name => weights[name])
    .concat(1)[0];
}
