import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { isPresent } from '../presentClusters';
import { defined, type Row } from '../types';
import { named, type AttentionContext, type Found } from './Candidate';

/** Deliveries that are looked at. */
const LOOKED_AT = 5000;
/** Clusters that are told of. */
const TOLD = 200;

/** Rows that the partial index `delivery_lost_index` holds, in its words. */
export const LOST = 'heartbeat_lost = true';

/**
 * Clusters of which a hub itself says that it has lost them.
 *
 * @param silent - clusters that are known not to answer: that a hub has lost one
 *   of them as well is no second thing
 */
export async function lostHeartbeats(
  context: AttentionContext,
  silent: ReadonlySet<string>,
): Promise<Found> {
  const { knex, scope } = context;
  const lost = lostDeliveryRows(knex);
  const rows: Row[] = await knex
    .from((scope?.limit(lost, 'delivery') ?? lost).as('lost'))
    .groupBy('observer', 'subject', 'subject_reference')
    .limit(TOLD + 1)
    .select('observer', 'subject', 'subject_reference')
    .count({ deliveries: '*' })
    .min({ first: 'id' });
  const groups = new Map<string, Row & { deliveries: number }>();
  for (const row of rows.slice(0, TOLD)) {
    const key = `${row.observer}/${row.subject ?? row.subject_reference}`;
    const group = groups.get(key);
    if (group) group.deliveries += Number(row.deliveries);
    else groups.set(key, { ...row, deliveries: Number(row.deliveries) });
  }
  const firsts: Row[] = await knex('delivery')
    .whereIn(
      'id',
      [...groups.values()].map(({ first }) => first),
    )
    .select('id', 'data');
  const beats = new Map(
    firsts.map(({ id, data }) => [
      id,
      (JSON.parse(data) as DeliveryFact).heartbeat,
    ]),
  );
  const candidates = [...groups].flatMap(([key, group]) => {
    const subject = group.subject ?? group.observer;
    if (silent.has(subject)) return [];
    const beat = beats.get(group.first);
    const silence = beat?.state === 'lost' ? beat : undefined;
    const cluster = named(context, subject);
    return [
      {
        item: defined({
          id: `heartbeat/${key}`,
          kind: 'heartbeat-lost' as const,
          severity: 'warning' as const,
          title: cluster.name,
          state: `not compared by ${named(context, group.observer).name}`,
          detail: `${
            group.deliveries === 1
              ? '1 delivery says'
              : `${group.deliveries} deliveries say`
          } what was last known${silence ? `: ${silence.reason}` : ''}`,
          since: silence?.since,
          count: group.deliveries,
          clusters: [cluster],
          link: {
            type: 'cluster' as const,
            clusterId: subject,
            tab: 'deliveries',
          },
        }),
      },
    ];
  });
  return { candidates, more: rows.length > TOLD };
}

/** Deliveries that say only what was last known; the plan of this is tested. */
export function lostDeliveryRows(knex: Knex): Knex.QueryBuilder {
  return knex('delivery')
    .whereRaw(LOST)
    .whereExists(isPresent('delivery.observer'))
    .limit(LOOKED_AT)
    .select('id', 'observer', 'subject', 'subject_reference');
}
