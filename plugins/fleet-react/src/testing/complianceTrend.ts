import type {
  ComplianceDay,
  ComplianceTrend,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago, NOW } from './builders';

/** A day before that of the tests, in UTC. */
export function dayBefore(days: number): string {
  return ago({ days }).slice(0, 10);
}

const NO_FAILURES = {
  critical: 0,
  high: 0,
  medium: 0,
  low: 0,
  info: 0,
  unknown: 0,
};

const NO_CHANGES = {
  new: 0,
  found: 0,
  fixed: 0,
  exempted: 0,
  eased: 0,
  gone: 0,
  unproven: 0,
};

/** A day with so many that fail of 64. */
function dayOf(
  daysAgo: number,
  high: number,
  over: Partial<ComplianceDay> = {},
): ComplianceDay {
  return {
    day: dayBefore(daysAgo),
    percent: 91.4,
    evaluation: { evaluated: 4, expected: 4 },
    clusters: { known: 2, expected: 2 },
    counts: {
      pass: 63 - high,
      fail: high,
      warn: 0,
      error: 0,
      skip: 0,
      exempt: 1,
      notEvaluated: 0,
    },
    failures: { ...NO_FAILURES, high },
    changes: NO_CHANGES,
    ...over,
  };
}

/**
 * How far policies were kept in the company's fleet: kept for three weeks, with two days on
 * which nobody looked. Ten days ago something began to fail, and since yesterday one
 * cluster cannot be read.
 *
 * @public
 */
export function companyComplianceTrend(): ComplianceTrend {
  const days: ComplianceDay[] = [];
  for (let daysAgo = 20; daysAgo >= 0; daysAgo -= 1) {
    if (daysAgo === 14 || daysAgo === 13) continue;
    if (daysAgo > 10) days.push(dayOf(daysAgo, 1, { percent: 95.4 }));
    else if (daysAgo > 1) days.push(dayOf(daysAgo, 3));
    else {
      days.push(
        dayOf(daysAgo, 3, {
          evaluation: { evaluated: 3, expected: 4 },
          clusters: { known: 1, expected: 2 },
        }),
      );
    }
  }
  const on = (daysAgo: number, changes: Partial<ComplianceDay['changes']>) => {
    const found = days.find(({ day }) => day === dayBefore(daysAgo));
    if (found) found.changes = { ...NO_CHANGES, ...changes };
  };
  on(20, { found: 1 });
  on(10, { new: 4 });
  on(9, { fixed: 1, gone: 1 });
  return {
    asOf: new Date(NOW).toISOString(),
    from: dayBefore(89),
    to: dayBefore(0),
    since: dayBefore(20),
    days,
    gaps: [{ from: dayBefore(14), to: dayBefore(13) }],
    timeToRepair: [
      {
        severity: 'high',
        count: 1,
        medianSeconds: 26 * 60 * 60,
        p90Seconds: 26 * 60 * 60,
        undated: 0,
        open: 3,
      },
      { severity: 'medium', count: 0, undated: 2, open: 0 },
    ],
  };
}
