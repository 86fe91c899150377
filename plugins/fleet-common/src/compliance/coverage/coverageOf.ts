import { flooredPercent } from '../scores/flooredPercent';
import { pairKeyOf, type PolicyOnCluster } from '../units/complianceUnit';
import type { PolicyEvidence } from './evidenceOf';

/**
 * Why a policy that is expected on a cluster is not evaluated there.
 *
 * - `unreachable`: the cluster cannot be read, and what is known is old or nothing
 * - `stale`: what is known is old
 * - `error`: the policy could not be evaluated, for some of it at least
 * - `not-evaluated`: it was not, for some of it at least
 * - `never-seen`: nothing is known of it there
 * - `not-named`: it is expected on clusters that nobody names
 *
 * @public
 */
export const MISSING_REASONS = [
  'unreachable',
  'stale',
  'error',
  'not-evaluated',
  'never-seen',
  'not-named',
] as const;

/** @public */
export type MissingReason = (typeof MISSING_REASONS)[number];

/**
 * How much of what should be evaluated is, in policies on clusters.
 *
 * @public
 */
export type ComplianceCoverage = {
  evaluated: number;
  expected: number;
  /** From 0 to 1. Absent where nothing is expected: then it is not known. */
  ratio?: number;
  /** For people: with one decimal, never rounded up. */
  percent?: number;
  /** What is expected and not evaluated, by the reason; together they are the difference. */
  missing: Record<MissingReason, number>;
  /** What is known of policies where nobody expects them. It counts for nothing here. */
  unexpected: number;
};

function noReasons(): Record<MissingReason, number> {
  return Object.fromEntries(
    MISSING_REASONS.map(reason => [reason, 0]),
  ) as Record<MissingReason, number>;
}

/** Why it is missing, or nothing where it is not. */
function reasonOf(
  pair: PolicyOnCluster,
  evidence: PolicyEvidence | undefined,
  unreachable: ReadonlySet<string>,
): MissingReason | undefined {
  if (evidence?.state === 'evaluated') return undefined;
  const isOld = !evidence || evidence.state === 'stale';
  if (isOld && unreachable.has(pair.cluster)) return 'unreachable';
  return evidence?.state ?? 'never-seen';
}

/** The evidence of policies on clusters, by their key. */
export type EvidenceIndex = ReadonlyMap<string, PolicyEvidence>;

export function indexEvidence(
  evidence: Iterable<PolicyEvidence>,
): EvidenceIndex {
  return new Map([...evidence].map(each => [pairKeyOf(each), each]));
}

/** {@link coverageOf} of what is expected once each, with the evidence by its key. */
export function coverageOfPairs(options: {
  expected: ReadonlyMap<string, PolicyOnCluster>;
  evidence: EvidenceIndex;
  unexpected: number;
  unreachable?: ReadonlySet<string>;
  unnamed?: number;
}): ComplianceCoverage {
  const { expected, evidence, unexpected, unnamed = 0 } = options;
  const unreachable = options.unreachable ?? new Set();
  const missing = noReasons();
  missing['not-named'] = unnamed;
  let evaluated = 0;
  for (const [key, pair] of expected) {
    const reason = reasonOf(pair, evidence.get(key), unreachable);
    if (reason) missing[reason] += 1;
    else evaluated += 1;
  }
  const total = expected.size + unnamed;
  const percent = flooredPercent(evaluated, total);
  return {
    evaluated,
    expected: total,
    ...(total > 0 && { ratio: evaluated / total }),
    ...(percent !== undefined && { percent }),
    missing,
    unexpected,
  };
}

/**
 * The coverage of what is expected. What is expected twice is expected once, and what
 * nobody expects adds nothing.
 *
 * @param options - `expected` and `unnamed` as of {@link expectationsOf}, `evidence` as of
 *   {@link evidenceOf}; `unreachable` are clusters that cannot be read, which names the
 *   reason and changes no number
 * @public
 */
export function coverageOf(options: {
  expected: Iterable<PolicyOnCluster>;
  evidence: Iterable<PolicyEvidence>;
  /** How many more are expected on clusters that nobody names. */
  unnamed?: number;
  unreachable?: ReadonlySet<string>;
}): ComplianceCoverage {
  const expected = new Map(
    [...options.expected].map(pair => [pairKeyOf(pair), pair]),
  );
  const evidence = indexEvidence(options.evidence);
  const unexpected = [...evidence.keys()].filter(
    key => !expected.has(key),
  ).length;
  return coverageOfPairs({ ...options, expected, evidence, unexpected });
}
