import {
  defineResourceType,
  type ResourceType,
} from '../../../api/resourceTypes';

export const TRIVY_GROUP = 'aquasecurity.github.io';
export const TRIVY_API_VERSION = `${TRIVY_GROUP}/v1alpha1`;

function report(kind: string, namespaced: boolean): ResourceType {
  return defineResourceType({
    group: TRIVY_GROUP,
    version: 'v1alpha1',
    kind,
    namespaced,
    // Everything stands in `report`; only of standards there is a status.
    statusSubresource: kind === 'ClusterComplianceReport',
    custom: true,
  });
}

export const TRIVY_TYPES: readonly ResourceType[] = [
  report('VulnerabilityReport', true),
  report('ConfigAuditReport', true),
  report('ExposedSecretReport', true),
  report('RbacAssessmentReport', true),
  report('InfraAssessmentReport', true),
  report('ClusterVulnerabilityReport', false),
  report('ClusterConfigAuditReport', false),
  report('ClusterRbacAssessmentReport', false),
  report('ClusterInfraAssessmentReport', false),
  report('ClusterComplianceReport', false),
];
