import type {
  ComponentFleet,
  NotHere,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  ANNOTATION_ARGOCD_APP_NAME,
  ANNOTATION_KUBERNETES_ID,
} from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex } from '../mapping/EntityIndex';
import { readStateCounts } from './countedState';
import { readFleetCoverage } from './fleetCoverage';
import { presentClusters } from './presentClusters';
import { toInstances } from './toInstances';
import type { ReadContext, Row } from './types';

/** Clusters on which it simply is not placed are listed up to so many. */
const NOT_PLACED_SHOWN = 200;

/** Why nothing is known of a cluster, by the state of its coverage. */
const REASONS: Record<string, NotHere['reason']> = {
  unreachable: 'unreachable',
  interrupted: 'unreachable',
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  invalid: 'invalid',
  quarantined: 'invalid',
  'not-asked': 'not-asked',
  pending: 'pending',
  listing: 'pending',
  current: 'pending',
};

/** Where an entity runs, and where it does not and why. */
export async function getComponent(
  context: ReadContext,
  entities: EntityIndex,
  entityRef: string,
): Promise<ComponentFleet> {
  const { knex, now } = context;
  const selection = knex('instance')
    .where({ entity_ref: entityRef })
    .whereIn('cluster_id', presentClusters(knex));
  const rows: Row[] = await selection.clone().orderBy('id');
  const clusters: Row[] = await knex('cluster')
    .whereNull('left_at')
    .orderBy('name')
    .select(
      'id',
      'name',
      'region',
      'environment',
      'reachability',
      'reachability_reason',
      'coverage_asked',
      'coverage_current',
      'coverage_state',
      'coverage_reason',
    );
  const here = new Set(rows.map(row => row.cluster_id));
  const absent = clusters.filter(row => !here.has(row.id)).map(toNotHere);
  const entity = entities.byRef.get(entityRef);
  return {
    entityRef,
    known: entity !== undefined,
    asOf: new Date(now).toISOString(),
    totals: await readStateCounts(selection, true),
    instances: await toInstances(context, rows, entities),
    notHere: [
      ...absent.filter(({ reason }) => reason !== 'not-placed'),
      ...absent
        .filter(({ reason }) => reason === 'not-placed')
        .slice(0, NOT_PLACED_SHOWN),
    ],
    coverage: await readFleetCoverage(context),
    hidden: 0,
    hints: entity
      ? Object.entries(entity.annotations).map(([annotation, value]) => ({
          annotation,
          value,
        }))
      : [
          { annotation: ANNOTATION_KUBERNETES_ID },
          { annotation: ANNOTATION_ARGOCD_APP_NAME },
        ],
  };
}

function toNotHere(row: Row): NotHere {
  const place = {
    cluster: { id: row.id, name: row.name },
    region: row.region,
    environment: row.environment,
  };
  const answers = row.reachability === 'reachable';
  // Only a cluster that is read completely can say that something is not there.
  if (
    answers &&
    row.coverage_asked > 0 &&
    row.coverage_current === row.coverage_asked
  ) {
    return {
      ...place,
      reason: 'not-placed',
      detail: 'nothing here is bound to it',
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
