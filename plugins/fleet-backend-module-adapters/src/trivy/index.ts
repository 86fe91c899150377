import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapClusterComplianceReport } from './mapClusterComplianceReport';
import { mapClusterConfigAuditReport } from './mapClusterConfigAuditReport';
import { mapClusterInfraAssessmentReport } from './mapClusterInfraAssessmentReport';
import { mapClusterRbacAssessmentReport } from './mapClusterRbacAssessmentReport';
import { mapClusterVulnerabilityReport } from './mapClusterVulnerabilityReport';
import { mapConfigAuditReport } from './mapConfigAuditReport';
import { mapExposedSecretReport } from './mapExposedSecretReport';
import { mapInfraAssessmentReport } from './mapInfraAssessmentReport';
import { mapRbacAssessmentReport } from './mapRbacAssessmentReport';
import { mapVulnerabilityReport } from './mapVulnerabilityReport';
import {
  checkReportSchema,
  complianceReportSchema,
  exposedSecretReportSchema,
  vulnerabilityReportSchema,
} from './schema';

const GROUP = 'aquasecurity.github.io';
const VERSIONS: ['v1alpha1'] = ['v1alpha1'];

export const trivyAdapter = defineAdapter({
  id: 'trivy',
  title: 'Trivy Operator',
  homepage: 'https://aquasecurity.github.io/trivy-operator/',
  watches: [
    defineWatch({
      group: GROUP,
      versions: VERSIONS,
      kind: 'VulnerabilityReport',
      plural: 'vulnerabilityreports',
      namespaced: true,
      facts: ['finding'],
      reads: "counts by severity and the worst 20 vulnerabilities of a container's image, when it was scanned, and until when that is good",
      schema: vulnerabilityReportSchema,
      map: mapVulnerabilityReport,
    }),
    defineWatch({
      group: GROUP,
      versions: VERSIONS,
      kind: 'ClusterVulnerabilityReport',
      plural: 'clustervulnerabilityreports',
      namespaced: false,
      facts: ['finding'],
      reads: 'the same of what the cluster itself is made of',
      schema: vulnerabilityReportSchema,
      map: mapClusterVulnerabilityReport,
    }),
    defineWatch({
      group: GROUP,
      versions: VERSIONS,
      kind: 'ExposedSecretReport',
      plural: 'exposedsecretreports',
      namespaced: true,
      facts: ['finding'],
      reads: "counts by severity, rule, title and place of secrets in a container's image; never what was matched",
      schema: exposedSecretReportSchema,
      map: mapExposedSecretReport,
    }),
    defineWatch({
      group: GROUP,
      versions: VERSIONS,
      kind: 'ConfigAuditReport',
      plural: 'configauditreports',
      namespaced: true,
      facts: ['finding'],
      reads: "each check of an object's configuration, with severity, result and message",
      schema: checkReportSchema,
      map: mapConfigAuditReport,
    }),
    defineWatch({
      group: GROUP,
      versions: VERSIONS,
      kind: 'ClusterConfigAuditReport',
      plural: 'clusterconfigauditreports',
      namespaced: false,
      facts: ['finding'],
      reads: 'the same of objects without a namespace',
      schema: checkReportSchema,
      map: mapClusterConfigAuditReport,
    }),
    defineWatch({
      group: GROUP,
      versions: VERSIONS,
      kind: 'RbacAssessmentReport',
      plural: 'rbacassessmentreports',
      namespaced: true,
      facts: ['finding'],
      reads: 'each check of a role',
      schema: checkReportSchema,
      map: mapRbacAssessmentReport,
    }),
    defineWatch({
      group: GROUP,
      versions: VERSIONS,
      kind: 'ClusterRbacAssessmentReport',
      plural: 'clusterrbacassessmentreports',
      namespaced: false,
      facts: ['finding'],
      reads: 'each check of a cluster role',
      schema: checkReportSchema,
      map: mapClusterRbacAssessmentReport,
    }),
    defineWatch({
      group: GROUP,
      versions: VERSIONS,
      kind: 'InfraAssessmentReport',
      plural: 'infraassessmentreports',
      namespaced: true,
      facts: ['finding'],
      reads: 'each check of a part of the control plane',
      schema: checkReportSchema,
      map: mapInfraAssessmentReport,
    }),
    defineWatch({
      group: GROUP,
      versions: VERSIONS,
      kind: 'ClusterInfraAssessmentReport',
      plural: 'clusterinfraassessmentreports',
      namespaced: false,
      facts: ['finding'],
      reads: 'each check of a node',
      schema: checkReportSchema,
      map: mapClusterInfraAssessmentReport,
    }),
    defineWatch({
      group: GROUP,
      versions: VERSIONS,
      kind: 'ClusterComplianceReport',
      plural: 'clustercompliancereports',
      namespaced: false,
      facts: ['policy', 'finding'],
      reads: 'a standard with its controls, and what came of each of them',
      schema: complianceReportSchema,
      map: mapClusterComplianceReport,
    }),
  ],
});
