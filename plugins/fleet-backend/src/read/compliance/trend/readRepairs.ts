import {
  COMPLIANCE_SEVERITIES,
  timeToRepair,
  type ComplianceTrend,
} from '@fleetview/backstage-plugin-fleet-common';
import { DAY_MS } from '../../../history/retention';
import { defined, type ReadContext, type Row } from '../../types';
import type { ComplianceFilter } from '../selectCompliance';
import type { DayRange } from './DayRange';
import { selectFailures } from './selectKept';

/** How long what was fixed on some days had failed, by severity, the worst first. */
export async function readRepairs(
  context: ReadContext,
  filter: ComplianceFilter,
  { from, to }: DayRange,
): Promise<ComplianceTrend['timeToRepair']> {
  const fixed: Row[] = await selectFailures(context, filter)
    .where('fate', 'fixed')
    .where('ended_at', '>=', from * DAY_MS)
    .where('ended_at', '<', (to + 1) * DAY_MS)
    .select('severity', 'first_failed_at', 'ended_at');
  const open: Row[] = await selectFailures(context, filter)
    .whereNull('ended_at')
    .groupBy('severity')
    .select('severity')
    .count({ counted: '*' });
  return COMPLIANCE_SEVERITIES.flatMap(severity => {
    const column = severity === 'unknown' ? '' : severity;
    const { repaired, undated } = timeToRepair(
      fixed
        .filter(row => row.severity === column)
        .map(row => ({
          ...(row.first_failed_at === null
            ? {}
            : { firstFailedAt: Number(row.first_failed_at) }),
          fixedAt: Number(row.ended_at),
        })),
      context.now,
    );
    const stillOpen = Number(
      open.find(row => row.severity === column)?.counted ?? 0,
    );
    if (repaired.count + undated + stillOpen === 0) return [];
    return [
      defined({
        severity: severity === 'unknown' ? undefined : severity,
        count: repaired.count,
        medianSeconds: inSeconds(repaired.median),
        p90Seconds: inSeconds(repaired.p90),
        undated,
        open: stillOpen,
      }),
    ];
  });
}

function inSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms / 1000);
}
