import {
  boundedName,
  boundedText,
  type FindingFact,
  type FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  oneLine,
  timeOf,
} from '@fleetview/backstage-plugin-fleet-node';
import { describeCounts, readCounts, totalOf, worstOf } from './readCounts';
import { readResource } from './readResource';
import { readScan } from './readScan';
import { readSeverity } from './readSeverity';
import type { Check, CheckReport } from './schema';

/** More than Trivy has checks, for each of some containers. */
const MAX_CHECKS = 1_000;
const MAX_PART = 253;

function resultOf({ success }: Check): FindingResult {
  if (success === undefined) return 'unknown';
  return success ? 'pass' : 'fail';
}

function messageOf({ messages, title, description }: Check) {
  const said = messages.map(oneLine).filter(message => message !== '');
  const text = said.length > 0 ? said.join('; ') : title ?? description;
  return text ? boundedText(oneLine(text)) : undefined;
}

/** Tells apart the same check of several containers. */
function partsOf(checks: readonly Check[]): string[] {
  const seen = new Map<string, number>();
  return checks.map(({ checkID, scope }) => {
    const part = boundedName([checkID, scope?.value].filter(Boolean).join('/'));
    const before = seen.get(part) ?? 0;
    seen.set(part, before + 1);
    return `${part.slice(0, MAX_PART - 8)}${before ? `#${before + 1}` : ''}`;
  });
}

/** One finding for each check of a report. */
export function readChecks(
  { metadata, report }: CheckReport,
  context: MapContext,
  category: string,
): Mapped {
  const { checks } = report;
  if (checks.length > MAX_CHECKS) {
    return {
      skipped: 'too-large',
      detail: `report.checks: ${checks.length}, more than ${MAX_CHECKS}`,
    };
  }
  const scan = readScan(metadata, report.updateTimestamp);
  const resource = readResource(metadata);
  const isDeleted = metadata.deletionTimestamp !== undefined;
  const base = joinDefined(
    factBase(context, metadata, {
      changedAt: timeOf(metadata.deletionTimestamp) ?? scan.evaluatedAt,
    }),
    { type: 'finding' as const, engine: 'trivy', controls: [], resource },
    scan,
    { exceptions: [] },
  );
  const parts = partsOf(checks);
  const facts = checks.map(
    (check, index): FindingFact =>
      joinDefined(base, {
        part: parts[index],
        policy: boundedName(check.checkID),
        rule: check.title ? boundedName(check.title) : undefined,
        result: isDeleted ? ('unknown' as const) : resultOf(check),
        severity: readSeverity(check.severity),
        category: boundedName(check.category || category),
        message: messageOf(check),
        container: check.scope?.value
          ? boundedName(check.scope.value)
          : undefined,
      }),
  );
  const unlisted = unlistedOf({ metadata, report });
  if (unlisted && !isDeleted) {
    facts.push(
      joinDefined(base, {
        policy: category,
        result: 'fail' as const,
        severity: worstOf(unlisted),
        category,
        message: `${describeCounts(unlisted)}, which the report does not list`,
        counts: unlisted,
      }),
    );
  }
  return { facts };
}

/** What a report counts and does not list: what failed is not gone where its list is limited. */
function unlistedOf({ report: { checks, summary } }: CheckReport) {
  const counts = readCounts(summary, 0);
  const isListed = checks.some(({ success }) => success === false);
  return counts && totalOf(counts) > 0 && !isListed ? counts : undefined;
}
