import type {
  ListClusterStatementsQuery,
  StatementPage,
} from '@fleetview/backstage-plugin-fleet-common';
import { readCoverageIndex } from '../../coverage/coverageIndex';
import { findCluster } from '../findCluster';
import { readFleetCoverage } from '../fleetCoverage';
import { keysetPage } from '../keysetPage';
import { readClusterNames } from '../readClusterNames';
import { restingOnAnswer } from '../restingOnAnswer';
import type { ReadContext } from '../types';
import { LIMITED_AS, seesAll, type StatementFamily } from './families';
import type { PolicyFilter } from './limitPolicies';
import { limitStatements } from './limitStatements';
import { readHeartbeats } from './readHeartbeats';
import { readNamed } from './readNamed';
import { readTotals } from './readTotals';
import { selectStatements, STATEMENT_ORDER } from './selectStatements';
import { toStatement } from './toStatement';

/**
 * What hubs say of a cluster, and what is read on it besides workloads, deliveries and
 * nodes; of policies and budgets, each under its permission, the same.
 */
export async function listClusterStatements(
  context: ReadContext,
  clusterId: string,
  query: ListClusterStatementsQuery & PolicyFilter,
  family: StatementFamily = 'platform',
): Promise<StatementPage> {
  const { knex, view } = context;
  const { id } = await findCluster(context, clusterId, family === 'platform');
  const all = selectStatements(knex, id, family, query).map(each => each.query);
  const { rows: found, ...next } = await keysetPage({
    knex,
    queries: all.map(each => limitStatements(context, each.clone(), family)),
    sort: family === 'platform' ? 'statement' : family,
    expression: STATEMENT_ORDER,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit,
  });
  const rows = family === 'budgets' ? found.map(restingOnAnswer) : found;
  const totals = await readTotals(context, id, family, query);
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
  const isAll = seesAll(context, family);
  if (context.tellsHidden && !isAll) {
    for (const each of all) {
      const [{ things }] = await each.clone().count({ things: '*' });
      hidden += Number(things);
    }
    hidden = Math.max(0, hidden - totals.total);
  }
  const limited = (): Pick<StatementPage, 'limited'> => {
    if (family !== 'platform')
      return isAll ? {} : { limited: [LIMITED_AS[family]] };
    return view ? { limited: [...view.fleet.limited] } : {};
  };
  return {
    items: rows.map(row => toStatement(row, reading)),
    ...next,
    totals,
    coverage: await readFleetCoverage(context, [
      ...new Set([id, ...rows.map(row => row.observer)]),
    ]),
    hidden,
    ...limited(),
  };
}
