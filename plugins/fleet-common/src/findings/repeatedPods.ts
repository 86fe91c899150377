import type { FindingFact } from '../facts';
import { isMadeBy } from './isMadeBy';

/**
 * What has to be known of findings to tell which of them are said twice.
 *
 * @public
 */
export type RepeatableFinding = Pick<
  FindingFact,
  | 'engine'
  | 'policy'
  | 'rule'
  | 'result'
  | 'severity'
  | 'resource'
  | 'container'
>;

// Of Kyverno: what it makes of a rule for Pods, on what makes Pods.
const FOR_CRON_JOBS = 'autogen-cronjob-';
const FOR_OTHERS = 'autogen-';

/** What others make that make Pods themselves, and the Pods. */
const MADE: readonly (string | undefined)[] = ['Pod', 'Job', 'ReplicaSet'];

/** The name of what is made has at most so many parts more than that of its maker. */
const PARTS = 2;

/** The rule as its author wrote it, and whether it was made from that. */
function originOf(rule = ''): { rule: string; isMade: boolean } {
  for (const prefix of [FOR_CRON_JOBS, FOR_OTHERS]) {
    if (rule.startsWith(prefix)) {
      return { rule: rule.slice(prefix.length), isMade: true };
    }
  }
  return { rule, isMade: false };
}

/** What a finding says, of a thing of some name. */
function keyOf(finding: RepeatableFinding, name: string): string {
  const { engine, policy, rule, result, severity, resource, container } =
    finding;
  return JSON.stringify([
    engine,
    policy,
    originOf(rule).rule,
    result,
    severity,
    container,
    resource?.namespace ?? '',
    name,
  ]);
}

/** The names that what made something of this name may have. */
function* makersNames(name: string): Generator<string> {
  let end = name.length;
  for (let part = 0; part < PARTS; part++) {
    end = name.lastIndexOf('-', end - 1);
    if (end <= 0) return;
    yield name.slice(0, end);
  }
}

/**
 * Of findings of one cluster those of Pods (and of the Jobs of CronJobs and the
 * ReplicaSets of Deployments) that stand beside one of what made them, which says the
 * same by the same rule: Kyverno reports both. What made a Pod is told by their names,
 * as reports do not say it; where there is a doubt, nothing is said twice.
 *
 * @returns what repeats something, with what it repeats, which repeats nothing itself
 * @public
 */
export function repeatedPods<T extends RepeatableFinding>(
  findings: readonly T[],
): Map<T, T> {
  const makers = new Map<string, T[]>();
  for (const finding of findings) {
    if (!finding.resource || !originOf(finding.rule).isMade) continue;
    const key = keyOf(finding, finding.resource.name);
    const known = makers.get(key);
    if (known) known.push(finding);
    else makers.set(key, [finding]);
  }
  const repeated = new Map<T, T>();
  if (makers.size === 0) return repeated;
  for (const finding of findings) {
    const maker = makerOf(finding, makers);
    if (maker) repeated.set(finding, maker);
  }
  for (const [finding, maker] of repeated) {
    let first = maker;
    for (let next: T | undefined = maker; next; next = repeated.get(next)) {
      first = next;
    }
    repeated.set(finding, first);
  }
  return repeated;
}

function makerOf<T extends RepeatableFinding>(
  finding: T,
  makers: ReadonlyMap<string, readonly T[]>,
): T | undefined {
  const { resource } = finding;
  if (!resource || !MADE.includes(resource.kind)) return undefined;
  for (const name of makersNames(resource.name)) {
    const maker = makers
      .get(keyOf(finding, name))
      ?.find(each => each.resource && isMadeBy(resource, each.resource));
    if (maker) return maker;
  }
  return undefined;
}
