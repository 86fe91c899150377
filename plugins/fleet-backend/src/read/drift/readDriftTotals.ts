import type { FleetDriftTotals } from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS } from '../../history/retention';
import { UNASSIGNED } from '../../derive/resolveAttributes';
import type { ReadContext, Row } from '../types';
import { readRepair } from './readRepair';
import { readSpread } from './readSpread';
import { isIgnored, selectEpisodes, type DriftFilter } from './selectEpisodes';

const HOUR = 60 * 60 * 1000;

/** What healed within this time is what repairs are measured by. */
export const REPAIR_DAYS = 30;

/** All episodes are one group. */
const ALL_KEY = 'all';
const ALL = { sql: `'${ALL_KEY}'`, bindings: [] };

/** What the episodes that pass a filter come to. Debt is of those in the headline. */
export async function readDriftTotals(
  context: ReadContext,
  filter: DriftFilter,
  weights: Readonly<Record<string, number>> = {},
): Promise<FleetDriftTotals> {
  const { now } = context;
  // On PostgreSQL they are answered beside each other.
  const [rows, spread, repair] = await Promise.all([
    readClasses(context, filter),
    readSpread(context, filter, ALL, ['clusters', 'components']),
    readRepair(context, filter, now - REPAIR_DAYS * DAY_MS),
  ]);
  const classes: Record<string, number> = {};
  const totals = { episodes: 0, headline: 0, unconfirmed: 0 };
  const debt = { hours: 0, unconfirmedHours: 0, undated: 0 };
  let ignored = 0;
  for (const row of rows) {
    const episodes = Number(row.episodes);
    if (row.ignored) ignored += episodes;
    // Those that exceptions hide are counted, and nothing else of them where they are left out.
    if (!isAsked(filter, Boolean(row.ignored))) continue;
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
  const of = spread.get(ALL_KEY);
  return {
    ...totals,
    classes,
    ignored,
    clusters: of?.clusters ?? 0,
    components: of?.components ?? 0,
    debt,
    ...(repair && { repair }),
  };
}

/** Sums by class and tier, and whether an exception hides them now. */
function readClasses(
  context: ReadContext,
  filter: DriftFilter,
): Promise<Row[]> {
  const { knex, now } = context;
  const [isHidden, bindings] = isIgnored(now);
  return selectEpisodes(context, { ...filter, ignored: 'too' })
    .groupByRaw('1, 2, 3, 4')
    .select(
      'class',
      'headline',
      'tier',
      knex.raw(`case when ${isHidden} then 1 else 0 end as ignored`, bindings),
    )
    .count({ episodes: '*' })
    .select(
      knex.raw(
        `sum(case when ended_at is null and unconfirmed_since is not null then 1 else 0 end) as unconfirmed,
        sum(case when not_before is null then 1 else 0 end) as undated,
        sum(coalesce(ended_at, ?) - first_observed_at - in_sync_ms) as lasted,
        sum(case when ended_at is null and unconfirmed_since is not null
          then ? - last_observed_at else 0 end) as unseen`,
        [now, now],
      ),
    );
}

function isAsked({ ignored }: DriftFilter, isIgnoredNow: boolean): boolean {
  if (ignored === 'too') return true;
  return isIgnoredNow === (ignored === 'only');
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
