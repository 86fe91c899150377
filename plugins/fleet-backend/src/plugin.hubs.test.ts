import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesModule from '@fleetview/backstage-plugin-fleet-backend-module-kubernetes';
import type { ClusterSummary } from '@fleetview/backstage-plugin-fleet-common';
import request from 'supertest';
import { describeDatabases } from './__testUtils__/databases';
import { answer, FakeCluster } from './__testUtils__/FakeCluster';
import fleetPlugin from './index';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const secret = (name: string, server: string) => ({
  metadata: {
    name: `cluster-${name}`,
    namespace: 'argocd',
    uid: `uid-${name}`,
    resourceVersion: '1',
  },
  data: {
    name: base64(name),
    server: base64(server),
    config: base64(JSON.stringify({ bearerToken: `token-of-${name}` })),
  },
});

describeDatabases('the fleet plugin with a hub', database => {
  if (database.isPostgres) return;

  it('collects from the clusters that an Argo CD names, with their own tokens, and connects to nothing else', async () => {
    const hub = await FakeCluster.start();
    const member = await FakeCluster.start();
    const tokens = new Set<string | undefined>();
    const version = answer({ gitVersion: 'v1.34.2', major: '1', minor: '34' });
    member.instead.set('/version', (response, incoming) => {
      tokens.add(incoming.headers.authorization);
      version(response, incoming);
    });
    hub.instead.set(
      '/api/v1/namespaces/argocd/secrets',
      answer({
        apiVersion: 'v1',
        kind: 'SecretList',
        metadata: { resourceVersion: '1' },
        items: [
          secret('in-cluster', 'https://kubernetes.default.svc'),
          secret('prod', member.url),
          secret('evil', 'https://169.254.169.254'),
          secret('inside', 'https://10.0.0.1'),
        ],
      }),
    );
    const knex = await database.open();
    const backend = await startTestBackend({
      features: [
        fleetPlugin,
        kubernetesModule,
        catalogServiceMock.factory(),
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => ({ getClient: async () => knex }),
        }),
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    {
                      name: 'mgmt',
                      url: hub.url,
                      authProvider: 'serviceAccount',
                      serviceAccountToken: 'token-of-mgmt',
                    },
                  ],
                },
              ],
            },
            fleet: {
              network: { allow: ['127.0.0.0/8'] },
              hubs: [{ cluster: 'mgmt', type: 'argocd' }],
            },
          },
        }),
      ],
    });
    try {
      let clusters: ClusterSummary[] = [];
      const stateOf = (name: string) =>
        clusters.find(cluster => cluster.name === name)?.reachability;
      for (let turn = 0; turn < 200; turn += 1) {
        const response = await request(backend.server).get(
          '/api/fleet/clusters',
        );
        clusters = response.body.items ?? [];
        if (stateOf('prod')?.state === 'reachable') break;
        await new Promise(resolve => {
          setTimeout(resolve, 250);
        });
      }
      expect(clusters.map(({ name }) => name).sort()).toEqual([
        'evil',
        'inside',
        'mgmt',
        'prod',
      ]);
      expect(stateOf('mgmt')?.state).toBe('reachable');
      expect(stateOf('prod')?.state).toBe('reachable');
      expect(stateOf('evil')).toMatchObject({
        state: 'not-asked',
        reason: expect.stringContaining('metadata service'),
      });
      expect(stateOf('inside')).toMatchObject({
        state: 'not-asked',
        reason: expect.stringContaining('fleet.network.allow'),
      });
      expect([...tokens]).toEqual(['Bearer token-of-prod']);
      // Credentials stay in memory.
      for (const table of ['cluster', 'cluster_record']) {
        expect(JSON.stringify(await knex(table).select())).not.toContain(
          'token-of',
        );
      }
    } finally {
      await backend.stop();
      await hub.stop();
      await member.stop();
    }
  });
});
