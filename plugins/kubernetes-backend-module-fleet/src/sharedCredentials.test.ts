import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  fleetClusterSourcesExtensionPoint,
  type ClusterRecord,
} from '@fleetview/backstage-plugin-fleet-node';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ApiServer } from './__testUtils__/ApiServer';
import { component } from './__testUtils__/component';
import { writeKubeconfig } from './__testUtils__/kubeconfig';
import { configured, Portal } from './__testUtils__/Portal';

const CANARY = {
  own: 'token-of-own',
  token: 'canary-token-in-kubeconfig',
  file: 'canary-token-in-file',
  rotated: 'canary-token-after-rotation',
  hub: 'canary-token-of-a-hub',
  key: 'canary-client-key',
};

/** Providers that pages of the Kubernetes plugin know to need nothing of the viewer. */
const KNOWN_TO_PAGES = [
  'serviceAccount',
  'googleServiceAccount',
  'aws',
  'azure',
  'localKubectlProxy',
];

const PEM = (what: string, body: string) =>
  `-----BEGIN ${what}-----\n${Buffer.from(body).toString(
    'base64',
  )}\n-----END ${what}-----\n`;

jest.setTimeout(120_000);

/** A source as a hub would be one: somebody else than the operator wrote its addresses. */
function hubModule(records: () => ClusterRecord[]) {
  return createBackendModule({
    pluginId: 'fleet',
    moduleId: 'test-hub',
    register(env) {
      env.registerInit({
        deps: { sources: fleetClusterSourcesExtensionPoint },
        async init({ sources }) {
          sources.addClusterSource({
            id: 'hub:test',
            title: 'Test hub',
            connect: connection => connection.replaceClusters(records()),
          });
        },
      });
    },
  });
}

describe("the fleet's clusters in the Kubernetes plugin", () => {
  const servers: Record<string, ApiServer> = {};
  let folder: string;
  let tokenFile: string;
  let portal: Portal | undefined;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fleet-shared-'));
    tokenFile = path.join(folder, 'token');
    await fs.writeFile(tokenFile, CANARY.file);
    for (const name of ['own', 'blue', 'green', 'cert', 'open', 'clash']) {
      servers[name] = await ApiServer.start({ name, components: ['cart'] });
    }
    servers.hub = await ApiServer.start({ name: 'hub', components: ['cart'] });
    servers.own.tokens.add(CANARY.own);
    servers.blue.tokens.add(CANARY.token);
    servers.hub.tokens.add(CANARY.hub);
    await writeKubeconfig(path.join(folder, 'fleet.yaml'), {
      blue: { server: servers.blue.url, user: { token: CANARY.token } },
      green: { server: servers.green.url, user: { tokenFile } },
      cert: {
        server: servers.cert.url,
        user: {
          'client-certificate-data': Buffer.from(
            PEM('CERTIFICATE', 'certificate'),
          ).toString('base64'),
          'client-key-data': Buffer.from(
            PEM('PRIVATE KEY', CANARY.key),
          ).toString('base64'),
        },
      },
      open: { server: servers.open.url },
      // The plugin's own by another name, and another by the name of its own.
      alias: { server: `${servers.own.url}/`, user: { token: CANARY.own } },
      own: { server: servers.clash.url, user: { token: CANARY.token } },
    });
  });

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
    await Promise.all(Object.values(servers).map(server => server.stop()));
    await fs.rm(folder, { recursive: true });
  });

  async function begin(shareCredentials?: string): Promise<Portal> {
    const started = await Portal.start({
      entities: [component('cart')],
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: configured(new Map([['own', servers.own]])),
          },
        ],
        ...(shareCredentials ? { fleet: { shareCredentials } } : {}),
      },
      fleet: { kubeconfigs: [{ file: path.join(folder, 'fleet.yaml') }] },
      features: [
        hubModule(() => [
          {
            name: 'member',
            origin: 'hub',
            hub: { cluster: 'hub', name: 'member' },
            access: {
              type: 'direct',
              connection: { server: servers.hub.url, token: CANARY.hub },
            },
          },
        ]),
      ],
    });
    portal = started;
    await started.until(async () => {
      const { body } = await started.get(
        '/api/fleet/components/component/default/cart',
      );
      return body.clusters >= 6;
    });
    return started;
  }

  const clustersOf = async (started: Portal) => {
    const { body } = await started.get('/api/kubernetes/clusters');
    return body.items as { name: string; authProvider: string }[];
  };

  /** Everything that either plugin answers, and every line of the log. */
  async function everythingSaid(started: Portal): Promise<string> {
    const { body } = await started.get('/api/fleet/clusters');
    const answers = [];
    for (const where of [
      '/api/kubernetes/clusters',
      '/api/fleet/clusters',
      '/api/fleet/overview',
      '/api/fleet/health',
      '/api/fleet/changes',
      '/api/fleet/components/component/default/cart',
      ...body.items.flatMap(({ id }: { id: string }) => [
        `/api/fleet/clusters/${id}`,
        `/api/fleet/clusters/${id}/instances`,
      ]),
    ]) {
      answers.push((await started.get(where)).text);
    }
    const connections = await started.get('/api/fleet/connections', {
      authorization: mockCredentials.service.header(),
    });
    expect(connections.status).toBe(200);
    answers.push(connections.text);
    answers.push((await started.workloads('component:default/cart')).text);
    return [...answers, ...started.log.lines].join('\n');
  }

  function expectNoCanary(text: string) {
    for (const canary of Object.values(CANARY)) {
      for (const form of [canary, Buffer.from(canary).toString('base64')]) {
        const at = text.indexOf(form);
        expect(at < 0 ? '' : text.slice(Math.max(0, at - 300), at + 60)).toBe(
          '',
        );
      }
    }
  }

  it("come after the plugin's own, once each, by providers that pages know", async () => {
    const started = await begin();
    const clusters = await clustersOf(started);
    expect(clusters[0].name).toBe('own');
    expect(clusters.map(({ name }) => name).sort()).toEqual([
      'blue',
      'cert',
      'green',
      'open',
      'own',
      expect.stringMatching(/^own-c-[0-9a-f]{8}$/),
    ]);
    for (const { authProvider } of clusters) {
      expect(KNOWN_TO_PAGES).toContain(authProvider);
    }
  });

  it('are signed in to with what the fleet signs in with, as it is now', async () => {
    const started = await begin();
    const items = await started.objects('component:default/cart');
    expect(items.map(({ errors }) => errors)).toEqual(items.map(() => []));
    expect(items).toHaveLength(6);
    const sentTo = (name: string) => servers[name].asked.at(-1)?.authorization;
    expect(sentTo('blue')).toBe(`Bearer ${CANARY.token}`);
    expect(sentTo('green')).toBe(`Bearer ${CANARY.file}`);
    expect(sentTo('own')).toBe(`Bearer ${CANARY.own}`);
    expect(sentTo('open')).toBeUndefined();
    expect(servers.hub.asked).toEqual([]);
    await fs.writeFile(tokenFile, CANARY.rotated);
    await started.objects('component:default/cart');
    expect(sentTo('green')).toBe(`Bearer ${CANARY.rotated}`);
  });

  it('of a hub are added only where the operator shares them', async () => {
    const started = await begin('all');
    expect((await clustersOf(started)).map(({ name }) => name)).toContain(
      'member',
    );
    await started.objects('component:default/cart');
    expect(servers.hub.asked[0].authorization).toBe(`Bearer ${CANARY.hub}`);
    expectNoCanary(await everythingSaid(started));
  });

  it('are not signed in to where the operator shares nothing', async () => {
    const started = await begin('none');
    expect((await clustersOf(started)).map(({ name }) => name)).toEqual([
      'own',
      'open',
    ]);
    await started.objects('component:default/cart');
    expect(servers.blue.asked).toEqual([]);
  });

  it('tell no credential to anybody, also when they fail', async () => {
    const started = await begin();
    expectNoCanary(await everythingSaid(started));
    servers.blue.instead = response => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{}');
    };
    servers.green.instead = response => response.destroy();
    await fs.writeFile(tokenFile, `${CANARY.rotated}\u0007`);
    await servers.open.stop();
    const items = await started.objects('component:default/cart');
    const messages = new Map(
      items.map(({ cluster, errors }) => [cluster.name, errors]),
    );
    expect(messages.get('own')).toEqual([]);
    // One for each kind of which it answered no list.
    expect(messages.get('blue')).toHaveLength(13);
    expect(messages.get('green')).toEqual([
      {
        errorType: 'FETCH_ERROR',
        message: expect.stringContaining("Fleet has no credential for 'green'"),
      },
    ]);
    expect(messages.get('open')).toHaveLength(1);
    expectNoCanary(await everythingSaid(started));
    expectNoCanary(JSON.stringify(items));
  });

  it('get requests passed on with their own token, and never with that of the portal', async () => {
    const started = await begin();
    const proxied = (cluster: string) =>
      started.get('/api/kubernetes/proxy/apis/apps/v1/deployments', {
        'Backstage-Kubernetes-Cluster': cluster,
        authorization: mockCredentials.user.header(),
      });
    const before = servers.cert.questions.length;
    const blue = await proxied('blue');
    expect(blue.status).toBe(200);
    expect(servers.blue.questions.at(-1)?.authorization).toBe(
      `Bearer ${CANARY.token}`,
    );
    const cert = await proxied('cert');
    expect(cert.status).toBe(403);
    expect(cert.body.error.message).toContain('Give it a token');
    expect(servers.cert.questions).toHaveLength(before);
    expect((await proxied('open')).status).toBe(200);
    for (const server of Object.values(servers)) {
      expect(JSON.stringify(server.questions)).not.toContain('mock-user-token');
    }
    // The stand-in for authentication reads the header again, and tells what it found there.
    const log = started.log.lines.filter(
      line => !line.includes('Unknown mock token'),
    );
    expectNoCanary(`${blue.text}${cert.text}${log.join('\n')}`);
  });
});
