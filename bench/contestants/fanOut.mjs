/*
 * Contestant B: what Backstage's Kubernetes plugin does when somebody opens a
 * component's page, with its own classes as they are published. They are not
 * exported: they are loaded from their files.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { serve } from './serve.mjs';

const require = createRequire(import.meta.url);
const dist = path.dirname(
  require.resolve('@backstage/plugin-kubernetes-backend'),
);
const { KubernetesFanOutHandler } = require(path.join(
  dist,
  'service/KubernetesFanOutHandler.cjs.js',
));
const { KubernetesClientBasedFetcher } = require(path.join(
  dist,
  'service/KubernetesFetcher.cjs.js',
));
const { KubernetesConnection } = require(path.join(
  dist,
  'service/KubernetesConnection.cjs.js',
));

let handler;

serve({
  async start({ urls }) {
    // It loads this at its first request, which is not what a view costs.
    await import('@kubernetes/client-node');
    const logger = { info() {}, debug() {}, warn() {}, error() {} };
    const clusters = urls.map((url, number) => ({
      name: `cluster-${number}`,
      url,
      authMetadata: { 'kubernetes.io/auth-provider': 'serviceAccount' },
      // Metrics would be yet another request per cluster: it is spared them.
      skipMetricsLookup: true,
    }));
    handler = new KubernetesFanOutHandler({
      logger,
      fetcher: new KubernetesClientBasedFetcher({
        connection: new KubernetesConnection({ logger }),
      }),
      serviceLocator: { getClustersByEntity: async () => ({ clusters }) },
      customResources: [],
      authStrategy: {
        getCredential: async () => ({ type: 'bearer token', token: 'bench' }),
      },
    });
  },

  /** One view: the answer as the router would send it. */
  async view() {
    const startedAt = performance.now();
    const before = process.cpuUsage();
    const answer = await handler.getKubernetesObjectsByEntity(
      {
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'component-0',
            annotations: { 'backstage.io/kubernetes-id': 'component-0' },
          },
        },
        auth: {},
      },
      { credentials: {} },
    );
    const body = JSON.stringify(answer);
    const { user, system } = process.cpuUsage(before);
    return {
      ms: performance.now() - startedAt,
      cpuSeconds: (user + system) / 1e6,
      bytes: Buffer.byteLength(body),
      clusters: answer.items.length,
      errors: answer.items.reduce((sum, item) => sum + item.errors.length, 0),
      objects: answer.items.reduce(
        (sum, item) =>
          sum +
          item.resources.reduce(
            (own, { resources }) => own + resources.length,
            0,
          ),
        0,
      ),
    };
  },
});
