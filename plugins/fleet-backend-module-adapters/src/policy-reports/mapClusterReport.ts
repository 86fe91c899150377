import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readReport } from './readReport';
import type { ReportObject } from './schema';

/** A report on resources that are in no namespace, of the group that follows the policy reports. */
export function mapClusterReport(
  report: ReportObject,
  context: MapContext,
): Mapped {
  return readReport(report, context);
}
