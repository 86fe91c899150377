import { DAY_MS } from '../../history/retention';
import type { ComplianceInputs, Failing, StoredFinding } from './types';

/** By so much a cluster's clock may be ahead of ours. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** What it takes to add a failure up; the rest is of its report. */
const ADDED_UP = [
  'source',
  'engine',
  'policy',
  'rule',
  'result',
  'severity',
  'category',
  'controls',
  'resource',
  'container',
  'claim',
  'validUntil',
] as const;

/**
 * What is remembered of a finding whose report is deleted when its time is up. Of what
 * others tell it is not known where that went.
 *
 * @returns nothing where it has no time
 */
export function toldOf(
  { id: _, fact, ...finding }: StoredFinding,
  clusterId: string,
): string | undefined {
  if (fact.validUntil === undefined) return undefined;
  if (finding.origin.observer !== clusterId) return undefined;
  return JSON.stringify({
    ...finding,
    fact: Object.fromEntries(ADDED_UP.map(name => [name, fact[name]])),
  });
}

/**
 * What failed when its report was deleted as its time was up. Nothing is proven by that:
 * it counts as it did until the report is made anew, for a day at most. One that was
 * deleted before went with what it was about.
 */
export function awaitedFindings({
  now,
  failing,
  findings,
}: Pick<ComplianceInputs, 'now' | 'failing' | 'findings'>): Map<
  StoredFinding,
  Failing
> {
  const awaited = new Map<StoredFinding, Failing>();
  let present: ReadonlySet<string> | undefined;
  for (const { since, told, awaySince = now } of failing.values()) {
    if (told === undefined || now - awaySince >= DAY_MS) continue;
    const finding: StoredFinding = JSON.parse(told);
    const until = Date.parse(finding.fact.validUntil ?? '');
    if (!(until <= awaySince + CLOCKS_DIFFER_MS)) continue;
    present ??= new Set(findings.map(reportOf));
    // What its report does not tell of any more is gone.
    if (present.has(reportOf(finding))) continue;
    awaited.set(finding, { since, told, awaySince });
  }
  return awaited;
}

/** What tells reports apart, and one that is made anew not from what it was. */
function reportOf({ origin, fact }: StoredFinding): string {
  const { observer, adapter, group, kind, sourceNamespace } = origin;
  const { name } = fact.source;
  return JSON.stringify([
    observer,
    adapter,
    group,
    kind,
    sourceNamespace,
    name,
  ]);
}
