import {
  worstResult,
  type ComplianceResult,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ComplianceInputs, FailureRow, Failures, Fate } from './types';

/** What was found of one thing by one observer, after its rules were made one. */
export type FoundUnit = {
  /** What tells policies and things apart. */
  unit: string;
  observer: string;
  result: ComplianceResult;
  failingSince?: number;
  row: Omit<FailureRow, 'seenAt' | 'firstFailedAt'>;
  /** What its policy is called by its engine. */
  policyKey: string;
};

/** What became of a failure by what is known of it now. What is not here does not end it. */
const FATES: Partial<Record<ComplianceResult, Fate>> = {
  pass: 'fixed',
  exempt: 'exempted',
  warn: 'eased',
  skip: 'gone',
};

/**
 * What fails, each thing once for a policy, and what does no more.
 *
 * When something first failed is known only where it was seen to begin: of what fails when
 * somebody looks for the first time, at a cluster or with a policy, nobody knows, nor of
 * what was counted before without being listed. To end it takes a proof: an error, or that
 * nobody looked, proves nothing; what vanished is `gone` where the cluster itself told of
 * it, `fixed` where its engine names all that breaks the policy and does not name it, and
 * else `unproven`.
 *
 * What so ended a short time ago and is told of again, as of a report that was deleted and
 * made anew, went on; or it ended as is known of it now.
 *
 * @param counts - how completely engines name what breaks their policies, by policy
 */
export function failuresOf(
  inputs: Pick<
    ComplianceInputs,
    | 'clusterId'
    | 'now'
    | 'isFirst'
    | 'openFailures'
    | 'recentFailures'
    | 'knownPolicies'
  >,
  found: readonly FoundUnit[],
  counts: ReadonlyMap<string, 'all' | 'part'>,
): Failures {
  const { clusterId, now, isFirst, knownPolicies } = inputs;
  const { openFailures, recentFailures } = inputs;
  const byUnit = new Map<string, FoundUnit[]>();
  for (const each of found) {
    const known = byUnit.get(each.unit);
    if (known) known.push(each);
    else byUnit.set(each.unit, [each]);
  }
  // What was undated before may be because it was not listed.
  const wasInPart = new Set(
    [...openFailures.values()].flatMap(({ firstFailedAt, policyKey }) =>
      firstFailedAt === undefined && counts.has(policyKey) ? [policyKey] : [],
    ),
  );
  const open = new Map<string, FailureRow>();
  const reopened: number[] = [];
  const settled = new Map<number, Fate>();
  for (const [unit, told] of byUnit) {
    const chosen = chosenOf(told, clusterId);
    const recent = openFailures.has(unit)
      ? undefined
      : recentFailures.get(unit);
    if (chosen.result !== 'fail') {
      const fate = FATES[resultOf(told, clusterId)];
      if (recent && fate && fate !== 'gone') settled.set(recent.id, fate);
      continue;
    }
    if (recent) reopened.push(recent.id);
    const known = openFailures.get(unit) ?? recent;
    const { policyKey } = chosen;
    const isSeenToBegin =
      !isFirst &&
      knownPolicies.has(policyKey) &&
      counts.get(policyKey) !== 'part' &&
      !wasInPart.has(policyKey) &&
      chosen.failingSince === now;
    const firstFailedAt = known
      ? known.firstFailedAt
      : (isSeenToBegin && now) || undefined;
    open.set(unit, {
      ...chosen.row,
      seenAt: known?.seenAt ?? chosen.failingSince ?? now,
      ...(firstFailedAt === undefined ? {} : { firstFailedAt }),
    });
  }
  const ended = new Map<string, Fate>();
  for (const [unit, { observer, policyKey }] of openFailures) {
    if (open.has(unit)) continue;
    const told = byUnit.get(unit);
    const fate = told
      ? FATES[resultOf(told, clusterId)]
      : fateOfVanished(observer === clusterId, counts.get(policyKey));
    if (fate) ended.set(unit, fate);
  }
  return { open, ended, reopened, settled };
}

function fateOfVanished(isOwn: boolean, counted: 'all' | 'part' | undefined) {
  if (!isOwn || counted === 'part') return 'unproven';
  return counted === 'all' ? 'fixed' : 'gone';
}

/** The failure among the cluster's own words where there are any; else among all. */
function chosenOf(told: readonly FoundUnit[], clusterId: string): FoundUnit {
  const heard = heardOf(told, clusterId);
  return heard.find(({ result }) => result === 'fail') ?? heard[0];
}

function resultOf(
  told: readonly FoundUnit[],
  clusterId: string,
): ComplianceResult {
  return worstResult(heardOf(told, clusterId).map(({ result }) => result));
}

/** The cluster's own words where there are any; else those of all. */
function heardOf(
  told: readonly FoundUnit[],
  clusterId: string,
): readonly FoundUnit[] {
  const own = told.filter(({ observer }) => observer === clusterId);
  return own.length > 0 ? own : told;
}
