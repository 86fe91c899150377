import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readChecks } from './readChecks';
import type { CheckReport } from './schema';

/** What a role of a namespace allows. */
export function mapRbacAssessmentReport(report: CheckReport, context: MapContext): Mapped {
  return readChecks(report, context, 'rbac-assessment');
}
