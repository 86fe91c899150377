import { NotFoundError } from '@backstage/errors';
import type {
  ActionRun,
  ActionRunPage,
  PageQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
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
  return toRun(row, adapters, await readClusterNames(context, [row.observer]));
}

/** What systems were told about an instance. */
export async function listRuns(
  context: ReadContext,
  adapters: readonly FleetAdapter[],
  instanceId: string,
  query: Pick<PageQuery, 'cursor' | 'limit'>,
): Promise<ActionRunPage> {
  const { knex } = context;
  const instance = await findInstance(context, instanceId);
  const { rows, ...next } = await keysetPage({
    knex,
    queries: [
      visibleOf(
        context,
        knex('action_run').where({ instance_id: instance.id }),
        'action_run',
      ),
    ],
    sort: 'run',
    expression: ORDER,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit,
  });
  const names = await readClusterNames(
    context,
    rows.map(({ observer }) => observer),
  );
  return {
    asOf: new Date(context.now).toISOString(),
    items: rows.map(row => toRun(row, adapters, names)),
    ...next,
  };
}
