import { toMicroTimestamp } from '../clock';
import type { DriftReport } from '../world/drifts/driftTypes';

/** How an API server tells each kind of drift that somebody brings about himself. */
const WRITES: Partial<
  Record<DriftReport['kind'], { verb: string; resource: string; code: number }>
> = {
  'edit-image': { verb: 'patch', resource: 'deployments', code: 200 },
  'delete-configuration': { verb: 'delete', resource: 'configmaps', code: 200 },
};

/** Between when a request was received and when it was answered. */
const TAKES_MS = 40;

/**
 * What the API server of a cluster says in its audit log of a drift, at the level `Metadata`.
 *
 * @returns nothing where a machine did it, or the kind's plural is not known here
 */
export function auditEventOf(
  report: DriftReport,
  user: string,
): object | undefined {
  const write = WRITES[report.kind];
  const { group, kind, namespace, name } = report.resource;
  if (!write || !['Deployment', 'ConfigMap'].includes(kind)) return undefined;
  const { verb, resource, code } = write;
  const root = group === '' ? '/api/v1' : `/apis/${group}/v1`;
  const by = report.manager
    ? `?fieldManager=${encodeURIComponent(report.manager)}`
    : '';
  const received = Date.parse(report.happenedAt);
  return {
    level: 'Metadata',
    auditID: `audit-${report.id}`,
    stage: 'ResponseComplete',
    requestURI: `${root}/namespaces/${namespace}/${resource}/${name}${by}`,
    verb,
    user: { username: user, groups: ['system:authenticated'] },
    sourceIPs: ['192.0.2.10'],
    userAgent: 'kubectl/v1.36.1 (linux/amd64) kubernetes/0000000',
    objectRef: {
      resource,
      namespace,
      name,
      ...(group !== '' && { apiGroup: group }),
      apiVersion: 'v1',
    },
    responseStatus: { metadata: {}, code },
    requestReceivedTimestamp: toMicroTimestamp(received),
    stageTimestamp: toMicroTimestamp(received + TAKES_MS),
    annotations: { 'authorization.k8s.io/decision': 'allow' },
  };
}
