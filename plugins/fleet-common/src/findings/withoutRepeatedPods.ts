import type { FindingFact } from '../facts';
import { isMadeBy } from './isMadeBy';

/** What has to be known of findings to tell which of them are said twice. */
export type RepeatableFinding = Pick<
  FindingFact,
  'engine' | 'policy' | 'rule' | 'result' | 'resource'
>;

// Of Kyverno: what it makes of a rule for Pods, on what makes Pods.
const FOR_CRON_JOBS = 'autogen-cronjob-';
const FOR_OTHERS = 'autogen-';

/** The rule as its author wrote it, and whether it was made from that. */
function originOf(rule = ''): { rule: string; isMade: boolean } {
  for (const prefix of [FOR_CRON_JOBS, FOR_OTHERS]) {
    if (rule.startsWith(prefix)) {
      return { rule: rule.slice(prefix.length), isMade: true };
    }
  }
  return { rule, isMade: false };
}

function keyOf(finding: RepeatableFinding): string {
  const { engine, policy, rule, result, resource } = finding;
  return JSON.stringify([
    engine,
    policy,
    originOf(rule).rule,
    result,
    resource?.namespace ?? '',
  ]);
}

/**
 * Findings of one cluster without those of Pods (and of the Jobs of CronJobs) that
 * stand beside one of what made them, of the same policy, rule and result: Kyverno
 * reports both, and who counts both counts one thing twice. What made a Pod is told
 * by their names, as reports do not say it; where there is a doubt, both are kept.
 *
 * @public
 */
export function withoutRepeatedPods<T extends RepeatableFinding>(
  findings: readonly T[],
): T[] {
  const makers = new Map<string, T[]>();
  for (const finding of findings) {
    if (!finding.resource || !originOf(finding.rule).isMade) continue;
    const key = keyOf(finding);
    const known = makers.get(key);
    if (known) known.push(finding);
    else makers.set(key, [finding]);
  }
  if (makers.size === 0) return [...findings];
  return findings.filter(finding => {
    const { kind } = finding.resource ?? {};
    if (kind !== 'Pod' && kind !== 'Job') return true;
    return !makers
      .get(keyOf(finding))
      ?.some(
        maker =>
          finding.resource &&
          maker.resource &&
          isMadeBy(finding.resource, maker.resource),
      );
  });
}
