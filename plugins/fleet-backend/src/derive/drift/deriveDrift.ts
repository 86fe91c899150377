import type { Knex } from 'knex';
import type { LedgerRules } from '../../exceptions/ExceptionAccess';
import { checkFences, type FenceOf } from '../checkFences';
import { runSteps } from '../statements';
import { endEpisodesOf } from './endEpisodesOf';
import { episodesOfCluster } from './episodesOfCluster';
import { readDriftInputs } from './readDriftInputs';
import type { DriftKinds } from './driftKindsOf';
import { writeDesires } from './writeDesires';
import { writeEpisodes } from './writeEpisodes';
import { writeWishes } from './writeWishes';

/**
 * Looks what drifts on a cluster, and writes what differs. Of one that left what lasted
 * ends without a proof.
 *
 * @returns whether anything visible changed, and whether it is in other hands now: then
 *   nothing was written
 */
export async function deriveDrift(options: {
  knex: Knex;
  clusterId: string;
  /** Milliseconds since 1970. */
  now: number;
  rules: LedgerRules;
  /** What adapters tell. */
  kinds: DriftKinds;
  /** Absent where nobody shares the clusters. */
  fenceOf?: FenceOf;
}): Promise<{ visible: boolean; isLost: boolean }> {
  const { knex, clusterId, now, fenceOf } = options;
  const inputs = await readDriftInputs(knex, clusterId, now, options);
  if (!inputs) {
    const visible = await runSteps(knex, () => endEpisodesOf(clusterId, now));
    return { visible, isLost: false };
  }
  const outcome = episodesOfCluster(inputs);
  return runSteps(knex, function* steps() {
    const held = yield* checkFences(knex, [clusterId], fenceOf);
    if (!held.has(clusterId)) return { visible: false, isLost: true };
    const visible = yield* writeEpisodes(knex, clusterId, outcome, now);
    yield* writeWishes(knex, clusterId, outcome.wishes);
    yield* writeDesires(knex, clusterId, outcome.desires);
    return { visible, isLost: false };
  });
}
