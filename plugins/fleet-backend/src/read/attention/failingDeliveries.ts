import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { InstanceData } from '../../derive/instanceRow';
import { boundedNamespace } from '../../store/touchedNamespaces';
import { isPresent } from '../presentClusters';
import { defined, toTime, type Row } from '../types';
import { named, type AttentionContext, type Found } from './Candidate';

/** Deliveries that are looked at. */
const LOOKED_AT = 500;
/** Deliveries whose component is looked for among the instances of their namespaces. */
const PLACED = 100;
/** Namespaces that are looked into for one delivery. */
const NAMESPACES = 20;
/** Instances that are looked at for that. */
const INSTANCES = 2000;

/** What fails, and is current; the partial index `delivery_failing_index` holds all that fails. */
export const FAILING = `stale = false and health = 'degraded'`;

/**
 * Deliveries that fail while what they brought before goes on running.
 *
 * @param told - entities that are told of already
 */
export async function failingDeliveries(
  context: AttentionContext,
  told: ReadonlySet<string>,
): Promise<Found> {
  const failing = failingDeliveryRows(context.knex);
  const rows: Row[] = await (context.scope?.limit(failing, 'delivery', {
    isOrdered: true,
  }) ?? failing);
  const looked = rows.slice(0, LOOKED_AT);
  const instances = await instancesOf(
    context,
    looked.filter(row => !row.entity_ref).slice(0, PLACED),
  );
  const candidates = looked.flatMap(row => {
    const entityRef: string | undefined =
      row.entity_ref || instances.get(row.id) || undefined;
    if (entityRef && told.has(entityRef)) return [];
    const clusterId = row.subject ?? row.observer;
    const cluster = named(context, clusterId);
    const entity = entityRef
      ? context.entities.byRef.get(entityRef)
      : undefined;
    return [
      {
        item: defined({
          id: `delivery/${row.id}`,
          kind: 'delivery-degraded' as const,
          severity: 'critical' as const,
          title: entity?.title ?? entityRef?.split('/').pop() ?? row.name,
          state: `${row.kind} fails on ${cluster.name}`,
          since: toTime(row.changed_at),
          count: 1,
          clusters: [cluster],
          entityRef,
          owner: entity?.owner,
          link: entityRef
            ? { type: 'component' as const, entityRef }
            : { type: 'cluster' as const, clusterId, tab: 'deliveries' },
        }),
        detail: {
          table: 'delivery' as const,
          id: row.id,
          of: (fact: DeliveryFact) => ({
            detail: fact.message ?? fact.syncMessage,
          }),
        },
      },
    ];
  });
  return { candidates, more: rows.length > LOOKED_AT };
}

/** The query of {@link failingDeliveries}; its plan is tested. */
export function failingDeliveryRows(knex: Knex): Knex.QueryBuilder {
  return knex('delivery')
    .whereRaw(FAILING)
    .whereNull('superseded_by')
    .whereExists(isPresent('delivery.observer'))
    .orderBy(['changed_at', 'id'])
    .limit(LOOKED_AT + 1)
    .select(
      'id',
      'observer',
      'subject',
      'entity_ref',
      'kind',
      'name',
      'changed_at',
    );
}

/** The entities of the instances that deliveries are part of, by delivery. */
async function instancesOf(
  { knex, scope }: AttentionContext,
  deliveries: Row[],
): Promise<Map<string, string>> {
  const entities = new Map<string, string>();
  const wanted = new Set(deliveries.map(({ id }) => id));
  if (wanted.size === 0) return entities;
  const facts: Row[] = await knex('delivery')
    .whereIn('id', [...wanted])
    .select('subject', 'data');
  const namespaces = new Set<string>();
  const clusterIds = new Set<string>();
  for (const { subject, data } of facts) {
    if (!subject) continue;
    clusterIds.add(subject);
    for (const namespace of namespacesOf(JSON.parse(data))) {
      namespaces.add(namespace);
    }
  }
  const placed = placedInstances(knex, [...clusterIds], [...namespaces]);
  const rows: Row[] = await (scope?.limit(placed, 'instance') ?? placed);
  for (const row of rows) {
    for (const id of (JSON.parse(row.data) as InstanceData).deliveryIds) {
      // Of several always the same one, in whatever order they come.
      const known = entities.get(id);
      if (wanted.has(id) && (known === undefined || row.entity_ref < known)) {
        entities.set(id, row.entity_ref);
      }
    }
  }
  return entities;
}

/** Where an instance can be that a delivery is part of: its home, and where it brings something. */
function namespacesOf(fact: DeliveryFact): string[] {
  return [
    ...new Set(
      [
        fact.targetNamespace,
        fact.namespace,
        ...fact.brings.resources.map(({ namespace }) => namespace),
      ].flatMap(namespace => (namespace ? [boundedNamespace(namespace)] : [])),
    ),
  ].slice(0, NAMESPACES);
}

/** Instances of components in some namespaces of some clusters; its plan is tested. */
export function placedInstances(
  knex: Knex,
  clusterIds: string[],
  namespaces: string[],
): Knex.QueryBuilder {
  return knex('instance')
    .whereIn('cluster_id', clusterIds)
    .whereIn('namespace', namespaces)
    .whereNot({ entity_ref: '' })
    .limit(INSTANCES)
    .select('entity_ref', 'data');
}
