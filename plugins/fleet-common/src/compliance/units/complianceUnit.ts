import type { Severity } from '../../facts';
import type { ComplianceResult } from './results';

/**
 * A policy by its engine's name for it.
 *
 * @public
 */
export type PolicyName = { engine: string; policy: string };

/**
 * The unit of coverage: a policy on a cluster.
 *
 * @public
 */
export type PolicyOnCluster = PolicyName & {
  /** The id of the cluster. */
  cluster: string;
};

/**
 * What something can be looked at by, where it is known.
 *
 * @public
 */
export type ComplianceAttributes = {
  severity?: Severity;
  /** As their author words them, or as a mapping names them. */
  controls?: readonly string[];
  /** Ids of standards, see {@link standardsOf}. */
  standards?: readonly string[];
  region?: string;
  environment?: string;
  /** Entity references, as cells have them. */
  owner?: string;
  system?: string;
  component?: string;
};

/**
 * The unit of scores: a policy, on a cluster, about one resource. One may stand for many
 * that are alike, as a database adds them up.
 *
 * @public
 */
export type ComplianceUnit = PolicyOnCluster &
  ComplianceAttributes & {
    /**
     * What tells the resource apart on its cluster. Absent where the unit is about the
     * cluster as a whole, or stands for many.
     */
    resource?: string;
    /** Already judged by {@link complianceResultOf}. */
    result: ComplianceResult;
    /** Whether what it was read from is not current. */
    stale: boolean;
    /** How many it stands for; 1 where absent. */
    count?: number;
    /** It stands for those that its engine counted and did not list. */
    unlisted?: true;
    /**
     * Since when it is known to fail, in milliseconds since 1970; the first of those that it
     * stands for.
     */
    firstFailedAt?: number;
  };

/**
 * A text for each policy that no other policy has: `kyverno/require-labels`.
 *
 * @public
 */
export function policyKeyOf({ engine, policy }: PolicyName): string {
  // A slash in the name of an engine would let it speak for another's policy.
  return `${engine.replaceAll('%', '%25').replaceAll('/', '%2F')}/${policy}`;
}

/**
 * A text for each policy on each cluster.
 *
 * @public
 */
export function pairKeyOf({
  engine,
  policy,
  cluster,
}: PolicyOnCluster): string {
  return JSON.stringify([engine, policy, cluster]);
}

/** A text for each unit, apart from its result. */
export function unitKeyOf(unit: ComplianceUnit): string {
  const { engine, policy, cluster, resource, unlisted } = unit;
  return JSON.stringify([
    engine,
    policy,
    cluster,
    resource ?? null,
    unlisted ?? false,
  ]);
}
