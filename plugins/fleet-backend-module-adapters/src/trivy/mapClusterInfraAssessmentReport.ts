import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readChecks } from './readChecks';
import type { CheckReport } from './schema';

/** How a node is configured. */
export function mapClusterInfraAssessmentReport(report: CheckReport, context: MapContext): Mapped {
  return readChecks(report, context, 'infra-assessment');
}
