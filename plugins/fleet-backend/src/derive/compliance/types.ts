import type {
  FindingFact,
  PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';

/** What says of a stored fact where it is from, and so whether it is current. */
export type Origin = {
  observer: string;
  adapter: string;
  group: string;
  kind: string;
  sourceNamespace: string;
  subjectReference: string | null;
  referenceKey: string | null;
  unreadable: string | null;
};

/** A finding as it is stored. */
export type StoredFinding = {
  /** Absent where its report is away. */
  id?: string;
  origin: Origin;
  sourceUid: string;
  /** Where what was looked at is; empty for none. */
  namespace: string;
  /** Milliseconds since 1970. */
  seenAt: number;
  fact: FindingFact;
};

/** A policy as it is stored. */
export type StoredPolicy = {
  origin: Origin;
  sourceUid: string;
  fact: PolicyFact;
};

/** Something that runs on a cluster, and the component that it belongs to. */
export type BoundThing = {
  kind: string;
  namespace: string;
  name: string;
  /** Empty for none. */
  entityRef: string;
};

/** What a place on a cluster belongs to: that of its cell, else that of its cluster. */
export type Belonging = {
  environment: string;
  owner: string;
  system: string;
};

/** All that the findings of one cluster are added up from. */
export type ComplianceInputs = {
  clusterId: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Whether it was never added up: then what fails may have failed before. */
  isFirst: boolean;
  region: string;
  /** Of what is in no cell. */
  cluster: Belonging;
  /** By namespace and component: `namespace/entityRef`. */
  cells: ReadonlyMap<string, Belonging>;
  things: readonly BoundThing[];
  findings: readonly StoredFinding[];
  policies: readonly StoredPolicy[];
  /** What was known to fail, by id. */
  failing: ReadonlyMap<string, Failing>;
  /** What fails, as far as it is written, by policy and thing. */
  openFailures: ReadonlyMap<string, OpenFailure>;
  /** What ended a short time ago, and nobody saw repaired, by policy and thing. */
  recentFailures: ReadonlyMap<string, RecentFailure>;
  /** Policies of which anything was ever found there, as {@link policyKey} has them. */
  knownPolicies: ReadonlySet<string>;
};

/** What is remembered of what fails by one rule. */
export type Failing = {
  /** Milliseconds since 1970. */
  since: number;
  /**
   * What told of it, as far as it is added up: a {@link StoredFinding} as JSON. Absent
   * where reports are not deleted when their time is up.
   */
  told?: string;
  /** Since when the report is away that told of it; absent while it is there. */
  awaySince?: number;
};

/** A failure that is known already. */
export type OpenFailure = {
  observer: string;
  policyKey: string;
  /** Milliseconds since 1970. */
  seenAt: number;
  /** Absent where it failed when somebody looked for the first time. */
  firstFailedAt?: number;
};

/** A failure that has ended, and goes on where it is told of again. */
export type RecentFailure = OpenFailure & { id: number };

/**
 * How a failure ended: it is known to pass, an exception says that it need not be kept, it
 * is only warned of, it is proven to be no more, or nobody can say.
 */
export type Fate = 'fixed' | 'exempted' | 'eased' | 'gone' | 'unproven';

/** What fails, and how what failed ended, by policy and thing. */
export type Failures = {
  open: ReadonlyMap<string, FailureRow>;
  ended: ReadonlyMap<string, Fate>;
  /** Of those that had ended without a proof: which go on, and what is proven now, by id. */
  reopened: readonly number[];
  settled: ReadonlyMap<number, Fate>;
};

/** A row of `failure` that has not ended. */
export type FailureRow = Belonging & {
  namespace: string;
  entityRef: string;
  region: string;
  engine: string;
  policy: string;
  severity: string;
  observer: string;
  /** Milliseconds since 1970. */
  seenAt: number;
  firstFailedAt?: number;
};

/** Rows of the tables of the same names, without what is the same in all of them. */
export type ComplianceRows = {
  sums: Map<string, SumRow>;
  places: Map<string, PlaceRow>;
  /** By id. */
  failing: Map<string, Failing>;
  /** The ids of findings of what was made, with those of what made it that they repeat. */
  repeats: Map<string, string>;
  /** Absent where the cluster is gone, and nothing is known of it any more. */
  failures?: Failures;
};

export type SumRow = {
  namespace: string;
  entity_ref: string;
  region: string;
  environment: string;
  owner: string;
  system: string;
  engine: string;
  policy: string;
  severity: string;
  result: string;
  claim: string;
  observer: string;
  adapter: string;
  api_group: string;
  kind: string;
  source_namespace: string;
  subject_reference: string | null;
  reference_key: string | null;
  unreadable: string | null;
  /** Those that the results name, as JSON; empty for none. */
  controls: string;
  things: number;
  failing_since: number | null;
};

export type PlaceRow = {
  engine: string;
  policy: string;
  severity: string;
  /** {@link PolicyWords} as JSON. */
  data: string;
};

/** What a policy says of itself; what its results say of it, where it says nothing. */
export type PolicyWords = {
  title?: string;
  standards: string[];
  categories: string[];
  controls: string[];
  /** The names of its rules. */
  rules?: string[];
};
