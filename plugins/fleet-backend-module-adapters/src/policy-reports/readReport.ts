import {
  boundedName,
  boundedText,
  type FindingFact,
  type FindingResult,
  SEVERITIES,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  joinDefined,
  type KeySelection,
  type MapContext,
  type Mapped,
  partOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { isCopy, readEngine } from './readEngine';
import { readResource } from './readResource';
import { readNames, readProperty, readResult } from './readResult';
import { readTimestamp } from './readTimestamp';
import type { ReportedResult, ReportObject } from './schema';

/** The most findings of one report, without the one that says how many are not shown. */
const MAX_FINDINGS = 1000;
const MAX_NAMES = 20;

/** What is kept first, where not all is. */
const MATTERS: readonly FindingResult[] = [
  'fail',
  'error',
  'warn',
  'unknown',
  'exempt',
  'skip',
  'pass',
];

/** Reports are their reporter's: they bear none of their resource's labels. */
const LABELS: KeySelection = {
  first: ['backstage.io/', 'fleet.backstage.io/'],
  rest: false,
};

type Found = Omit<FindingFact, keyof ReturnType<typeof factBase> | 'type'>;

function severityOf(result: ReportedResult): Severity | undefined {
  const stated = result.severity || readProperty(result, 'severity');
  return SEVERITIES.find(severity => severity === stated?.toLowerCase());
}

function namesOf(text: string | undefined): string[] {
  return readNames(text).slice(0, MAX_NAMES).map(boundedName);
}

function messageOf(
  reported: ReportedResult,
  unknownWord: string | undefined,
): string | undefined {
  const { message } = reported;
  if (unknownWord === undefined) return message;
  const problem = unknownWord
    ? `no known result: '${boundedName(unknownWord)}'`
    : 'no result';
  return message ? `${problem}: ${message}` : problem;
}

/** The findings of one result: one for each of its resources, else one for what the report is about. */
function findingsOf(
  reported: ReportedResult,
  report: ReportObject,
  namespace: string | undefined,
): Found[] {
  const isDeleted = report.metadata.deletionTimestamp !== undefined;
  const { result, exceptions, unknownWord } = readResult(reported);
  const message = isDeleted
    ? 'its report is being deleted'
    : messageOf(reported, unknownWord);
  const category = reported.category || readProperty(reported, 'category');
  const found: Found = withoutUndefined({
    engine: readEngine(reported.source || report.source),
    policy: boundedName(reported.policy),
    rule: reported.rule ? boundedName(reported.rule) : undefined,
    result: isDeleted ? 'unknown' : result,
    severity: severityOf(reported),
    category: category ? boundedName(category) : undefined,
    controls: namesOf(readProperty(reported, 'controls')),
    message: message ? boundedText(message) : undefined,
    evaluatedAt: readTimestamp(reported.timestamp),
    exceptions: exceptions.slice(0, MAX_NAMES).map(boundedName),
  });
  const { items = [], total = 0 } = reported.resources ?? {};
  if (items.length > 0) {
    return items.map(item => ({
      ...found,
      resource: readResource(item, namespace),
    }));
  }
  // What names resources that cannot be read is not about the report's scope.
  const { scope } = report;
  return total === 0 && scope
    ? [{ ...found, resource: readResource(scope, namespace) }]
    : [found];
}

/** Tells findings of one report apart, and equal ones by their order. */
function partsOf(findings: readonly Found[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ engine, policy, rule, resource }) => {
    const part = partOf(
      engine,
      policy,
      rule,
      resource?.group,
      resource?.kind,
      resource?.namespace,
      resource?.name,
    );
    const before = seen.get(part) ?? 0;
    seen.set(part, before + 1);
    return before === 0 ? part : `${part}-${before}`;
  });
}

/** How many single results there are that were not read, as they are malformed or too many. */
function unreadOf({ results }: ReportObject): number {
  return results.items.reduce(
    (sum, { resources }) =>
      resources?.items.length
        ? sum + resources.total - resources.items.length
        : sum,
    results.total - results.items.length,
  );
}

/** A report of any kind and version, as findings. Its summary is not believed. */
export function readReport(report: ReportObject, context: MapContext): Mapped {
  const { metadata, results, source } = report;
  const { namespace, name } = context.source;
  const own = results.items.filter(result => !isCopy(result.source || source));
  if (own.length === 0 && results.items.length > 0) {
    return {
      skipped: 'irrelevant',
      detail: 'it copies reports of the Trivy operator, which are read there',
    };
  }
  const findings = own.flatMap(result => findingsOf(result, report, namespace));
  const parts = partsOf(findings);
  const base = factBase(context, metadata, { labels: LABELS });
  const facts = findings.map(
    (finding, index): FindingFact =>
      joinDefined(base, { part: parts[index], type: 'finding' }, finding),
  );
  const notShown = Math.max(0, facts.length - MAX_FINDINGS) + unreadOf(report);
  if (notShown === 0) return { facts };
  const shown = facts
    .sort(
      (left, right) =>
        MATTERS.indexOf(left.result) - MATTERS.indexOf(right.result),
    )
    .slice(0, MAX_FINDINGS);
  const rest: FindingFact = {
    ...base,
    part: 'more',
    type: 'finding',
    engine: readEngine(source || own.find(result => result.source)?.source),
    policy: boundedName(name),
    result: 'unknown',
    controls: [],
    message:
      notShown === 1
        ? '1 more result is not shown'
        : `${notShown} more results are not shown`,
    exceptions: [],
  };
  return { facts: [...shown, rest] };
}
