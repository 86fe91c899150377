/**
 * What exceptions of the ledger are of.
 *
 * - `policy`: a policy need not be kept
 * - `drift`: live state may differ from what is desired
 * - `freeze`: something may move while nothing else does
 * - `budget`: more may be spent than a budget says
 *
 * @public
 */
export const EXCEPTION_KINDS = ['policy', 'drift', 'freeze', 'budget'] as const;

/** @public */
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/**
 * A policy that an exception of the ledger waives.
 *
 * @public
 */
export type WaivedPolicy = {
  /** The id of what evaluates it, such as `kyverno`; any where absent. */
  engine?: string;
  /** The kind of its object, such as `ClusterPolicy`, where it is known. */
  kind?: string;
  /** `*` is every policy of the engine. */
  name: string;
  /** None is all of its rules. */
  rules: readonly string[];
};

/**
 * What an exception of the ledger covers. What is empty does not narrow it.
 *
 * @public
 */
export type ExceptionScope = {
  /** Ids of clusters. */
  clusters: readonly string[];
  namespaces: readonly string[];
  policies: readonly WaivedPolicy[];
  /** What is waived where that is no policy: a freeze, a budget, or a path of drift. */
  subjects: readonly string[];
  /** One resource, by its kind and name. */
  resource?: { kind: string; name: string };
  /** References of catalog entities. */
  entities: readonly string[];
  /** Whose it is, as a reference, where no entity says it. */
  owner?: string;
};
