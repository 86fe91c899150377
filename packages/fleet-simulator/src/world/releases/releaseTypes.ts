/** How far one cluster is with one release. @public */
export type ReleaseState =
  | 'queued'
  | 'window-closed'
  | 'applying'
  | 'verifying'
  | 'succeeded'
  | 'failed'
  | 'stuck'
  | 'unknown';

/** How a release goes on. @public */
export type ReleaseLifecycle =
  | 'running'
  | 'paused'
  /** Nothing moves before somebody does something, and not all clusters are over. */
  | 'blocked'
  | 'completed'
  | 'superseded';

/** The truth of one cluster of a release. Times are RFC 3339. @public */
export type ReleaseMember = {
  cluster: string;
  wave: string;
  engine: 'argocd' | 'flux' | 'ocm' | 'none';
  hub?: string;
  /** What can be said from outside: `unknown` of a cluster that cannot be reached. */
  state: ReleaseState;
  /** What is so, whether or not anybody outside can see it. */
  actual: Exclude<ReleaseState, 'unknown'>;
  /** Whether anybody outside can know. */
  knowable: boolean;
  /** What could be known last. */
  lastKnown: Exclude<ReleaseState, 'unknown'>;
  /** Since when `state` is what it is. */
  since: string;
  reason: string;
  /** The reason of `actual` where that is another. */
  actualReason?: string;
};

/** The truth of one release. @public */
export type ReleaseReport = {
  id: string;
  component: string;
  version: string;
  previousVersion: string;
  lifecycle: ReleaseLifecycle;
  gate: 'settled' | 'all' | 'engine';
  ticksPerStep: number;
  startedAt: string;
  endedAt?: string;
  supersededBy?: string;
  waves: {
    name: string;
    clusters: string[];
    state: 'waiting' | 'open' | 'done';
  }[];
  members: ReleaseMember[];
  /** How many clusters are in each state; states of none are left out. */
  counts: Partial<Record<ReleaseState, number>>;
};
