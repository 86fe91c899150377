import type {
  SkewComparisonPage,
  SkewPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  Status,
  StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';

type Counts = SkewPage['items'][number]['counts'];
type Verdict =
  | SkewPage['items'][number]['others'][number]['verdict']
  | SkewComparisonPage['items'][number]['verdict'];

const KEYS: Record<Verdict, StatusKey> = {
  differs: 'out-of-sync',
  absent: 'missing',
  undecided: 'out-of-sync',
  unknown: 'unknown',
  expected: 'skipped',
  same: 'synced',
};

/** The mark of a verdict. */
export function statusOfVerdict(verdict: Verdict): Status {
  return { key: KEYS[verdict] ?? 'unknown', stale: false };
}

/** The mark of a line: good only where every cluster that counts is proven to be alike. */
export function statusOfLine(counts: Counts): Status {
  const { differs, absent, undecided, unknown, same } = counts;
  if (differs + undecided > 0) return { key: 'out-of-sync', stale: false };
  if (absent > 0) return { key: 'missing', stale: false };
  return {
    key: unknown > 0 || same === 0 ? 'unknown' : 'synced',
    stale: false,
  };
}
