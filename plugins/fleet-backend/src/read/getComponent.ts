import type {
  ComponentFleet,
  Instance,
  NotHere,
  PageQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  ANNOTATION_ARGOCD_APP_NAME,
  ANNOTATION_KUBERNETES_ID,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { EntityIndex, MirroredEntity } from '../mapping/EntityIndex';
import { readStateCounts } from './countedState';
import type { FleetSnapshot } from './fleet';
import { isComplete, readFleetCoverage } from './fleetCoverage';
import { keysetPage } from './keysetPage';
import { isPresent } from './presentClusters';
import { componentRollouts, readBehind } from './rollouts';
import { toInstances } from './toInstances';
import type { FleetReadContext, Row } from './types';
import { listCandidates } from './unbound';
import { hiddenOf, limitedOf, visibleOf } from './visible';

/** Clusters that it does not run on are listed up to so many. */
const NOT_HERE_SHOWN = 200;

/** Why nothing is known of a cluster, by the state of its coverage. */
const REASONS: Record<string, NotHere['reason']> = {
  unreachable: 'unreachable',
  interrupted: 'unreachable',
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  invalid: 'invalid',
  quarantined: 'quarantined',
  'not-asked': 'not-asked',
  pending: 'pending',
  listing: 'pending',
  current: 'pending',
};

/** Instances on a page. */
const LIMIT = 50;

/** Worst first; what is stale comes after all that is known to be well or not. */
export const ORDER = `(case when stale then '6' when health = 'degraded' then '0' when health = 'missing' then '1' when health = 'unknown' then '2' when health = 'progressing' then '3' when health = 'suspended' then '4' else '5' end || cluster_id)`;

/** Where an entity runs, and where it does not and why. */
export async function getComponent(
  context: FleetReadContext,
  entities: EntityIndex,
  entityRef: string,
  query: Pick<PageQuery, 'cursor' | 'limit'> = {},
): Promise<ComponentFleet> {
  const { knex, now, fleet } = context;
  const all = componentInstances(knex, entityRef);
  const selection = visibleOf(context, all.clone(), 'instance');
  const { rows, ...next } = await keysetPage({
    knex,
    queries: [selection],
    sort: 'component',
    expression: ORDER,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit ?? LIMIT,
  });
  const here = new Set<string>(
    await selection.clone().distinct('cluster_id').pluck('cluster_id'),
  );
  const entity = entities.byRef.get(entityRef);
  const totals = await readStateCounts([selection], true);
  // Where it runs somewhere, whoever looks wants to know how it does.
  const candidates =
    entity && totals.total === 0
      ? await listCandidates(context, entities, entityRef)
      : [];
  return {
    entityRef,
    known: entity !== undefined,
    asOf: new Date(now).toISOString(),
    totals,
    clusters: here.size,
    instances: await withBehind(
      context,
      entityRef,
      await toInstances(context, rows, entities),
    ),
    ...next,
    ...notHereOf(fleet, here),
    rollouts: await componentRollouts(context, entities, entityRef),
    // Whatever runs here, also where the cluster itself may not be seen.
    coverage: context.view
      ? await readFleetCoverage(context, [...fleet.byId.keys(), ...here])
      : fleet.coverage,
    hidden: await hiddenOf(context, [all], totals.total),
    ...limitedOf(context),
    ...(candidates.length > 0 ? { candidates } : {}),
    ...(entity?.problems ? { problems: entity.problems } : {}),
    hints: hintsOf(entity),
  };
}

/** With how far each is behind the others. */
async function withBehind(
  context: FleetReadContext,
  entityRef: string,
  instances: Instance[],
): Promise<Instance[]> {
  const behindOf = await readBehind(context, entityRef);
  return instances.map(instance => {
    const behind = behindOf(instance);
    return behind ? { ...instance, behind } : instance;
  });
}

/** The annotations that bind an entity; where there are none, those that would. */
function hintsOf(entity: MirroredEntity | undefined): ComponentFleet['hints'] {
  const known = Object.entries(entity?.annotations ?? {});
  return known.length > 0
    ? known.map(([annotation, value]) => ({ annotation, value }))
    : [
        { annotation: ANNOTATION_KUBERNETES_ID },
        { annotation: ANNOTATION_ARGOCD_APP_NAME },
      ];
}

/** The instances of an entity; the plans of queries on it are tested. */
export function componentInstances(
  knex: Knex,
  entityRef: string,
): Knex.QueryBuilder {
  return knex('instance')
    .where({ entity_ref: entityRef })
    .whereExists(isPresent('instance.cluster_id'));
}

/** Of which clusters it is not known comes first; where it is simply not placed, last. */
function notHereOf(
  fleet: FleetSnapshot,
  here: ReadonlySet<string>,
): Pick<ComponentFleet, 'notHere' | 'notHereTotal'> {
  let present = 0;
  for (const id of here) if (fleet.byId.has(id)) present += 1;
  const notHere: NotHere[] = [];
  for (const row of [fleet.incomplete, fleet.complete].flatMap(rows =>
    firstAbsent(rows, here),
  )) {
    if (notHere.length < NOT_HERE_SHOWN) {
      notHere.push(toNotHere(row, fleet.limited.includes('instances')));
    }
  }
  return { notHere, notHereTotal: fleet.clusters.length - present };
}

/** The first rows that are not among these; how many are passed over is bounded by what is here. */
function firstAbsent(rows: readonly Row[], here: ReadonlySet<string>): Row[] {
  const absent: Row[] = [];
  for (const row of rows) {
    if (absent.length === NOT_HERE_SHOWN) break;
    if (!here.has(row.id)) absent.push(row);
  }
  return absent;
}

function toNotHere(row: Row, isLimited: boolean): NotHere {
  const place = {
    cluster: { id: row.id, name: row.name },
    region: row.region,
    environment: row.environment,
  };
  const answers = row.reachability === 'reachable';
  // Only a cluster that is read completely can say that something is not there.
  if (isComplete(row)) {
    return {
      ...place,
      reason: 'not-placed',
      detail: isLimited
        ? 'nothing here that you may see is bound to it'
        : 'nothing here is bound to it',
    };
  }
  const state = answers ? row.coverage_state : row.reachability;
  const reason = answers ? row.coverage_reason : row.reachability_reason;
  return {
    ...place,
    reason: REASONS[state] ?? 'unreachable',
    detail: `whether it runs here is not known: ${reason ?? state}`,
  };
}
