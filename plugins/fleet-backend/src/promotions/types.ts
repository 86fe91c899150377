import type {
  PromotionPlan,
  Release,
  RunningInstance,
  StagedClusters,
  StageProblem,
} from '@fleetview/backstage-plugin-fleet-common';
import type { DeliveryEvidence, InstanceParts } from '../derive/rollouts';
import type { Row } from '../read/types';

/** Clusters by stages, and what is known of each. */
export type StageFleet = {
  staged: StagedClusters;
  /** Why it is not known which clusters are in which stage; empty where it is. */
  problems: readonly StageProblem[];
  /** Whether stages are the steps of an ApplicationSet, which its engine may move clusters between. */
  isBySteps: boolean;
  /** Rows of clusters, by id. */
  byId: ReadonlyMap<string, Row>;
  /** Ids of clusters that are read whole, and current. */
  complete: ReadonlySet<string>;
};

/** Where a delivery takes what it brings from. */
export type GitSource = {
  repository?: string;
  /** The branch or tag that it follows. */
  branch?: string;
  path: string;
  /** The commit that it applied last, and the one that it wants. */
  applied?: string;
  desired?: string;
};

/** An instance as a promotion asks for it. */
export type SeenInstance = {
  parts: InstanceParts;
  running: RunningInstance;
  /** What brings its workloads. */
  deliveries: readonly DeliveryEvidence[];
  /** Where that is from; none where it is from no path in Git. */
  sources: readonly GitSource[];
  /** The oldest confirmation of what it was read from, in milliseconds since 1970. */
  confirmedAt?: number;
};

/** A file that is changed in Git for a wave. */
export type GitChange = {
  wave: string;
  repository?: string;
  branch?: string;
  path: string;
  edit: 'kustomize-images' | 'helm-values';
  valuesKey?: string;
  /** Ids of the clusters that it reaches. */
  clusters: readonly string[];
};

/** Why it is not known what to change for a cluster, or why it may not be changed. */
export type GitProblem = {
  cluster: string;
  because: 'no-commit' | 'no-path' | 'shared-path';
  /** For people. */
  text: string;
};

/** A plan with what it changes in Git. */
export type MadePlan = {
  plan: PromotionPlan;
  /** What goes; absent where none can be told. */
  release?: Release;
  changes: readonly GitChange[];
  problems: readonly GitProblem[];
  /** Commits that clusters of the target run, the most frequent first. */
  commits: readonly string[];
};
