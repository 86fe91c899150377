import type {
  DeliveryFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { InstanceData } from '../derive/instanceRow';
import type { Row } from '../read/types';
import { NAMED } from './buildWorld';

/**
 * What is left of deliveries that are counted in cells that are gone: a row for each
 * instance that one of them names a workload of, with what concerns the instance. It
 * is counted and listed nowhere, as it was before. Written apart from what is tested with it.
 */
export function partsOf(left: {
  instances: Row[];
  workloads: Row[];
  /** Those that are gone. */
  deliveries: Row[];
}): { instances: Row[]; deliveries: Row[]; ids: Map<string, string> } {
  const gone = new Map(left.deliveries.map(row => [row.id, row]));
  const workloads = new Map(left.workloads.map(row => [row.id, row]));
  const deliveries: Row[] = [];
  const ids = new Map<string, string>();
  const instances = left.instances.map(instance => {
    const data: InstanceData = JSON.parse(instance.data);
    const own = data.workloadIds.map(
      id => JSON.parse(workloads.get(id)?.data) as WorkloadFact,
    );
    const deliveryIds = data.deliveryIds.map(id => {
      const row = gone.get(id);
      const part = row && factOfPart(JSON.parse(row.data), instance, own);
      if (!part || row.superseded_by) return id;
      const partId = `part-${ids.size}`;
      ids.set(partId, id);
      deliveries.push({
        ...row,
        id: partId,
        data: JSON.stringify(part),
        binding: null,
        entity_ref: null,
        home_namespace: null,
        home_entity: null,
        heartbeat_lost: false,
        // By what is gone.
        superseded_by: id,
      });
      return partId;
    });
    return { ...instance, data: JSON.stringify({ ...data, deliveryIds }) };
  });
  return { instances, deliveries, ids };
}

function factOfPart(
  fact: DeliveryFact,
  instance: Row,
  own: WorkloadFact[],
): unknown {
  const { operation, heartbeat, brings } = fact;
  const resources = brings.resources.filter(({ kind, namespace, name }) =>
    own.some(
      each =>
        JSON.stringify([each.kind, each.namespace, each.name]) ===
        JSON.stringify([kind, namespace, name]),
    ),
  );
  if (resources.length === 0) return undefined;
  const known = [fact.namespace, instance.namespace, ...own.map(w => w.name)];
  const isCut = brings.total > brings.resources.length;
  const told = (text: string | undefined) =>
    isCut || NAMED.some(name => text?.includes(name) && !known.includes(name))
      ? undefined
      : text;
  return {
    engine: fact.engine,
    kind: fact.kind,
    namespace: fact.namespace,
    name: fact.name,
    health: fact.health,
    message: told(fact.message),
    sync: fact.sync,
    syncMessage: told(fact.syncMessage),
    suspended: fact.suspended,
    approval: fact.approval,
    desiredRevision: fact.desiredRevision,
    appliedRevision: fact.appliedRevision,
    sources: [],
    targetNamespace:
      fact.targetNamespace === instance.namespace
        ? fact.targetNamespace
        : undefined,
    operation: operation && {
      phase: operation.phase,
      message: told(operation.message),
    },
    heartbeat:
      heartbeat.state === 'lost'
        ? {
            ...heartbeat,
            reason: told(heartbeat.reason) ?? 'why is not told here',
          }
        : heartbeat,
    brings: { resources },
  };
}
