import type { PastGap } from '@fleetview/backstage-plugin-fleet-common';
import type { ClusterAt } from '../../../history/readClustersAt';
import type { Row } from '../../types';
import type { PastTime } from './PastTime';

/** Kinds that a gap names; there are some dozens. */
const KINDS_SHOWN = 10;

/**
 * A row of the table `cluster` as it was at a time. What a cluster is called, who owns
 * it and who provides it is that of now.
 *
 * @param was - how it was covered then; absent where that is not known
 * @param isCut - whether what ran on it was left out, as there was too much
 */
export function pastRow(
  row: Row,
  was: ClusterAt | undefined,
  { kept, isCut }: Pick<PastTime, 'kept'> & { isCut: boolean },
): Row {
  const gap = gapOf(was, kept, isCut);
  const unknown = gap === 'not-watched' ? 'not-asked' : 'pending';
  return {
    ...row,
    // Where it is not known, it is found where it is now.
    region: was?.region ?? row.region,
    environment: was?.environment ?? row.environment,
    // Only what was proven, and of one that nobody watched nothing.
    reachability: (was?.isWatched && was.reachability) || unknown,
    reachability_since: null,
    reachability_reason: gap ?? null,
    stale: false,
    identity_lost_at: null,
    coverage_asked: 1,
    coverage_current: gap === undefined ? 1 : 0,
    coverage_state: gap === 'not-current' ? 'interrupted' : 'not-asked',
    coverage_reason: gap ?? null,
    past_gap: gap,
    past_cut: isCut,
    past_kinds:
      gap === 'not-current' ? was?.notCurrent.slice(0, KINDS_SHOWN) : undefined,
  };
}

function gapOf(
  was: ClusterAt | undefined,
  kept: PastTime['kept'],
  isCut: boolean,
): PastGap | undefined {
  if (kept === 'days') return isCut ? 'too-many' : 'not-kept';
  if (!was) return 'not-known';
  if (!was.isWatched) return 'not-watched';
  if (was.reachability === undefined) return 'not-known';
  if (was.reachability !== 'reachable') return 'not-answering';
  if (isCut) return 'too-many';
  return was.notCurrent.length > 0 ? 'not-current' : undefined;
}
