import type {
  AlertPage,
  ListClusterAlertsQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { readCoverageIndex } from '../../coverage/coverageIndex';
import { findCluster } from '../findCluster';
import { readFleetCoverage } from '../fleetCoverage';
import { keysetPage } from '../keysetPage';
import { readClusterNames } from '../readClusterNames';
import type { ReadContext } from '../types';
import { readAlertsKnown } from './readAlertsKnown';
import { readAlertTotals } from './readAlertTotals';
import { seesAllAlerts, visibleAlerts } from './scopedAlerts';
import { ALERT_ORDER, selectAlerts } from './selectAlerts';
import { toAlert } from './toAlert';

/** The alerts that fire on a cluster, and whether these are all. */
export async function listClusterAlerts(
  context: ReadContext,
  clusterId: string,
  query: ListClusterAlertsQuery,
): Promise<AlertPage> {
  const { knex } = context;
  const { id } = await findCluster(context, clusterId, true);
  const all = selectAlerts(knex, id, query);
  const { rows, ...next } = await keysetPage({
    knex,
    queries: [visibleAlerts(context, all.clone())],
    sort: 'alert',
    expression: ALERT_ORDER,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit,
  });
  const totals = await readAlertTotals(context, id, query);
  const reading = {
    coverage: await readCoverageIndex(context, rows),
    names: await readClusterNames(
      context,
      rows.flatMap(row => [row.observer, row.subject].filter(Boolean)),
    ),
  };
  const hidden = await hiddenAlerts(context, all, totals.total);
  return {
    items: rows.map(row => toAlert(row, reading)),
    ...next,
    totals,
    known: await readAlertsKnown(context, id),
    coverage: await readFleetCoverage(context, [
      ...new Set([id, ...rows.map(row => row.observer)]),
    ]),
    hidden,
    ...(context.view ? { limited: [...context.view.fleet.limited] } : {}),
  };
}

/** How many alerts the reader may not see; 0 where that may not be said. */
async function hiddenAlerts(
  context: ReadContext,
  all: Knex.QueryBuilder,
  shown: number,
): Promise<number> {
  if (!context.tellsHidden || seesAllAlerts(context)) return 0;
  const [{ alerts }] = await all.clone().count({ alerts: '*' });
  return Math.max(0, Number(alerts) - shown);
}
