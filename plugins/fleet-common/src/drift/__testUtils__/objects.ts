import { diffObjects, type DiffOptions } from '../diff/diffObjects';

/** An object as it comes over the wire, of which a test may change what it wants. */
export function parsed(value: unknown): any {
  return JSON.parse(JSON.stringify(value));
}

/** What differs, as `kind path`. */
export function found(
  desired: unknown,
  live: unknown,
  options?: DiffOptions,
): string[] {
  const result = diffObjects(desired, live, options);
  if (!result.isComparable) throw new Error(result.because);
  return result.differences.map(({ kind, path }) => `${kind} ${path}`);
}

export const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    selector: { matchLabels: { app: 'cart' } },
    template: {
      metadata: { labels: { app: 'cart' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'registry.example.com:5000/shop/cart:2.4.1',
            ports: [{ containerPort: 8080 }],
            env: [{ name: 'MODE', value: 'fast' }],
            resources: {
              requests: { cpu: '500m', memory: '1Gi' },
              limits: { memory: '1Gi' },
            },
            livenessProbe: { httpGet: { port: 8080 } },
          },
        ],
        volumes: [{ name: 'config', configMap: { name: 'cart' } }],
      },
    },
  },
};

/** The same as a cluster keeps it. */
export const LIVE_DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'cart',
    namespace: 'shop',
    labels: { app: 'cart' },
    annotations: { 'deployment.kubernetes.io/revision': '3' },
    uid: 'ef253575-ce44-4c5e-84ad-16e81d0df6eb',
    resourceVersion: '8289211',
    generation: 7,
    creationTimestamp: '2026-01-05T15:45:21Z',
    managedFields: [],
  },
  spec: {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    selector: { matchLabels: { app: 'cart' } },
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
    },
    template: {
      metadata: { creationTimestamp: null, labels: { app: 'cart' } },
      spec: {
        restartPolicy: 'Always',
        dnsPolicy: 'ClusterFirst',
        schedulerName: 'default-scheduler',
        securityContext: {},
        terminationGracePeriodSeconds: 30,
        containers: [
          {
            name: 'web',
            image: 'registry.example.com:5000/shop/cart:2.4.1',
            imagePullPolicy: 'IfNotPresent',
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
            ports: [{ containerPort: 8080, protocol: 'TCP' }],
            env: [{ name: 'MODE', value: 'fast' }],
            resources: {
              requests: { cpu: '0.5', memory: '1024Mi' },
              limits: { memory: '1073741824' },
            },
            livenessProbe: {
              httpGet: { path: '/', port: 8080, scheme: 'HTTP' },
              timeoutSeconds: 1,
              periodSeconds: 10,
              successThreshold: 1,
              failureThreshold: 3,
            },
          },
        ],
        volumes: [
          { name: 'config', configMap: { name: 'cart', defaultMode: 420 } },
        ],
      },
    },
  },
  status: { replicas: 1 },
};
