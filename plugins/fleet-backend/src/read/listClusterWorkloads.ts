import type {
  PageQuery,
  WorkloadPage,
} from '@fleetview/backstage-plugin-fleet-common';
import { readStateCounts, whereCounted } from './countedState';
import { readCoverageIndex } from '../coverage/coverageIndex';
import { findCluster } from './findCluster';
import { readFleetCoverage } from './fleetCoverage';
import { keysetPage } from './keysetPage';
import { OBJECT_ORDER } from './objectOrder';
import { readDiagnoses } from './readDiagnoses';
import { readableCandidates } from './toBinding';
import { toWorkload } from './toWorkload';
import type { ReadContext } from './types';
import { hiddenOf, limitedOf, visibleOf } from './visible';

/** The workloads of a cluster. */
export async function listClusterWorkloads(
  context: ReadContext,
  clusterId: string,
  query: PageQuery,
): Promise<WorkloadPage> {
  const { knex } = context;
  const { id } = await findCluster(context, clusterId, true);
  const all = whereCounted(
    knex('workload').where({ subject: id }).whereNull('superseded_by'),
    query.state,
    false,
  );
  const selection = visibleOf(context, all.clone(), 'workload');
  const { rows, ...next } = await keysetPage({
    knex,
    queries: [selection],
    sort: 'workload',
    expression: OBJECT_ORDER,
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit,
  });
  const coverage = await readCoverageIndex(context, rows);
  const isReadable = await readableCandidates(context, rows);
  const diagnoses = await readDiagnoses(context, rows);
  const totals = await readStateCounts([selection], false);
  return {
    items: rows.map(row => toWorkload(row, coverage, isReadable, diagnoses)),
    ...next,
    totals,
    coverage: await readFleetCoverage(context, [id]),
    hidden: await hiddenOf(context, [all], totals.total),
    ...limitedOf(context),
  };
}
