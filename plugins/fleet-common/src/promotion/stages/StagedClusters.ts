/**
 * Clusters that go together, at once.
 *
 * @public
 */
export type StagedWave = {
  /** What no other wave has, e.g. `production/canary/1`. */
  key: string;
  stage: string;
  wave: string;
  /** Which part of a wave that is larger than may go at once, from 1 on. */
  part: number;
  /** In milliseconds. */
  soakMs: number;
  /** Ids of clusters; at least one. */
  clusters: readonly string[];
};

/**
 * A stage, and which clusters go through it.
 *
 * @public
 */
export type StagedStage = {
  name: string;
  /** What it is called where its name is made of its position. */
  title?: string;
  after: readonly string[];
  /** In the order in which they go. Empty where no cluster is in it. */
  waves: readonly StagedWave[];
};

/**
 * Why a cluster is in no stage.
 *
 * - `no-stage`: no stage selects it
 * - `no-wave`: it is in a stage, and no wave of that selects it
 * - `no-step`: its delivery is in no step, or its engine does not say in which
 *
 * @public
 */
export type Unplaced = {
  cluster: string;
  because: 'no-stage' | 'no-wave' | 'no-step';
  stage?: string;
};

/**
 * Stages with their clusters: each cluster is in one wave, or among those that are not.
 *
 * @public
 */
export type StagedClusters = {
  stages: readonly StagedStage[];
  unplaced: readonly Unplaced[];
  /** Clusters that several stages, or several waves of one, select. They are in none. */
  ambiguous: readonly { cluster: string; places: readonly string[] }[];
};
