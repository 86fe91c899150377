/*
 * What is kept of clusters on purpose, and so holds no canary here:
 *
 * | kept | of |
 * | --- | --- |
 * | names, namespaces, kinds, UIDs, labels | all objects |
 * | annotations of `backstage.io/`, `fleet.backstage.io/` and Argo CD's tracking | all objects |
 * | names and images of containers | workloads |
 * | addresses of repositories without user information and secret parameters; paths, charts, revisions | deliveries, sources |
 * | messages and reasons of conditions without what `withoutCredentials` knows | all objects |
 * | descriptions of sync windows | projects |
 * | addresses of API servers | sources of clusters |
 *
 * All else is dropped in the mapper.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { adapters } from '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters';
import adaptersModule from '@fleetview/backstage-plugin-fleet-backend-module-adapters';
import kubernetesModule from '@fleetview/backstage-plugin-fleet-backend-module-kubernetes';
import type { ClusterPage } from '@fleetview/backstage-plugin-fleet-common';
import type { AdapterWatch } from '@fleetview/backstage-plugin-fleet-node';
import {
  defineResourceType,
  FleetSimulator,
  type KubernetesObject,
  type ResourceType,
} from '@fleetview/fleet-simulator';
import type { Knex } from 'knex';
import request from 'supertest';
import { parse } from 'yaml';
import { describeDatabases } from '../../__testUtils__/databases';
import { answer, FakeCluster, refusal } from '../../__testUtils__/FakeCluster';
import fleetPlugin from '../../index';
import { addressOf, documented } from '../document';
import { textColumns } from '../poisonStore';
import { EVERYTHING, policyFor, readerOf, type Reader } from '../readers';
import { Canaries } from './Canaries';
import { RecordingPortal, textOf } from './RecordingPortal';
import { messageWith, seedObject } from './seedObject';
import { seedPortal } from './seedPortal';

const ADAPTERS = resolve(
  __dirname,
  '../../../../fleet-backend-module-adapters/src',
);

/** The fixtures of all adapters, whatever adapters there are. */
function fixtures(): { name: string; object: Record<string, any> }[] {
  return readdirSync(ADAPTERS, { recursive: true, encoding: 'utf8' })
    .filter(file => /__fixtures__\/[^/]+\.yaml$/.test(file))
    .map(file => ({
      name: basename(file, '.yaml'),
      object: parse(readFileSync(join(ADAPTERS, file), 'utf8')),
    }))
    .filter(({ object }) => object?.kind && object.apiVersion);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The kinds that come with definitions of their own, in the newest version that an adapter reads. */
function typesOf(objects: Record<string, any>[]): ResourceType[] {
  return adapters
    .flatMap(({ watches }) => watches)
    .filter(({ group }) => group.includes('.'))
    .flatMap(watch => (watch.everyKind ? kindsOf(watch, objects) : watch))
    .map(({ group, kind, plural, versions }) =>
      defineResourceType({
        group,
        kind,
        plural,
        version: versions[0],
        namespaced: objects.some(
          object => object.kind === kind && object.metadata?.namespace,
        ),
      }),
    );
}

/** Of a group that is read whole, the kinds of which there are objects. */
function kindsOf(
  watch: AdapterWatch,
  objects: Record<string, any>[],
): AdapterWatch[] {
  const kinds = new Set<string>(
    objects
      .filter(({ apiVersion }) => apiVersion.startsWith(`${watch.group}/`))
      .map(({ kind }) => kind),
  );
  return [...kinds].map(kind => ({
    ...watch,
    kind,
    plural: kind.toLowerCase(),
  }));
}

/** What an Argo CD keeps of a cluster. */
function clusterSecret(
  name: string,
  server: string,
  config: object,
  canaries: Canaries,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace: 'argocd',
      labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
      annotations: { note: canaries.next('cluster Secret: an annotation') },
    },
    data: {
      name: base64(name),
      server: base64(server),
      config: base64(JSON.stringify(config)),
      other: base64(canaries.next('cluster Secret: another key')),
    },
  } as KubernetesObject;
}

/** What the API of an Argo CD answers, with canaries wherever it is not read. */
function polledClusters(
  name: string,
  canaries: Canaries,
  authorization = '',
): object {
  const at = (place: string) => canaries.next(`Argo CD's API: ${place}`);
  return {
    metadata: { note: at('metadata') },
    items: [
      {
        name,
        server: `https://x:${at('user of the server')}@127.0.0.1:1`,
        config: { bearerToken: at('config'), authorization },
        labels: { note: at('a label') },
        annotations: { note: at('an annotation') },
        project: at('project'),
        info: {
          connectionState: {
            status: 'Failed',
            message: `cannot get https://x:${at('message')}@127.0.0.1:1`,
            attemptedAt: at('a time'),
          },
        },
        other: at('another field'),
      },
    ],
  };
}

describeDatabases('canary secrets', database => {
  const canaries = new Canaries();
  const portal = new RecordingPortal();
  const folder = mkdtempSync(join(tmpdir(), 'canaries-'));
  const consoled: string[] = [];
  let knex: Knex;
  let simulator: FleetSimulator;
  let refusing: FakeCluster;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let reader: Reader = EVERYTHING;
  let kinds: string[] = [];

  beforeAll(async () => {
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      jest.spyOn(console, level).mockImplementation((...said) => {
        consoled.push(textOf(said));
      });
    }
    refusing = await FakeCluster.start();
    for (const path of ['/version', '/apis', '/api/v1', '/v3/clusters']) {
      refusing.instead.set(path, (response, incoming) =>
        refusal(
          403,
          'Forbidden',
          `${messageWith(() => canaries.next(`what '${path}' says`))} token ${
            incoming.headers.authorization
          } may not`,
        )(response, incoming),
      );
    }
    // What is asked for over HTTP is refused at first, and the refusal repeats the token.
    let isRefused = true;
    refusing.instead.set('/api/v1/clusters', (response, incoming) => {
      const { authorization = '' } = incoming.headers;
      const said = isRefused
        ? refusal(403, 'Forbidden', `${authorization} may not`)
        : answer(polledClusters('elsewhere', canaries, authorization));
      isRefused = false;
      said(response, incoming);
    });
    const objects = fixtures().map(({ name, object }) =>
      seedObject(object, { name, canaries }),
    );
    const types = typesOf(objects);
    // Of the kinds that all clusters have, simulated ones serve the newest version alone, too.
    const newest = [
      ...types.map(({ group, kind, version }) => ({ group, kind, version })),
      ...adapters
        .flatMap(({ watches }) => watches)
        .filter(({ group, versions }) => group && versions.length > 1)
        .map(({ group, kind, versions: [version] }) => ({
          group,
          kind,
          version,
        })),
    ];
    for (const object of objects) {
      const type = newest.find(({ kind }) => kind === object.kind);
      if (type) object.apiVersion = `${type.group}/${type.version}`;
    }
    kinds = [...new Set(objects.map(({ kind }) => kind))];
    const secret = (place: string) => canaries.next(`cluster Secret: ${place}`);
    const hub = [
      clusterSecret(
        'by-token',
        refusing.url,
        { bearerToken: secret('token') },
        canaries,
      ),
      clusterSecret(
        'by-key',
        'https://127.0.0.1:1',
        {
          tlsClientConfig: {
            certData: base64(secret('certificate')),
            keyData: base64(secret('client key')),
          },
        },
        canaries,
      ),
      clusterSecret(
        'by-password',
        refusing.url,
        { username: 'x', password: secret('password') },
        canaries,
      ),
      clusterSecret(
        'by-user',
        refusing.url.replace('://', `://x:${secret('user of the server')}@`),
        { bearerToken: secret('token') },
        canaries,
      ),
      clusterSecret(
        'no-json',
        refusing.url,
        { proxyUrl: `http://x:${secret('proxy')}@127.0.0.1` },
        canaries,
      ),
    ];
    simulator = await FleetSimulator.create({
      clusters: [
        {
          name: 'seeded',
          types,
          withDeliveryKinds: false,
          objects: [
            ...objects,
            ...hub,
            seedObject(
              {
                apiVersion: 'v1',
                kind: 'Secret',
                metadata: { namespace: 'default' },
              },
              { name: 'a-secret', canaries },
            ),
            seedObject(
              {
                apiVersion: 'v1',
                kind: 'ConfigMap',
                metadata: { namespace: 'default' },
              },
              { name: 'a-map', canaries },
            ),
          ],
        },
      ],
    });
    await simulator.start();
    const seeded = simulator.cluster('seeded');
    seeded.registerService('argocd', 'argocd-server', 443, () => ({
      body: polledClusters('through-the-server', canaries),
    }));
    knex = await database.open();
    backend = await startTestBackend({
      features: [
        fleetPlugin,
        adaptersModule,
        kubernetesModule,
        ...portal.features({ knex, permissions: policyFor(() => reader) }),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: {
                name: 'cart',
                annotations: {
                  'backstage.io/kubernetes-id': 'cart',
                  'example.com/token': canaries.next('catalog: an annotation'),
                },
              },
              spec: { type: 'service', token: canaries.next('catalog: spec') },
            },
          ],
        }),
        mockServices.rootConfig.factory({
          data: seedPortal({
            canaries,
            seeded: { url: seeded.url, token: seeded.adminToken },
            refusing: refusing.url,
            file: join(folder, 'kubeconfig'),
          }),
        }),
      ],
    });
    await untilRead();
  });

  afterAll(async () => {
    await backend?.stop();
    await simulator?.stop();
    await refusing?.stop();
    rmSync(folder, { recursive: true, force: true });
    jest.restoreAllMocks();
  });

  async function ask(address: string, token = mockCredentials.user.token()) {
    return request(backend.server)
      .get(`/api/fleet${address}`)
      .set('authorization', `Bearer ${token}`);
  }

  const clusters = async (): Promise<ClusterPage['items']> =>
    (await ask('/clusters?limit=500')).body.items ?? [];

  /** Until every cluster has said what it has to say. */
  async function untilRead(): Promise<void> {
    for (let turn = 0; ; turn += 1) {
      const found = await clusters();
      const seeded = found.find(({ name }) => name === 'seeded');
      const isRead =
        seeded &&
        seeded.coverage.asked > 0 &&
        seeded.coverage.current === seeded.coverage.asked &&
        seeded.deliveries.total > 0 &&
        found.length > 10 &&
        found.every(({ reachability }) => reachability.state !== 'pending');
      // What is asked for over HTTP comes when it comes, and is not waited for there.
      const asked = await knex('fact').where({ api_group: 'api.argocd' });
      if (isRead && asked.length === 2) return;
      if (turn > 180) {
        throw new Error(
          `the clusters were not read: ${JSON.stringify(
            found.map(({ name, reachability, coverage }) => [
              name,
              reachability,
              coverage,
            ]),
          )}`,
        );
      }
      await new Promise(done => {
        setTimeout(done, 250);
      });
    }
  }

  it('are put wherever something could be kept', async () => {
    expect(canaries.count).toBeGreaterThan(500);
    // Every kind that an adapter reads has an object that was read.
    const stored: string[] = [];
    for (const table of [
      'workload',
      'delivery',
      'node',
      'namespace',
      'finding',
      'allocation',
      'fact',
    ]) {
      stored.push(...(await knex(table).distinct('kind').pluck('kind')));
    }
    expect(kinds.filter(kind => !stored.includes(kind))).toEqual([]);
    const polled = await knex('fact').where({ api_group: 'api.argocd' });
    expect(polled.map(({ name }) => name).sort()).toEqual([
      'elsewhere',
      'through-the-server',
    ]);
    // What is kept of a message is there.
    const rows = await knex('delivery').select('data');
    expect(JSON.stringify(rows)).toContain(
      'authentication failed for https://***@git.example.com/a.git',
    );
  });

  it('are in no row', async () => {
    const columns = await textColumns(knex);
    expect(columns.length).toBeGreaterThan(100);
    const found: string[] = [];
    let texts = 0;
    for (const { table, column } of columns) {
      for (const value of await knex(table).pluck(column)) {
        texts += 1;
        for (const place of canaries.placesIn(textOf(value) ?? '')) {
          found.push(`${table}.${column}: ${place}`);
        }
      }
    }
    expect(found).toEqual([]);
    expect(texts).toBeGreaterThan(1_000);
  });

  it.each([
    ['who may see all', () => EVERYTHING, () => mockCredentials.user.token()],
    [
      'a service',
      () => EVERYTHING,
      () =>
        mockCredentials.service.token({
          onBehalfOf: mockCredentials.service('plugin:other'),
          targetPluginId: 'fleet',
        }),
    ],
    [
      'who may see one cluster',
      () => readerOf('seeded'),
      () => mockCredentials.user.token(),
    ],
  ])('are in no answer to %s', async (_, as, token) => {
    reader = EVERYTHING;
    const ids = (await clusters()).map(({ id }) => id);
    reader = as();
    const found: string[] = [];
    let bytes = 0;
    for (const { path, parameters } of documented) {
      const isOfCluster = parameters.some(({ name }) => name === 'clusterId');
      for (const clusterId of isOfCluster ? ids : ['']) {
        let cursor: string | undefined;
        do {
          const query = cursor ? `?cursor=${cursor}` : '';
          const response = await ask(
            addressOf(path, { clusterId }) + query,
            token(),
          );
          expect([200, 403, 404]).toContain(response.status);
          const said = `${response.text} ${textOf(response.headers)}`;
          bytes += said.length;
          for (const place of canaries.placesIn(said)) {
            found.push(`${path}: ${place}`);
          }
          cursor = response.body.nextCursor;
        } while (cursor);
      }
    }
    reader = EVERYTHING;
    expect(found).toEqual([]);
    expect(bytes).toBeGreaterThan(20_000);
  });

  it('are in no line of the log', () => {
    expect(portal.lines.length).toBeGreaterThan(5);
    expect(portal.lines.flatMap(line => canaries.placesIn(line))).toEqual([]);
    expect(consoled.flatMap(line => canaries.placesIn(line))).toEqual([]);
  });

  it('are in no metric, trace or signal', async () => {
    const said = [
      ...portal.metrics.recorded,
      ...(await portal.metrics.observed()),
    ].map(textOf);
    expect(said.length).toBeGreaterThan(50);
    expect(portal.spans.length).toBeGreaterThan(10);
    expect(portal.signals.length).toBeGreaterThan(0);
    for (const each of [...said, ...portal.spans, ...portal.signals]) {
      expect(canaries.placesIn(each)).toEqual([]);
    }
  });

  it('would be found', () => {
    const one = canaries.next('here');
    expect(canaries.placesIn(`a ${one} b`)).toEqual(['here']);
    for (const before of ['', 'x', 'xx', 'xxx']) {
      expect(canaries.placesIn(base64(`${before}${one}yyy`))).toEqual(['here']);
    }
  });
});
