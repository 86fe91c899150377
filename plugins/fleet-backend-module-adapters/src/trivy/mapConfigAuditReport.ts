import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readChecks } from './readChecks';
import type { CheckReport } from './schema';

/** How a workload or another object of a namespace is configured. */
export function mapConfigAuditReport(report: CheckReport, context: MapContext): Mapped {
  return readChecks(report, context, 'config-audit');
}
