import { createRandom, sha256For } from '../../../random';
import type { JsonObject, KubernetesObject } from '../../../types';
import type { ReplicaSet } from '../../kinds';
import { TRIVY_API_VERSION } from './types';

const TTL = '24h0m0s';
const SCANNER = { name: 'Trivy', vendor: 'Aqua Security', version: '0.72.0' };

type Severity = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW' | 'UNKNOWN';

/** Made up: nobody is to look them up. */
const KNOWN: readonly {
  id: string;
  severity: Severity;
  package: string;
  installed: string;
  fixed: string;
  title: string;
  score: number;
  /** In so many of a hundred images. */
  share: number;
}[] = [
  {
    id: 'CVE-2026-90011',
    severity: 'CRITICAL',
    package: 'libexample-tls3',
    installed: '3.0.15-1',
    fixed: '3.0.16-1',
    title: 'example-tls: a handshake is believed too early',
    score: 9.8,
    share: 6,
  },
  {
    id: 'CVE-2026-90024',
    severity: 'HIGH',
    package: 'example-json',
    installed: '2.15.0',
    fixed: '2.15.3',
    title: 'example-json: deep nesting takes all memory',
    score: 7.5,
    share: 18,
  },
  {
    id: 'CVE-2026-90031',
    severity: 'HIGH',
    package: 'libexample-c6',
    installed: '2.36-9',
    fixed: '',
    title: 'example-c: a name is read past its end',
    score: 7.1,
    share: 12,
  },
  {
    id: 'CVE-2026-90042',
    severity: 'MEDIUM',
    package: 'example-archive',
    installed: '1.34',
    fixed: '1.35',
    title: 'example-archive: a path climbs out of its folder',
    score: 5.5,
    share: 30,
  },
  {
    id: 'CVE-2026-90057',
    severity: 'LOW',
    package: 'example-shell',
    installed: '5.2-15',
    fixed: '',
    title: 'example-shell: a history shows more than it should',
    score: 3.1,
    share: 35,
  },
];

const CHECKS = [
  {
    id: 'KSV014',
    severity: 'HIGH',
    title: 'The root file system is read-only',
    description: 'What cannot be written cannot be changed.',
    share: 45,
  },
  {
    id: 'KSV012',
    severity: 'MEDIUM',
    title: 'Runs as a user that is not root',
    description: 'Whoever leaves the container is root outside.',
    share: 20,
  },
  {
    id: 'KSV011',
    severity: 'LOW',
    title: 'CPU is limited',
    description: 'One container may take what others need.',
    share: 80,
  },
] as const;

function countsOf(severities: readonly string[]) {
  const count = (severity: Severity) =>
    severities.filter(each => each === severity).length;
  return {
    criticalCount: count('CRITICAL'),
    highCount: count('HIGH'),
    mediumCount: count('MEDIUM'),
    lowCount: count('LOW'),
  };
}

function metadataOf(
  { metadata, spec }: ReplicaSet,
  container?: string,
): KubernetesObject['metadata'] {
  const { name, namespace = '', uid = '' } = metadata;
  return {
    name: `replicaset-${name}${container ? `-${container}` : ''}`,
    namespace,
    annotations: { 'trivy-operator.aquasecurity.github.io/report-ttl': TTL },
    labels: {
      ...(container && { 'trivy-operator.container.name': container }),
      'trivy-operator.resource.kind': 'ReplicaSet',
      'trivy-operator.resource.name': name,
      'trivy-operator.resource.namespace': namespace,
      'resource-spec-hash': sha256For(JSON.stringify(spec.template)).slice(
        0,
        10,
      ),
    },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name,
        uid,
        controller: true,
        blockOwnerDeletion: false,
      },
    ],
  };
}

function imageOf(image: string) {
  const [, server, repository, tag] =
    /^([^/]+)\/(.+):([^:]+)$/.exec(image) ?? [];
  return {
    artifact: { repository: repository ?? image, tag: tag ?? 'latest' },
    registry: { server: server ?? 'index.docker.io' },
  };
}

/** What is in an image follows from its name: the same everywhere, another in the next version. */
export function vulnerabilityReport(
  replicaSet: ReplicaSet,
  time: string,
): KubernetesObject {
  const [{ name, image }] = replicaSet.spec.template.spec.containers;
  const random = createRandom(image, 'vulnerabilities');
  const found = KNOWN.filter(({ share }) => random.next() * 100 < share);
  return {
    apiVersion: TRIVY_API_VERSION,
    kind: 'VulnerabilityReport',
    metadata: metadataOf(replicaSet, name),
    report: {
      ...imageOf(image),
      os: { family: 'debian', name: '12.9' },
      scanner: SCANNER,
      summary: {
        ...countsOf(found.map(({ severity }) => severity)),
        unknownCount: 0,
      },
      updateTimestamp: time,
      vulnerabilities: found.map(each => ({
        vulnerabilityID: each.id,
        severity: each.severity,
        resource: each.package,
        installedVersion: each.installed,
        fixedVersion: each.fixed,
        title: each.title,
        score: each.score,
        publishedDate: '2026-01-02T00:00:00Z',
        lastModifiedDate: '2026-01-09T00:00:00Z',
        links: [],
        primaryLink: `https://advisories.example/${each.id.toLowerCase()}`,
        target: '',
      })),
    },
  };
}

export function configAuditReport(
  replicaSet: ReplicaSet,
  time: string,
): KubernetesObject {
  const [{ name }] = replicaSet.spec.template.spec.containers;
  const { namespace = '', labels = {} } = replicaSet.metadata;
  const random = createRandom(
    namespace,
    labels['app.kubernetes.io/name'] ?? '',
    'checks',
  );
  const checks = CHECKS.map(check => ({
    ...check,
    success: random.next() * 100 >= check.share,
  }));
  return {
    apiVersion: TRIVY_API_VERSION,
    kind: 'ConfigAuditReport',
    metadata: metadataOf(replicaSet),
    report: {
      scanner: SCANNER,
      summary: countsOf(
        checks
          .filter(({ success }) => !success)
          .map(({ severity }) => severity),
      ),
      updateTimestamp: time,
      checks: checks.map(({ id, severity, title, description, success }) => ({
        category: 'Kubernetes Security Check',
        checkID: id,
        severity,
        title,
        description,
        messages: success ? [''] : [`Container '${name}': ${title}`],
        scope: { type: 'Container', value: name },
        success,
      })),
    },
  };
}

const CONTROLS = [
  { id: '1.0', name: 'Non-root containers', check: 'KSV012', severity: 'MEDIUM' },
  {
    id: '1.1',
    name: 'Immutable container file systems',
    check: 'KSV014',
    severity: 'LOW',
  },
  { id: '4.0', name: 'CPU is limited', check: 'KSV011', severity: 'MEDIUM' },
] as const;

export function complianceReport(): KubernetesObject {
  return {
    apiVersion: TRIVY_API_VERSION,
    kind: 'ClusterComplianceReport',
    metadata: { name: 'company-hardening-1.0' },
    spec: {
      cron: '0 */6 * * *',
      reportType: 'summary',
      compliance: {
        id: 'company-hardening-1.0',
        type: 'company',
        platform: 'k8s',
        title: 'Hardening of clusters',
        description: 'What the platform team asks of every cluster',
        version: '1.0',
        relatedResources: [],
        controls: [
          ...CONTROLS.map(({ id, name, check, severity }) => ({
            id,
            name,
            description: name,
            severity,
            checks: [{ id: check }],
          })),
          {
            id: '8.0',
            name: 'Audit logs are kept (manual)',
            description: 'Somebody has to look at it.',
            severity: 'HIGH',
            defaultStatus: 'FAIL',
          },
        ],
      },
    },
  };
}

/** What became of each control, from the reports that there are. */
export function complianceStatus(
  audits: readonly KubernetesObject[],
  time: string,
): JsonObject {
  const failed = audits.flatMap(({ report }) =>
    ((report as { checks: { checkID: string; success: boolean }[] }).checks ?? [])
      .filter(({ success }) => !success)
      .map(({ checkID }) => checkID),
  );
  const controlCheck = CONTROLS.map(({ id, name, check, severity }) => ({
    id,
    name,
    severity,
    totalFail: failed.filter(each => each === check).length,
  }));
  return {
    summary: {
      failCount: controlCheck.filter(({ totalFail }) => totalFail > 0).length,
      passCount: controlCheck.filter(({ totalFail }) => totalFail === 0).length,
    },
    summaryReport: {
      id: 'company-hardening-1.0',
      title: 'Hardening of clusters',
      controlCheck,
    },
    updateTimestamp: time,
  };
}
