import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import type { InstanceData } from '../derive/instanceRow';
import type { EntityIndex } from '../mapping/EntityIndex';
import { readCoverageIndex } from '../coverage/coverageIndex';
import { readClusterPlaces } from './readClusterNames';
import { readableCandidates } from './toBinding';
import { readDiagnoses } from './readDiagnoses';
import { readDeliveryParts } from './readDeliveryParts';
import {
  clustersOfMembers,
  readInstanceRollouts,
  toInstanceRollout,
} from './rollouts';
import { toDelivery } from './toDelivery';
import { toDeliveryPart } from './toDeliveryPart';
import { toWorkload } from './toWorkload';
import { defined, toTime, type ReadContext, type Row } from './types';
import { visibleOf } from './visible';

/**
 * Rows of the table `instance` as the API shows them, with their parts. A delivery that
 * brings something of an instance and is counted where the reader may not see is shown
 * as far as it concerns the instance.
 */
export async function toInstances(
  context: ReadContext,
  rows: Row[],
  entities: EntityIndex,
): Promise<Instance[]> {
  const { tellsHidden = false } = context;
  const said = rows.map(row => ({
    row,
    data: JSON.parse(row.data) as InstanceData,
  }));
  const workloads = await readByIds(
    context,
    'workload',
    said.flatMap(({ data }) => data.workloadIds),
  );
  const deliveryIds = said.flatMap(({ data }) => data.deliveryIds);
  const deliveries = await readByIds(context, 'delivery', deliveryIds);
  const countedElsewhere = await readDeliveryParts(
    context,
    deliveryIds.filter(id => !deliveries.has(id)),
  );
  const parts = [...workloads.values(), ...deliveries.values()];
  const isReadable = await readableCandidates(context, parts);
  parts.push(...countedElsewhere.values());
  const coverage = await readCoverageIndex(context, parts);
  const diagnoses = await readDiagnoses(context, [...workloads.values()]);
  const rollouts = await readInstanceRollouts(
    context,
    rows.map(row => row.id),
  );
  const { names, regions } = await readClusterPlaces(context, [
    ...rows.map(row => row.cluster_id),
    ...parts.flatMap(part => [part.observer, part.subject].filter(Boolean)),
    ...clustersOfMembers(rollouts.values()),
  ]);
  return said.map(({ row, data }) => {
    const ownWorkloads = data.workloadIds.flatMap(id => {
      const part = workloads.get(id);
      return part ? [toWorkload(part, coverage, isReadable, diagnoses)] : [];
    });
    const own = { namespace: row.namespace, workloads: ownWorkloads };
    const ownDeliveries = data.deliveryIds.flatMap(id => {
      const part = deliveries.get(id);
      if (part) {
        return [
          toDelivery(part, JSON.parse(part.data), coverage, names, isReadable),
        ];
      }
      const elsewhere = countedElsewhere.get(id);
      return (
        (elsewhere &&
          toDeliveryPart({
            row: elsewhere,
            own,
            coverage,
            names,
            tellsHidden,
          })) ??
        []
      );
    });
    const evidence = ownWorkloads.length > 0 ? ownWorkloads : ownDeliveries;
    const engine = ownDeliveries[0];
    const member = rollouts.get(row.id);
    return defined({
      id: row.id,
      cluster: {
        id: row.cluster_id,
        name: names.get(row.cluster_id) ?? row.cluster_id,
      },
      region: regions.get(row.cluster_id) ?? 'unassigned',
      environment: data.environment,
      namespace: row.namespace,
      entityRef: row.entity_ref || undefined,
      title: entities.byRef.get(row.entity_ref)?.title,
      owner: data.owner === 'unassigned' ? undefined : data.owner,
      system: data.system === 'unassigned' ? undefined : data.system,
      health: row.health,
      message: data.message,
      sync: row.sync,
      syncMessage: data.syncMessage,
      currency: worstCurrency(evidence.map(part => part.currency)),
      version: data.version,
      revision: engine
        ? defined({
            desired: engine.desiredRevision,
            applied: engine.appliedRevision,
          })
        : undefined,
      replicas: data.replicas,
      drift: data.drift,
      since: toTime(row.since),
      sinceIsLowerBound: data.sinceIsLowerBound || undefined,
      engines: data.engines,
      rollout: member && toInstanceRollout(member, { ...context, names }),
      binding: data.binding as Instance['binding'],
      workloads: ownWorkloads,
      deliveries: ownDeliveries,
    });
  });
}

/** What is not current wins; then the oldest proof. */
function worstCurrency(
  currencies: Instance['currency'][],
): Instance['currency'] {
  const [worst] = [...currencies].sort(
    (a, b) =>
      Number(a.current) - Number(b.current) ||
      ((a.confirmedAt ?? '') < (b.confirmedAt ?? '') ? -1 : 1),
  );
  return worst ?? { current: false, reason: 'nothing was read' };
}

async function readByIds(
  context: ReadContext,
  table: 'workload' | 'delivery',
  ids: string[],
): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += 500) {
    const rows: Row[] = await visibleOf(
      context,
      context.knex(table).whereIn('id', wanted.slice(start, start + 500)),
      table,
    );
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}
