/**
 * Which clusters: those that meet all that is named. `*` stands for anything in names of
 * clusters; all else is compared as it is.
 *
 * @public
 */
export type StageSelector = {
  /** Names of clusters, or patterns with `*`. */
  clusters?: readonly string[];
  region?: readonly string[];
  environment?: readonly string[];
  tier?: readonly string[];
  provider?: readonly string[];
  /** Values that are meant, by the key of a label. */
  labels?: Readonly<Record<string, readonly string[]>>;
};

/**
 * Clusters of a stage that go together.
 *
 * @public
 */
export type StageWave = {
  name: string;
  /** Absent for what no other wave of the stage has. */
  selector?: StageSelector;
  /**
   * How many clusters go at once: a number, or a share of the wave such as `25%`, rounded
   * down, but at least one. All of them where absent.
   */
  size?: number | string;
  /** In milliseconds; that of the stage where absent. */
  soakMs?: number;
};

/**
 * A stage that releases go through.
 *
 * @public
 */
export type Stage = {
  name: string;
  selector: StageSelector;
  /** Names of the stages that a release has to be done with before. */
  after: readonly string[];
  /** For how long a release has to be seen healthy on each cluster, in milliseconds. */
  soakMs: number;
  /** In the order in which they go; at least one. */
  waves: readonly StageWave[];
};
