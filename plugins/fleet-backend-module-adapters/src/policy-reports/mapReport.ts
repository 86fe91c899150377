import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readReport } from './readReport';
import type { ReportObject } from './schema';

/** A report on the resources of a namespace, of the group that follows the policy reports. */
export function mapReport(
  report: ReportObject,
  context: MapContext,
): Mapped {
  return readReport(report, context);
}
