import type { Knex } from 'knex';
import { checkFences, type FenceOf } from '../checkFences';
import { runSteps } from '../statements';
import { addUpFindings } from './addUpFindings';
import { readComplianceInputs } from './readComplianceInputs';
import type { ComplianceRows } from './types';
import { writeCompliance } from './writeCompliance';

const NOTHING: ComplianceRows = {
  sums: new Map(),
  places: new Map(),
  failing: new Map(),
  repeats: new Map(),
};

/**
 * Adds up what policies found on a cluster, and writes what differs. Of one that left
 * nothing is kept.
 *
 * @returns whether anything visible changed, and whether it is in other hands now: then
 *   nothing was written
 */
export async function deriveCompliance(options: {
  knex: Knex;
  clusterId: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Absent where nobody shares the clusters. */
  fenceOf?: FenceOf;
}): Promise<{ visible: boolean; isLost: boolean }> {
  const { knex, clusterId, now, fenceOf } = options;
  const inputs = await readComplianceInputs(knex, clusterId, now);
  const rows = inputs ? addUpFindings(inputs) : NOTHING;
  return runSteps(knex, function* steps() {
    if (inputs) {
      const held = yield* checkFences(knex, [clusterId], fenceOf);
      if (!held.has(clusterId)) return { visible: false, isLost: true };
    }
    const visible = yield* writeCompliance(knex, clusterId, rows, now);
    return { visible, isLost: false };
  });
}
