import type { AttentionItem } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { InstanceData } from '../../derive/instanceRow';
import { isPresent } from '../presentClusters';
import { defined, toTime, type Row } from '../types';
import {
  CLUSTERS_NAMED,
  named,
  type AttentionContext,
  type Candidate,
  type Found,
} from './Candidate';

/** Instances that are looked at, those that are troubled longest first. */
const LOOKED_AT = 1000;

/** A newer revision that is not applied for so long is told. */
const RELEASE_GRACE_MS = 5 * 60_000;

/** Rows that the partial index `instance_trouble_index` holds, in its words. */
export const BAD = `stale = false and health in ('degraded', 'missing')`;
/** Rows that the partial index `instance_drift_index` holds, in its words. */
export const DRIFTING = `stale = false and sync = 'out-of-sync' and health in ('healthy', 'suspended', 'unknown')`;

/** Components that do not work somewhere, one item each. */
export async function badInstances(context: AttentionContext): Promise<Found> {
  return found(context, limited(context, badInstanceRows(context.knex)), {
    kind: 'instance-degraded',
    severity: 'critical',
    state: 'degraded',
    detail: data => data.message,
  });
}

/** Components that work, but not as Git says. */
export async function driftingInstances(
  context: AttentionContext,
): Promise<Found> {
  return found(
    context,
    limited(context, driftingInstanceRows(context.knex, context.now)),
    {
      kind: 'drift',
      severity: 'warning',
      state: 'out of sync',
      detail: data =>
        data.syncMessage ?? (data.drift ? differ(data.drift) : undefined),
    },
  );
}

function limited(
  { scope }: AttentionContext,
  query: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return scope?.limit(query, 'instance', { isOrdered: true }) ?? query;
}

/** The query of {@link badInstances}; its plan is tested. */
export function badInstanceRows(knex: Knex): Knex.QueryBuilder {
  return oldest(knex('instance').whereRaw(BAD));
}

/** The query of {@link driftingInstances}; its plan is tested. */
export function driftingInstanceRows(
  knex: Knex,
  now: number,
): Knex.QueryBuilder {
  // A release that has just come differs until it is applied, and needs nobody.
  // One that stays away does; so does whatever differed before we looked.
  return oldest(
    knex('instance')
      .whereRaw(DRIFTING)
      .whereRaw(
        `not (since > ? and data like '%"behind":true%' and data like '%"sinceIsLowerBound":false%')`,
        [now - RELEASE_GRACE_MS],
      ),
  );
}

function oldest(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query
    .whereExists(isPresent('instance.cluster_id'))
    .orderBy(['since', 'id'])
    .limit(LOOKED_AT + 1)
    .select(
      'instance.id',
      'instance.cluster_id',
      'instance.namespace',
      'instance.entity_ref',
      'instance.since',
    );
}

function differ(resources: number): string {
  return resources === 1
    ? '1 resource differs from Git'
    : `${resources} resources differ from Git`;
}

/** One item per component, or per namespace of a cluster for what belongs to none. */
async function found(
  context: AttentionContext,
  query: Knex.QueryBuilder,
  what: {
    kind: AttentionItem['kind'];
    severity: AttentionItem['severity'];
    state: string;
    detail: (data: InstanceData) => string | undefined;
  },
): Promise<Found> {
  const rows: Row[] = await query;
  const groups = new Map<string, Row[]>();
  for (const row of rows.slice(0, LOOKED_AT)) {
    const key = row.entity_ref || `${row.cluster_id}/${row.namespace}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const candidates = [...groups].map(([key, members]): Candidate => {
    const [first] = members;
    const ids = [...new Set(members.map(member => member.cluster_id))];
    const clusters = ids.slice(0, CLUSTERS_NAMED).map(id => named(context, id));
    const entity = context.entities.byRef.get(first.entity_ref);
    return {
      item: defined({
        id: `${what.kind}/${key}`,
        kind: what.kind,
        severity: what.severity,
        title:
          entity?.title ??
          (first.entity_ref.split('/').pop() || `namespace ${first.namespace}`),
        state: `${what.state} ${
          ids.length === 1
            ? `on ${clusters[0].name}`
            : `on ${ids.length} clusters`
        }`,
        since: toTime(first.since),
        count: members.length,
        clusters,
        entityRef: first.entity_ref || undefined,
        owner: entity?.owner,
        link: first.entity_ref
          ? { type: 'component' as const, entityRef: first.entity_ref }
          : {
              type: 'cluster' as const,
              clusterId: first.cluster_id,
              tab: 'workloads',
            },
      }),
      detail: {
        table: 'instance',
        id: first.id,
        of: (data: InstanceData) => ({ detail: what.detail(data) }),
      },
    };
  });
  return { candidates, more: rows.length > LOOKED_AT };
}
