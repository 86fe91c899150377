import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readChecks } from './readChecks';
import type { CheckReport } from './schema';

/** How an object of the cluster is configured. */
export function mapClusterConfigAuditReport(report: CheckReport, context: MapContext): Mapped {
  return readChecks(report, context, 'config-audit');
}
