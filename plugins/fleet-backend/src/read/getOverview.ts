import type { Overview } from '@fleetview/backstage-plugin-fleet-common';
import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import type { EntityIndex } from '../mapping/EntityIndex';
import { readRevision } from '../store/bumpRevision';
import { readAttention } from './attention';
import { toClusterSummary } from './clusterSummary';
import { readClusterTotals } from './clusterTotals';
import { readFleetCoverage } from './fleetCoverage';
import { readNewestMinor } from './readNewestMinor';
import type { ReadContext, Row } from './types';

const ATTENTION_SHOWN = 50;
/** Beyond so many, tiles say nothing any more; the table does. */
const TILES = 2000;

/** What needs attention, the totals, and every cluster. */
export async function getOverview(
  context: ReadContext,
  entities: EntityIndex,
  problems: ReadonlyMap<string, ConfigurationProblem[]>,
): Promise<Overview> {
  const { knex, now } = context;
  // Read first: what changes while the rest is read is told as a newer revision.
  const revision = await readRevision({ knex });
  const rows: Row[] = await knex('cluster')
    .whereNull('left_at')
    .orderBy('name')
    .limit(TILES);
  const newest = await readNewestMinor(context);
  const attention = await readAttention(context, entities);
  return {
    asOf: new Date(now).toISOString(),
    revision,
    totals: await readClusterTotals(knex('cluster').whereNull('left_at')),
    attention: attention.slice(0, ATTENTION_SHOWN),
    attentionTotal: attention.length,
    clusters: rows.map(row => toClusterSummary(row, newest)),
    coverage: await readFleetCoverage(context),
    problems: [...problems].flatMap(([source, list]) =>
      list.map(problem => ({ source, ...problem })),
    ),
    hidden: 0,
  };
}
