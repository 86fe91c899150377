import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext, Row } from '../../types';
import { visibleOf } from '../../visible';

/**
 * When engines say that they last applied something of a component, in milliseconds since
 * 1970, by cluster and namespace. Where several deliver it, none says when a release came.
 */
export async function readEngineTimes(
  context: ReadContext,
  entityRef: string,
  places: readonly { clusterId: string; namespace: string }[],
): Promise<Map<string, number>> {
  if (places.length === 0) return new Map();
  const rows: Row[] = await visibleOf(
    context,
    context
      .knex('delivery')
      .where('delivery.entity_ref', entityRef)
      .whereNull('delivery.unreadable')
      .whereNotNull('delivery.subject'),
    'delivery',
  ).select('delivery.subject', 'delivery.home_namespace', 'delivery.data');
  const times = new Map<string, number[]>();
  for (const { subject, home_namespace: namespace, data } of rows) {
    const fact: DeliveryFact = JSON.parse(data);
    const at = Date.parse(
      fact.history[0]?.deployedAt ?? fact.operation?.finishedAt ?? '',
    );
    const key = `${subject}/${namespace}`;
    times.set(key, [...(times.get(key) ?? []), at]);
  }
  return new Map(
    places.flatMap(({ clusterId, namespace }) => {
      const key = `${clusterId}/${namespace}`;
      const [at, ...others] = times.get(key) ?? [];
      return at === undefined || Number.isNaN(at) || others.length > 0
        ? []
        : [[key, at] as const];
    }),
  );
}
