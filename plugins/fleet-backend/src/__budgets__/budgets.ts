/*
 * What reading 20 clusters of 50 Deployments, and looking at them, may cost at
 * most. None of these numbers depends on the machine. Lower a budget when the
 * code gets better; raise one only with a reason that stands here.
 */

export const CLUSTERS = 20;
export const OBJECTS = 50;
const ALL = CLUSTERS * OBJECTS;

/** Namespaces of each cluster; nothing is bound, so each is one instance and one cell. */
const NAMESPACES = 5;

export const BUDGETS = {
  firstSync: {
    /** Per cluster: version, kube-system, groups, the group that is read, one list, one watch; one to spare. */
    requests: CLUSTERS * 7,
    /** Every object once, 5.8 KB of it, and 4 KB of discovery per cluster. */
    bytes: ALL * 5_900 + CLUSTERS * 4_000,
    /** Statements that write, derivations included. */
    writes: 1.6 * ALL,
    /** Every object once, and where it was first written as stale, once more when it was judged. */
    workloadRows: 2 * ALL,
    /** A cluster is derived once, when its first lists are judged; half of them once more to spare. */
    instanceRows: 1.5 * CLUSTERS * NAMESPACES,
    cellRows: 1.5 * CLUSTERS * NAMESPACES,
  },
  changes: {
    /** Of six events per cluster five say nothing: the sixth is one row. */
    workloadRows: CLUSTERS,
    /** And the stamp of its cell, by which readers who may not see all learn of it. */
    cellRows: CLUSTERS,
    /** Nobody is asked for what a watch has told. */
    requests: 0,
  },
  rollouts: {
    /** For all components that are derived at once: one per table that is read or written, and their transaction. */
    statements: 14,
  },
  views: {
    /** The one promise that everything else follows from. */
    requests: 0,
    overview: {
      statements: 9,
      /** About 1.3 KB for each cluster's tile. */
      bytes: CLUSTERS * 1_300 + 2_000,
      /** Some columns of every cluster and instance, a few times over; no workload. */
      scanned: 40 * CLUSTERS,
    },
    clusters: {
      statements: 9,
      /** About 1.3 KB for each cluster of the page. */
      bytes: CLUSTERS * 1_300 + 2_000,
      scanned: 40 * CLUSTERS,
    },
    changes: {
      statements: 1,
      bytes: 200,
      /** The one row that says how far the fleet is. */
      scanned: 2,
    },
  },
  restart: {
    requests: CLUSTERS * 7,
    /** Nothing changed: each object is still written when it stops and when it starts to be current. */
    workloadRows: 2 * ALL,
    instanceRows: 4 * CLUSTERS * NAMESPACES,
  },
} as const;

/** What days of costs there are: as many as a page looks at by row. */
export const COSTS = { clusters: 20, things: 40, days: 92 } as const;

const ALL_THINGS = COSTS.clusters * COSTS.things;
const TOLD = COSTS.clusters * COSTS.days;

/** What a page of costs may take over 73,600 days of things. */
export const COST_BUDGETS = {
  statements: 20,
  /** Of each thing four rows of days for rows, three for others, seven days, and itself a few times over. */
  scanned: 25 * ALL_THINGS + 2 * TOLD,
  /** Of so few, the database reads some tables as a whole. */
  scannedOfTeam: 20 * ALL_THINGS + TOLD,
} as const;
