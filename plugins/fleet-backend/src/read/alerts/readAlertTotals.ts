import type {
  AlertTotals,
  Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { defined, type ReadContext, type Row } from '../types';
import { visibleAlerts } from './scopedAlerts';
import { selectAlerts, type AlertFilter } from './selectAlerts';

/** What it takes to judge whether alerts are current. */
const RESTS_ON = [
  'observer',
  'subject',
  'adapter',
  'api_group',
  'kind',
  'namespace',
  'unreadable',
] as const;

/** Counts the alerts that a reader may see; severities without their own filter. */
export async function readAlertTotals(
  context: ReadContext,
  clusterId: string,
  filter: AlertFilter,
): Promise<AlertTotals> {
  const { knex } = context;
  const columns = [...RESTS_ON, 'urgency', 'severity'].map(
    name => `alert.${name}`,
  );
  const groups: Row[] = await visibleAlerts(
    context,
    selectAlerts(knex, clusterId, { ...filter, severity: undefined }),
  )
    .groupBy(columns)
    .select(columns)
    .select(
      knex.raw('min(alert.name) as name'),
      knex.raw('min(alert.subject_reference) as subject_reference'),
      knex.raw('min(alert.reference_key) as reference_key'),
    )
    .count({ alerts: '*' })
    .orderBy('alert.urgency');
  const coverage = await readCoverageIndex(context, groups);
  const severities = new Map<string, number>();
  let total = 0;
  let stale = 0;
  for (const group of groups) {
    const count = Number(group.alerts);
    const { severity } = group;
    severities.set(severity, (severities.get(severity) ?? 0) + count);
    if (filter.severity?.length && !filter.severity.includes(severity)) {
      continue;
    }
    total += count;
    if (!currencyOf(group, coverage).current) stale += count;
  }
  return {
    total,
    stale,
    severities: [...severities].map(([severity, count]) =>
      defined({
        severity: (severity || undefined) as Severity | undefined,
        count,
      }),
    ),
  };
}
