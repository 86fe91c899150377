import type { FindingFact } from '../facts';

/** What has to be known of findings to tell which of them are said twice. */
export type RepeatableFinding = Pick<
  FindingFact,
  'engine' | 'policy' | 'rule' | 'result' | 'resource'
>;

// Of Kyverno: what it makes of a rule for Pods, on what makes Pods.
const FOR_CRON_JOBS = 'autogen-cronjob-';
const FOR_OTHERS = 'autogen-';

/** What Kubernetes makes random names of, without vowels and what looks alike. */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';

/** What the name of what each kind makes has after its own. */
const AFTER_NAME: Record<string, RegExp> = {
  'CronJob Job': /^-\d{1,20}$/,
  'CronJob Pod': new RegExp(`^-\\d{1,20}-${RANDOM}{5}$`),
  'DaemonSet Pod': new RegExp(`^-${RANDOM}{5}$`),
  'Deployment Pod': new RegExp(`^-${RANDOM}{1,10}-${RANDOM}{5}$`),
  'Job Pod': new RegExp(`^-(?:\\d{1,10}-)?${RANDOM}{5}$`),
  'ReplicaSet Pod': new RegExp(`^-${RANDOM}{5}$`),
  'ReplicationController Pod': new RegExp(`^-${RANDOM}{5}$`),
  'StatefulSet Pod': /^-\d{1,10}$/,
};

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

function isMadeBy(made: RepeatableFinding, maker: RepeatableFinding): boolean {
  const name = made.resource?.name ?? '';
  const makerName = maker.resource?.name ?? '';
  const pattern =
    AFTER_NAME[`${maker.resource?.kind ?? ''} ${made.resource?.kind ?? ''}`];
  return (
    pattern !== undefined &&
    name.startsWith(makerName) &&
    pattern.test(name.slice(makerName.length))
  );
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
      ?.some(maker => isMadeBy(finding, maker));
  });
}
