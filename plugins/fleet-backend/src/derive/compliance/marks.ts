import type { Knex } from 'knex';
import {
  dropClusterMarks,
  markClustersIn,
  readClusterMarks,
} from '../clusterMarks';
import { runSteps, type Steps } from '../statements';

/** Clusters whose findings have to be added up again. */
const TABLE = 'compliance_mark';

/** Marks clusters whose findings have to be added up again, within a transaction. */
export function markComplianceIn(
  knex: Knex,
  clusterIds: Iterable<string>,
): Steps<void> {
  return markClustersIn(knex, TABLE, clusterIds);
}

/** Marks clusters whose findings have to be added up again. */
export async function markCompliance(options: {
  knex: Knex;
  clusterIds: Iterable<string>;
}): Promise<void> {
  await runSteps(options.knex, () =>
    markComplianceIn(options.knex, options.clusterIds),
  );
}

/** Clusters that are marked, the longest first, each with its marks. */
export async function readComplianceMarks(options: {
  knex: Knex;
}): Promise<Map<string, number[]>> {
  return readClusterMarks(options.knex, TABLE);
}

/** Takes away the marks that what was done stands for. */
export async function dropComplianceMarks(options: {
  knex: Knex;
  marks: readonly number[];
}): Promise<void> {
  await dropClusterMarks(options.knex, TABLE, options.marks);
}
