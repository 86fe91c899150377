import type {
  DeliveryFact,
  FleetDriftEpisodeDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import type { EpisodeData } from '../../derive/drift/types';
import { readClusterNames } from '../readClusterNames';
import { defined, toTime, type ReadContext, type Row } from '../types';
import { limitedOf, visibleOf } from '../visible';
import { findEpisodeRow } from './findEpisode';
import { readComparisons } from './readComparisons';
import { readAuditLog, type AuditLogBasis } from './readAuditLog';
import { readTold } from './readTold';
import { rulesOf } from './rulesOf';
import { visibleEpisodes } from './selectEpisodes';
import { toDifference, toEpisode } from './toEpisode';

type Observed = { observer: string; engine: string };

/** Episodes before it that are told. */
const EARLIER = 20;

/**
 * One episode, with what differs.
 *
 * @throws NotFoundError where there is none, or the reader may not see it
 */
export async function getDriftEpisode(
  context: ReadContext,
  episodeId: string,
  auditLogs: AuditLogBasis = { adapters: [], connected: new Set() },
): Promise<FleetDriftEpisodeDetail> {
  const row = await findEpisodeRow(context, episodeId);
  const earlier: Row[] = await visibleEpisodes(context)
    .where({ thing: row.thing })
    .whereNot({ id: episodeId })
    .where('first_observed_at', '<', row.first_observed_at)
    .orderBy('first_observed_at', 'desc')
    .limit(EARLIER);
  const names = await readClusterNames(context, [row.cluster_id, row.observer]);
  const data: EpisodeData = JSON.parse(row.data);
  const toLine = (each: Row) => toEpisode(each, { now: context.now, names });
  const episode = toLine(row);
  const delivery = await deliveryOf(context, row);
  return defined({
    asOf: toTime(context.now) as string,
    episode,
    basis: data.basis,
    differences: data.differences.map(toDifference),
    differencesTotal: data.total,
    earlier: earlier.map(toLine),
    auditLog: await readAuditLog(context, row, episode, auditLogs),
    instanceId: await instanceOf(context, row),
    source: delivery && sourceOf(delivery),
    ...(delivery &&
      rulesOf({
        delivery,
        comparisons: await readComparisons(context, row as Observed),
        resource: episode.resource,
        data,
      })),
    told: await readTold(context, episodeId),
    ...limitedOf(context),
  });
}

/** The instance that it belongs to: its actions are what can be done about it. */
async function instanceOf(
  context: ReadContext,
  row: Row,
): Promise<string | undefined> {
  const instances: { id: string; namespace: string }[] = await visibleOf(
    context,
    context.knex('instance').where({
      cluster_id: row.cluster_id,
      entity_ref: row.entity_ref,
    }),
    'instance',
  ).select('id', 'namespace');
  const own = instances.filter(({ namespace }) => namespace === row.namespace);
  const [only, ...others] = own.length > 0 ? own : instances;
  return others.length === 0 ? only?.id : undefined;
}

/** What is known of the delivery now. */
async function deliveryOf(
  context: ReadContext,
  row: Row,
): Promise<DeliveryFact | undefined> {
  // An episode is seen with what drifts; what brings it may be somebody else's.
  const delivery: Row | undefined = await visibleOf(
    context,
    context.knex('delivery').where({ 'delivery.id': row.delivery_id }),
    'delivery',
  ).first('data');
  return delivery && JSON.parse(delivery.data);
}

/** Where the delivery has it from. */
function sourceOf({
  sources,
  appliedRevision,
}: DeliveryFact): FleetDriftEpisodeDetail['source'] | undefined {
  const [source, ...others] = sources;
  // Of several nobody says which it is of.
  if (!source || others.length > 0) return undefined;
  return defined({
    repository: source.repository,
    path: source.path,
    chart: source.chart,
    revision: appliedRevision?.value ?? source.targetRevision,
  });
}
