/** An event of an audit log as an API server sends it: somebody edits a Deployment, unless told otherwise. */
export function auditEvent(
  over: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    level: 'Metadata',
    auditID: 'audit-1',
    stage: 'ResponseComplete',
    requestURI:
      '/apis/apps/v1/namespaces/shop/deployments/cart?fieldManager=kubectl-edit&fieldValidation=Strict',
    verb: 'patch',
    user: {
      username: 'alice@example.com',
      groups: ['developers', 'system:authenticated'],
    },
    sourceIPs: ['10.1.2.3'],
    userAgent: 'kubectl/v1.36.2 (linux/amd64)',
    objectRef: {
      resource: 'deployments',
      namespace: 'shop',
      name: 'cart',
      apiGroup: 'apps',
      apiVersion: 'v1',
    },
    responseStatus: { metadata: {}, code: 200 },
    requestReceivedTimestamp: '2026-11-30T11:59:10.250000Z',
    stageTimestamp: '2026-11-30T11:59:10.300000Z',
    annotations: {
      'authorization.k8s.io/decision': 'allow',
      'authorization.k8s.io/reason': '',
    },
    ...over,
  };
}

/** What an API server sends at once. */
export function auditEventList(...items: unknown[]): object {
  return {
    kind: 'EventList',
    apiVersion: 'audit.k8s.io/v1',
    metadata: {},
    items,
  };
}
