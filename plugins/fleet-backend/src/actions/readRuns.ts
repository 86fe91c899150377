import { NotFoundError } from '@backstage/errors';
import type {
  ActionRun,
  ActionRunPage,
  ListComponentRunsQuery,
  PageQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { keysetPage } from '../read/keysetPage';
import { readClusterNames } from '../read/readClusterNames';
import type { ReadContext, Row } from '../read/types';
import { visibleOf } from '../read/visible';
import { findInstance } from './ActionScope';
import { toRun } from './toRun';

/** Newest first: what is left of the highest number that has as many digits. */
const ORDER = 'cast(9999999999999 - requested_at as text)';

/**
 * One run, for who may see what it is about.
 *
 * @throws NotFoundError when there is none, or none that the reader may see
 */
export async function getRun(
  context: ReadContext,
  adapters: readonly FleetAdapter[],
  runId: string,
): Promise<ActionRun> {
  const row: Row | undefined = await visibleOf(
    context,
    context.knex('action_run').where({ id: runId }),
    'action_run',
  ).first();
  if (!row) {
    throw new NotFoundError(
      `There is no run '${runId}'. Runs are kept for 90 days.`,
    );
  }
  return toRun(row, adapters, await namesOf(context, [row]));
}

/** What systems were told about an instance. */
export async function listRuns(
  context: ReadContext,
  adapters: readonly FleetAdapter[],
  instanceId: string,
  query: Pick<PageQuery, 'cursor' | 'limit'>,
): Promise<ActionRunPage> {
  const instance = await findInstance(context, instanceId);
  const all = context.knex('action_run').where({ instance_id: instance.id });
  return readPage(context, adapters, [all], query);
}

/**
 * What systems were told about an entity: on its instances, those that are gone
 * included, and on what is counted for it.
 */
export async function listEntityRuns(
  context: ReadContext,
  adapters: readonly FleetAdapter[],
  entityRef: string,
  query: ListComponentRunsQuery,
): Promise<ActionRunPage> {
  const { knex } = context;
  const instances = visibleOf(
    context,
    knex('instance').where({ entity_ref: entityRef }),
    'instance',
  ).select('id');
  const queries = [
    knex('action_run').where({ home_entity: entityRef }),
    // What brings things of several is counted for one of them, or for none.
    knex('action_run')
      .whereNot({ home_entity: entityRef })
      .whereIn('instance_id', instances),
  ];
  if (query.cluster !== undefined) {
    for (const each of queries) void each.where({ subject: query.cluster });
  }
  return readPage(context, adapters, queries, query);
}

async function readPage(
  context: ReadContext,
  adapters: readonly FleetAdapter[],
  queries: Knex.QueryBuilder[],
  { cursor, limit }: Pick<PageQuery, 'cursor' | 'limit'>,
): Promise<ActionRunPage> {
  const { rows, ...next } = await keysetPage({
    knex: context.knex,
    queries: queries.map(query => visibleOf(context, query, 'action_run')),
    sort: 'run',
    expression: ORDER,
    cursor,
    cursorKey: context.cursorKey,
    limit,
  });
  const names = await namesOf(context, rows);
  return {
    asOf: new Date(context.now).toISOString(),
    items: rows.map(row => toRun(row, adapters, names)),
    ...next,
  };
}

function namesOf(context: ReadContext, rows: readonly Row[]) {
  return readClusterNames(
    context,
    rows.flatMap(({ observer, subject }) => [observer, subject]),
  );
}
