import type {
  ListClusterStatementsQuery,
  StatementPage,
} from '@fleetview/backstage-plugin-fleet-common';
import { readCoverageIndex } from '../../coverage/coverageIndex';
import { findCluster } from '../findCluster';
import { readFleetCoverage } from '../fleetCoverage';
import { keysetPage } from '../keysetPage';
import { readClusterNames } from '../readClusterNames';
import type { ReadContext } from '../types';
import { limitStatements } from './limitStatements';
import { readHeartbeats } from './readHeartbeats';
import { readNamed } from './readNamed';
import { readTotals } from './readTotals';
import { selectStatements, STATEMENT_ORDER } from './selectStatements';
import { toStatement } from './toStatement';

/** What hubs say of a cluster, and what is read on it besides workloads, deliveries and nodes. */
export async function listClusterStatements(
  context: ReadContext,
  clusterId: string,
  query: ListClusterStatementsQuery,
): Promise<StatementPage> {
  const { knex, view } = context;
  const { id } = await findCluster(context, clusterId, true);
  const all = selectStatements(knex, id, query).map(each => each.query);
  const { rows, ...next } = await keysetPage({
    knex,
    queries: all.map(each => limitStatements(context, each.clone())),
    sort: 'statement',
    expression: STATEMENT_ORDER,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit,
  });
  const totals = await readTotals(context, id, query);
  const named = await readNamed(context, rows);
  const reading = {
    clusterId: id,
    coverage: await readCoverageIndex(context, rows),
    heartbeats: await readHeartbeats(context, rows),
    named,
    names: await readClusterNames(
      context,
      rows.flatMap(row => [row.observer, row.subject].filter(Boolean)),
    ),
  };
  let hidden = 0;
  if (context.tellsHidden && view && !view.statements.isWhole) {
    for (const each of all) {
      const [{ things }] = await each.clone().count({ things: '*' });
      hidden += Number(things);
    }
    hidden = Math.max(0, hidden - totals.total);
  }
  return {
    items: rows.map(row => toStatement(row, reading)),
    ...next,
    totals,
    coverage: await readFleetCoverage(context, [
      ...new Set([id, ...rows.map(row => row.observer)]),
    ]),
    hidden,
    ...(view ? { limited: [...view.fleet.limited] } : {}),
  };
}
