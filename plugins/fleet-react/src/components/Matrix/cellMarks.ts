import type { MemberState } from '@fleetview/backstage-plugin-fleet-common';
import { statusOfMember, urgencyOf, type Status } from '../../status';
import type { MatrixCell } from './types';

type StateCell = Extract<MatrixCell, { kind: 'state' }>;

/** One glyph of a cell, and what it is called where that is how far a release is. */
export interface CellMark {
  status: Pick<Status, 'key' | 'stale'>;
  release?: MemberState;
}

/** What a cell is marked with: mostly one glyph, at most two. */
export interface CellMarks {
  first: CellMark;
  second?: CellMark;
  /** Since when it is as the first says. */
  since?: string;
}

/** A release that is only to come, or has yet to hold, takes nothing from how something is. */
const BESIDE: ReadonlySet<MemberState> = new Set(['queued', 'soaking']);

/** What is not hidden behind a release, whatever it does. */
const UNWELL: ReadonlySet<string> = new Set(['degraded', 'missing', 'unknown']);

/**
 * How a cell says what something is and how far a release is there, where one is on its
 * way: the release instead of the health wherever it says more, as what is old may be well
 * and the release lost; and both where neither says what the other does.
 */
export function cellMarks(cell: StateCell): CellMarks {
  const { status, release, since } = cell;
  const health = { first: { status }, since };
  if (!release) return health;
  const { state } = release;
  // What is not seen says already that nobody knows.
  if (state === 'unknown' && status.stale) return health;
  const found = statusOfMember({ state, stale: status.stale });
  if (!found) return health;
  const mark: CellMark = {
    status: { key: found.key, stale: found.stale },
    release: state,
  };
  const isWorse =
    UNWELL.has(status.key) && urgencyOf(status.key) < urgencyOf(found.key);
  if (BESIDE.has(state) || isWorse) return { ...health, second: mark };
  return {
    first: mark,
    ...(UNWELL.has(status.key) && status.key !== found.key
      ? { second: { status } }
      : {}),
    // Of what is not seen the last proof counts.
    since: status.stale ? since : release.since,
  };
}
