import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readChecks } from './readChecks';
import type { CheckReport } from './schema';

/** How a part of the control plane is configured. */
export function mapInfraAssessmentReport(report: CheckReport, context: MapContext): Mapped {
  return readChecks(report, context, 'infra-assessment');
}
