import type {
  ActionAvailability,
  ActionHistoryEntry,
  ActionTarget as ShownTarget,
  DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  ActionTarget,
  AdapterAction,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { fleetInstanceActPermission } from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex } from '../mapping/EntityIndex';
import { toInstances } from '../read/toInstances';
import { defined, type ReadContext, type Row } from '../read/types';
import type { ActingClients } from './ActingClients';
import { withinScope, type ActionScope } from './ActionScope';

/** An object that systems can be told about, as it is stored. */
export type Target = {
  shown: ShownTarget;
  object: ActionTarget;
  adapter: string;
  actions: AdapterAction[];
  /** Of the object: one that was made anew under its name is another. */
  sourceUid: string;
  observer: string;
  /** The cell that it is counted in. */
  home: { subject: string; namespace: string; entity: string };
  availability: ActionAvailability;
  history: ActionHistoryEntry[];
};

/** What an instance is made of and can be told something, as far as the reader may see it. */
export async function readTargets(options: {
  context: ReadContext;
  entities: EntityIndex;
  adapters: readonly FleetAdapter[];
  clients: Pick<ActingClients, 'missing'>;
  scope: ActionScope;
  instance: Row;
}): Promise<Target[]> {
  const { context, adapters, clients, scope } = options;
  const { knex } = context;
  const [instance] = await toInstances(
    context,
    [options.instance],
    options.entities,
  );
  const mayActHere = await withinScope(context, scope, 'instance', [
    instance.id,
  ]);
  const targets: Target[] = [];
  for (const [type, parts] of [
    ['delivery', instance.deliveries],
    ['workload', instance.workloads],
  ] as const) {
    const ids = parts.map(({ id }) => id);
    const rows: Row[] = await knex(type).whereIn('id', ids);
    // What is counted elsewhere brings things of others: who acts on it acts on those.
    const mayActOn = await withinScope(context, scope, type, ids);
    const clusters = new Map<string, Row>(
      (
        await knex('cluster').whereIn('id', [
          ...new Set(rows.map(({ observer }) => observer)),
        ])
      ).map((row: Row) => [row.id, row]),
    );
    for (const id of ids) {
      const row = rows.find(each => each.id === id);
      const adapter = adapters.find(each => each.id === row?.adapter);
      const watch = adapter?.watches.find(
        each => each.kind === row?.kind && each.group === row?.api_group,
      );
      const actions = (adapter?.actions ?? []).filter(
        ({ kind }) => kind === row?.kind,
      );
      if (!row || !adapter || !watch || actions.length === 0) continue;
      const cluster = clusters.get(row.observer);
      const fact: Partial<DeliveryFact> = JSON.parse(row.data);
      targets.push({
        shown: defined({
          id,
          type,
          kind: row.kind,
          namespace: row.namespace || undefined,
          name: row.name,
          cluster: { id: row.observer, name: cluster?.name ?? row.observer },
        }),
        object: defined({
          group: row.api_group,
          version: row.api_version,
          plural: watch.plural,
          kind: row.kind,
          namespace: row.namespace || undefined,
          name: row.name,
        }),
        adapter: adapter.id,
        actions,
        sourceUid: row.source_uid,
        observer: row.observer,
        home:
          type === 'delivery'
            ? {
                subject: row.subject,
                namespace: row.home_namespace,
                entity: row.home_entity,
              }
            : {
                subject: row.subject,
                namespace: row.namespace,
                entity: row.entity_ref ?? '',
              },
        availability: availabilityOf({
          row,
          cluster,
          mayAct: mayActHere.has(instance.id) && mayActOn.has(id),
          clients,
        }),
        history: historyOf(fact.history ?? []),
      });
    }
  }
  return targets;
}

function availabilityOf(options: {
  row: Row;
  cluster: Row | undefined;
  mayAct: boolean;
  clients: Pick<ActingClients, 'missing'>;
}): ActionAvailability {
  const { row, cluster, mayAct, clients } = options;
  if (row.superseded_by) {
    return {
      state: 'superseded',
      reason: 'What it brings is brought by another delivery now.',
    };
  }
  const { name } = fleetInstanceActPermission;
  if (!mayAct) {
    return {
      state: 'not-permitted',
      permission: name,
      reason: `This needs the permission '${name}' for everything that it concerns. Ask whoever keeps the portal's permission policy.`,
    };
  }
  const missing = clients.missing(row.observer);
  if (missing) return { state: 'no-credentials', ...missing };
  if (cluster?.reachability !== 'reachable') {
    return {
      state: 'unreachable',
      reason: `The cluster that holds it cannot be read: ${
        cluster?.reachability_reason ?? cluster?.reachability ?? 'it is gone'
      }`,
    };
  }
  return { state: 'available' };
}

function historyOf(history: DeliveryFact['history']): ActionHistoryEntry[] {
  return [...history]
    .sort((left, right) =>
      (right.deployedAt ?? '').localeCompare(left.deployedAt ?? ''),
    )
    .map(({ id, revision, deployedAt }) =>
      defined({ id, revision: revision.value, deployedAt }),
    );
}
