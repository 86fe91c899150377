import type {
  FindingPage,
  ListClusterFindingsQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { readCoverageIndex } from '../../coverage/coverageIndex';
import { findCluster } from '../findCluster';
import { readFleetCoverage } from '../fleetCoverage';
import { keysetPage } from '../keysetPage';
import { readClusterNames } from '../readClusterNames';
import { hiddenInScope, inScope, limitedInScope } from '../scopes';
import type { ReadContext } from '../types';
import { readFindingTotals } from './readFindingTotals';
import { readRepeats } from './readRepeats';
import { repeatedFindings } from './repeatedFindings';
import { FINDING_ORDER, selectFindings } from './selectFindings';
import { limitRepeats } from './selectRepeats';
import { toFinding } from './toFinding';

/** What policies found on a cluster. */
export async function listClusterFindings(
  context: ReadContext,
  clusterId: string,
  query: ListClusterFindingsQuery,
): Promise<FindingPage> {
  const { knex } = context;
  const { id } = await findCluster(context, clusterId);
  const repeated = await repeatedFindings(context, id, seen =>
    inScope(context, seen, 'finding'),
  );
  const found = selectFindings(knex, id, query, repeated);
  const { rows, ...next } = await keysetPage({
    knex,
    queries: [
      limitRepeats(inScope(context, found.clone(), 'finding'), query, {
        isOrdered: true,
      }),
    ],
    sort: 'finding',
    expression: FINDING_ORDER,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit,
  });
  const totals = await readFindingTotals(context, id, query, repeated);
  const reading = {
    coverage: await readCoverageIndex(context, rows),
    names: await readClusterNames(
      context,
      rows.flatMap(row => [row.observer, row.subject].filter(Boolean)),
    ),
  };
  const repeats = await readRepeats(
    knex,
    rows.map(row => row.id),
  );
  const all = limitRepeats(found, query);
  return {
    items: rows.map(row => toFinding(row, reading, repeats)),
    ...next,
    totals,
    coverage: await readFleetCoverage(context, [
      ...new Set([id, ...rows.map(row => row.observer)]),
    ]),
    hidden: await hiddenInScope(context, all, totals.total),
    ...limitedInScope(context, 'findings'),
  };
}
