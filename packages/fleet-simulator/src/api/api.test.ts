import { FleetSimulator } from '../FleetSimulator';
import { SimulatedCluster } from '../SimulatedCluster';
import {
  Answer,
  call,
  itemsOf,
  metadataOf,
  namesOf,
  RequestOptions,
  WatchReader,
} from '../testing/client';
import { createSimulationClock } from '../clock';
import { KubernetesObject } from '../types';
import {
  buildApplication,
  buildDeployment,
  buildNamespace,
} from '../world/builders';
import { READER_RULES } from './authorization';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/shop/deployments';

function deployment(name: string, labels: Record<string, string> = {}) {
  return buildDeployment({
    name,
    namespace: 'shop',
    image: `registry.example/${name}:1.0.0`,
    labels,
  });
}

function configMap(name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'shop' },
    data: { key: 'value' },
  };
}

describe('the API of a cluster', () => {
  let simulator: FleetSimulator;
  let cluster: SimulatedCluster;
  const clock = createSimulationClock();
  const readers: WatchReader[] = [];

  const as = (
    token: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Answer> => call(`${cluster.url}${path}`, { token, ...options });
  const read = (path: string, options?: RequestOptions) =>
    as(cluster.token, path, options);
  const admin = (path: string, options?: RequestOptions) =>
    as(cluster.adminToken, path, options);
  const watch = async (path: string, options: RequestOptions = {}) => {
    const reader = await WatchReader.open(`${cluster.url}${path}`, {
      token: cluster.token,
      ...options,
    });
    readers.push(reader);
    return reader;
  };

  beforeEach(async () => {
    simulator = await FleetSimulator.create({
      clock,
      historyLimit: 5,
      clusters: [
        {
          name: 'one',
          objects: [
            buildNamespace({ name: 'shop' }),
            buildNamespace({ name: 'other' }),
            deployment('alpha', { tier: 'front', stage: 'one' }),
            deployment('beta', { tier: 'back' }),
            deployment('gamma', { tier: 'back', stage: 'two' }),
            buildApplication({ name: 'alpha' }),
          ],
        },
        { name: 'old', kubernetesVersion: '1.31.9' },
      ],
    });
    await simulator.start();
    cluster = simulator.cluster('one');
  });

  afterEach(async () => {
    for (const reader of readers.splice(0)) reader.close();
    await simulator.stop();
  });

  describe('discovery', () => {
    it('tells its version to everybody', async () => {
      const answer = await call(`${cluster.url}/version`);
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({
        major: '1',
        minor: '34',
        gitVersion: 'v1.34.4',
      });
    });

    it.each(['/healthz', '/livez', '/readyz'])('answers %s', async path => {
      expect((await call(`${cluster.url}${path}`)).text).toBe('ok');
    });

    it('lists groups, versions and resources', async () => {
      expect((await read('/api')).json).toMatchObject({
        kind: 'APIVersions',
        versions: ['v1'],
      });
      const groups = (await read('/apis')).json.groups as { name: string }[];
      expect(groups.map(({ name }) => name)).toEqual(
        expect.arrayContaining([
          'apps',
          'batch',
          'argoproj.io',
          'helm.toolkit.fluxcd.io',
        ]),
      );
      const apps = (await read('/apis/apps/v1')).json.resources as {
        name: string;
      }[];
      expect(apps).toContainEqual(
        expect.objectContaining({
          name: 'deployments',
          kind: 'Deployment',
          namespaced: true,
        }),
      );
      expect(apps.map(({ name }) => name)).toContain('deployments/status');
      const argo = (await read('/apis/argoproj.io/v1alpha1')).json
        .resources as { name: string }[];
      expect(argo.map(({ name }) => name)).not.toContain('applications/status');
      expect((await read('/apis/apps')).json).toMatchObject({
        kind: 'APIGroup',
        preferredVersion: { groupVersion: 'apps/v1' },
      });
    });

    it('answers 404 for what it does not serve', async () => {
      expect((await read('/apis/example.com/v1/things')).json).toMatchObject({
        kind: 'Status',
        code: 404,
        message: 'the server could not find the requested resource',
      });
      const nothing = await admin('/nothing');
      expect(nothing.status).toBe(404);
    });
  });

  describe('lists', () => {
    it('holds all objects under one resourceVersion', async () => {
      const { status, json } = await read('/apis/apps/v1/deployments');
      expect(status).toBe(200);
      expect(json).toMatchObject({
        kind: 'DeploymentList',
        apiVersion: 'apps/v1',
      });
      expect(metadataOf(json).resourceVersion).toBe(
        String(cluster.store.revision),
      );
      expect(namesOf(json)).toEqual(['alpha', 'beta', 'gamma']);
    });

    it('leaves kind and apiVersion out of built-in items, and keeps them in custom ones', async () => {
      const [item] = itemsOf((await read('/apis/apps/v1/deployments')).json);
      expect(item).not.toHaveProperty('kind');
      const [application] = itemsOf(
        (await read('/apis/argoproj.io/v1alpha1/applications')).json,
      );
      expect(application).toMatchObject({
        kind: 'Application',
        apiVersion: 'argoproj.io/v1alpha1',
      });
    });

    it('pages over one snapshot, whatever happens between', async () => {
      const first = (await read('/apis/apps/v1/deployments?limit=2')).json;
      expect(namesOf(first)).toEqual(['alpha', 'beta']);
      expect(metadataOf(first)).toMatchObject({ remainingItemCount: 1 });
      cluster.store.delete({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'gamma',
      });
      cluster.store.apply(deployment('zeta'));

      const token = String(metadataOf(first).continue);
      const second = (
        await read(`/apis/apps/v1/deployments?limit=2&continue=${token}`)
      ).json;
      expect(namesOf(second)).toEqual(['gamma']);
      expect(metadataOf(second).continue).toBeUndefined();
      expect(metadataOf(second).resourceVersion).toBe(
        metadataOf(first).resourceVersion,
      );
    });

    it('answers an expired continue with 410 and a token for an inconsistent rest', async () => {
      const first = (await read('/apis/apps/v1/deployments?limit=2')).json;
      cluster.store.apply(deployment('zeta'));
      clock.advance(300_000);
      const path = '/apis/apps/v1/deployments?limit=2&continue=';
      const gone = await read(`${path}${metadataOf(first).continue}`);
      expect(gone.status).toBe(410);
      expect(gone.json).toMatchObject({
        kind: 'Status',
        code: 410,
        reason: 'Expired',
      });
      const rest = await read(`${path}${metadataOf(gone.json).continue}`);
      expect(namesOf(rest.json)).toEqual(['gamma', 'zeta']);
    });

    it('refuses a continue that is none', async () => {
      expect(
        (await read('/api/v1/pods?limit=1&continue=nonsense')).status,
      ).toBe(400);
    });

    it.each([
      ['tier=back', ['beta', 'gamma']],
      ['tier==back,stage', ['gamma']],
      ['tier!=back', ['alpha']],
      ['stage in (one, two)', ['alpha', 'gamma']],
      ['stage notin (one)', ['beta', 'gamma']],
      ['!stage', ['beta']],
    ])('selects by label: %s', async (selector, names) => {
      const query = encodeURIComponent(selector);
      const { json } = await read(
        `/apis/apps/v1/deployments?labelSelector=${query}`,
      );
      expect(namesOf(json)).toEqual(names);
    });

    it('leaves remainingItemCount out when it selects', async () => {
      const { json } = await read(
        '/apis/apps/v1/deployments?limit=1&labelSelector=tier',
      );
      expect(metadataOf(json).continue).toBeDefined();
      expect(metadataOf(json).remainingItemCount).toBeUndefined();
    });

    it('selects by field, and refuses fields that a kind has not', async () => {
      const { json } = await read(
        '/apis/apps/v1/deployments?fieldSelector=metadata.name%3Dbeta',
      );
      expect(namesOf(json)).toEqual(['beta']);
      const replicas = await read(
        '/apis/apps/v1/deployments?fieldSelector=spec.replicas!%3D2',
      );
      expect(namesOf(replicas.json)).toEqual([]);
      const refused = await read(
        '/apis/argoproj.io/v1alpha1/applications?fieldSelector=spec.project%3Ddefault',
      );
      expect(refused.status).toBe(400);
      expect(refused.json.message).toBe(
        'field label not supported: spec.project',
      );
    });

    it('answers metadata only where that is asked for', async () => {
      const accept =
        'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=1,application/json';
      const { json } = await read('/apis/apps/v1/deployments', {
        headers: { accept },
      });
      expect(json).toMatchObject({
        kind: 'PartialObjectMetadataList',
        apiVersion: 'meta.k8s.io/v1',
      });
      expect(itemsOf(json)[0]).toMatchObject({
        kind: 'PartialObjectMetadata',
        metadata: { name: 'alpha' },
      });
      expect(itemsOf(json)[0]).not.toHaveProperty('spec');
    });

    it('answers 406 where nothing asked for is served', async () => {
      const accept = 'application/vnd.kubernetes.protobuf';
      expect((await read('/api/v1/pods', { headers: { accept } })).status).toBe(
        406,
      );
    });

    it('answers 429 just after a definition came, and then lists', async () => {
      await admin('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
        method: 'POST',
        body: {
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          metadata: { name: 'widgets.example.com' },
          spec: {
            group: 'example.com',
            names: { kind: 'Widget', plural: 'widgets' },
            scope: 'Namespaced',
            versions: [{ name: 'v1', served: true, storage: true }],
          },
        },
      });
      const early = await read('/apis/example.com/v1/widgets');
      expect(early.status).toBe(429);
      expect(early.json.message).toBe('storage is (re)initializing');
      expect(early.headers['retry-after']).toBe('1');
      expect((await read('/apis/example.com/v1/widgets')).json).toMatchObject({
        kind: 'WidgetList',
        items: [],
      });
    });
  });

  describe('watches', () => {
    it('tells what happens after a resourceVersion', async () => {
      const { json } = await read('/apis/apps/v1/deployments');
      const from = metadataOf(json).resourceVersion;
      cluster.store.apply(deployment('delta'));
      const reader = await watch(
        `/apis/apps/v1/deployments?watch=1&resourceVersion=${from}`,
      );
      expect(await reader.next()).toMatchObject({
        type: 'ADDED',
        object: { kind: 'Deployment', metadata: { name: 'delta' } },
      });
      cluster.store.apply({ ...deployment('delta'), spec: { replicas: 9 } });
      expect(await reader.next()).toMatchObject({
        type: 'MODIFIED',
        object: { spec: { replicas: 9 }, metadata: { generation: 2 } },
      });
      cluster.store.delete({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'delta',
      });
      const deleted = await reader.next();
      expect(deleted.type).toBe('DELETED');
      expect(metadataOf(deleted.object).resourceVersion).toBe(
        String(cluster.store.revision),
      );
    });

    it('begins with what is there if no resourceVersion is given', async () => {
      const reader = await watch('/apis/apps/v1/deployments?watch=true');
      const names = [
        await reader.next(),
        await reader.next(),
        await reader.next(),
      ].map(event => metadataOf(event.object).name);
      expect(names).toEqual(['alpha', 'beta', 'gamma']);
    });

    it('answers a resourceVersion below the window with HTTP 200 and an ERROR event', async () => {
      const from = cluster.store.revision;
      for (let number = 0; number < 8; number++) {
        cluster.store.apply(deployment(`extra-${number}`));
      }
      const reader = await watch(
        `/apis/apps/v1/deployments?watch=1&resourceVersion=${from}`,
      );
      expect(reader.status).toBe(200);
      expect(await reader.next()).toMatchObject({
        type: 'ERROR',
        object: { kind: 'Status', code: 410, reason: 'Expired' },
      });
      await reader.end();
    });

    it('keeps the windows of kinds apart', async () => {
      const from = cluster.store.revision;
      for (let number = 0; number < 8; number++) {
        cluster.store.apply(configMap(`extra-${number}`));
      }
      cluster.store.apply(deployment('delta'));
      const reader = await watch(
        `/apis/apps/v1/deployments?watch=1&resourceVersion=${from}`,
      );
      expect((await reader.next()).type).toBe('ADDED');
    });

    it('sends bookmarks to whom allows them', async () => {
      const from = cluster.store.revision;
      const path = `/apis/apps/v1/deployments?watch=1&resourceVersion=${from}`;
      const silent = await watch(path);
      const reader = await watch(`${path}&allowWatchBookmarks=true`);
      cluster.store.apply(configMap('elsewhere'));
      cluster.sendBookmarks();
      const { type, object } = await reader.next();
      expect(type).toBe('BOOKMARK');
      expect(object).toMatchObject({
        kind: 'Deployment',
        apiVersion: 'apps/v1',
      });
      expect(metadataOf(object).resourceVersion).toBe(
        String(cluster.store.revision),
      );
      cluster.store.apply(deployment('delta'));
      expect((await silent.next()).type).toBe('ADDED');
    });

    it('streams the initial state up to a marked bookmark', async () => {
      const reader = await watch(
        '/apis/apps/v1/deployments?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
      );
      for (let count = 0; count < 3; count++) {
        expect((await reader.next()).type).toBe('ADDED');
      }
      expect(await reader.next()).toMatchObject({
        type: 'BOOKMARK',
        object: {
          metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
        },
      });
    });

    it('does not stream initial state before 1.32', async () => {
      const old = simulator.cluster('old');
      const answer = await call(
        `${old.url}/apis/apps/v1/deployments?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`,
        { token: old.token },
      );
      expect(answer.status).toBe(422);
    });

    it('tells of objects that enter and leave a selection', async () => {
      const reader = await watch(
        `/apis/apps/v1/deployments?watch=1&resourceVersion=${cluster.store.revision}&labelSelector=tier%3Dback`,
      );
      cluster.store.apply(deployment('alpha', { tier: 'back' }));
      expect(await reader.next()).toMatchObject({
        type: 'ADDED',
        object: { metadata: { name: 'alpha' } },
      });
      cluster.store.apply(deployment('alpha', { tier: 'front' }));
      expect(await reader.next()).toMatchObject({
        type: 'DELETED',
        object: { metadata: { name: 'alpha', labels: { tier: 'back' } } },
      });
    });

    it('ends after timeoutSeconds', async () => {
      const reader = await watch(
        `/apis/apps/v1/deployments?watch=1&resourceVersion=${cluster.store.revision}&timeoutSeconds=1`,
      );
      await reader.end();
      expect(reader.isClosed).toBe(true);
    });

    it('watches metadata only', async () => {
      const accept =
        'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=1';
      const reader = await watch(
        `/apis/apps/v1/deployments?watch=1&resourceVersion=${cluster.store.revision}`,
        { headers: { accept } },
      );
      cluster.store.apply(deployment('delta'));
      const { object } = await reader.next();
      expect(object.kind).toBe('PartialObjectMetadata');
      expect(object).not.toHaveProperty('spec');
    });
  });

  describe('authorisation', () => {
    it('answers 401 to tokens that it does not know', async () => {
      const answer = await as('wrong', '/api/v1/namespaces');
      expect(answer.status).toBe(401);
      expect(answer.json).toMatchObject({
        kind: 'Status',
        reason: 'Unauthorized',
      });
    });

    it('names user, verb, resource and scope in a 403', async () => {
      const answer = await read('/api/v1/secrets');
      expect(answer.status).toBe(403);
      expect(answer.json).toMatchObject({
        reason: 'Forbidden',
        message:
          'secrets is forbidden: User "system:serviceaccount:fleet:fleet-reader" cannot list resource "secrets" in API group "" at the cluster scope',
        details: { kind: 'secrets' },
      });
      const one = await read(`${DEPLOYMENTS}/alpha`, { method: 'DELETE' });
      expect(one.json.message).toBe(
        'deployments.apps "alpha" is forbidden: User "system:serviceaccount:fleet:fleet-reader" cannot delete resource "deployments" in API group "apps" in the namespace "shop"',
      );
    });

    it('answers a namespaced reader 403 cluster-wide and 200 in its namespace', async () => {
      cluster.grant({
        token: 'narrow',
        user: 'narrow-user',
        rules: [
          {
            apiGroups: ['apps'],
            resources: ['deployments'],
            verbs: ['list'],
            namespaces: ['shop'],
          },
        ],
      });
      expect((await as('narrow', '/apis/apps/v1/deployments')).status).toBe(
        403,
      );
      expect((await as('narrow', DEPLOYMENTS)).status).toBe(200);
      expect(
        (await as('narrow', DEPLOYMENTS.replace('shop', 'other'))).status,
      ).toBe(403);
    });

    it('lets a watch go on whose token was revoked', async () => {
      const reader = await watch(
        `/apis/apps/v1/deployments?watch=1&resourceVersion=${cluster.store.revision}`,
      );
      cluster.revoke(cluster.token);
      expect((await read('/apis/apps/v1/deployments')).status).toBe(401);
      cluster.store.apply(deployment('delta'));
      expect((await reader.next()).type).toBe('ADDED');
    });

    it('accepts an expired token for its skew, and believes a verdict for ten seconds', async () => {
      cluster.grant({
        token: 'brief',
        user: 'brief-user',
        rules: READER_RULES,
        expiresAt: clock.now(),
      });
      const status = async () => (await as('brief', '/api/v1/pods')).status;
      clock.advance(59_000);
      expect(await status()).toBe(200);
      clock.advance(9_000);
      expect(await status()).toBe(200);
      clock.advance(2_000);
      expect(await status()).toBe(401);
    });

    it('reviews what one may do', async () => {
      const review = async (token: string, verb: string) => {
        const answer = await as(
          token,
          '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          {
            method: 'POST',
            body: {
              apiVersion: 'authorization.k8s.io/v1',
              kind: 'SelfSubjectAccessReview',
              spec: {
                resourceAttributes: {
                  verb,
                  group: 'apps',
                  resource: 'deployments',
                  namespace: 'shop',
                },
              },
            },
          },
        );
        expect(answer.status).toBe(201);
        return (answer.json.status as { allowed: boolean }).allowed;
      };
      expect(await review(cluster.token, 'list')).toBe(true);
      expect(await review(cluster.token, 'patch')).toBe(false);
      expect(await review(cluster.adminToken, 'patch')).toBe(true);
    });
  });

  describe('changes', () => {
    const body = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'delta' },
      spec: { replicas: 1 },
    };

    it('creates, completing the object', async () => {
      const { status, json } = await admin(
        `${DEPLOYMENTS}?fieldManager=tester`,
        { method: 'POST', body },
      );
      expect(status).toBe(201);
      expect(metadataOf(json)).toMatchObject({
        namespace: 'shop',
        generation: 1,
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        managedFields: [{ manager: 'tester', operation: 'Update' }],
      });
      const again = await admin(DEPLOYMENTS, { method: 'POST', body });
      expect(again.status).toBe(409);
      expect(again.json).toMatchObject({
        reason: 'AlreadyExists',
        message: 'deployments.apps "delta" already exists',
      });
    });

    it('creates nothing in a dry run, nor in a namespace that is not there', async () => {
      expect(
        (await admin(`${DEPLOYMENTS}?dryRun=All`, { method: 'POST', body }))
          .status,
      ).toBe(201);
      expect((await admin(`${DEPLOYMENTS}/delta`)).status).toBe(404);
      const nowhere = await admin(DEPLOYMENTS.replace('shop', 'nowhere'), {
        method: 'POST',
        body,
      });
      expect(nowhere.json.message).toBe('namespaces "nowhere" not found');
    });

    it('refuses an update of an older resourceVersion', async () => {
      const { json } = await admin(`${DEPLOYMENTS}/alpha`);
      const put = (replicas: number) =>
        admin(`${DEPLOYMENTS}/alpha`, {
          method: 'PUT',
          body: { ...json, spec: { ...(json.spec as object), replicas } },
        });
      expect((await put(4)).json).toMatchObject({
        metadata: { generation: 2 },
      });
      const late = await put(5);
      expect(late.status).toBe(409);
      expect(late.json.message).toBe(
        'Operation cannot be fulfilled on deployments.apps "alpha": the object has been modified; please apply your changes to the latest version and try again',
      );
    });

    it('changes status through its own endpoint only', async () => {
      const type = { 'Content-Type': 'application/merge-patch+json' };
      const patch = { status: { replicas: 77 }, spec: { replicas: 5 } };
      const main = await admin(`${DEPLOYMENTS}/alpha`, {
        method: 'PATCH',
        headers: type,
        body: patch,
      });
      expect(main.json).toMatchObject({
        spec: { replicas: 5 },
        status: { replicas: 2 },
      });
      const status = await admin(`${DEPLOYMENTS}/alpha/status`, {
        method: 'PATCH',
        headers: type,
        body: { status: { replicas: 78 }, spec: { replicas: 6 } },
      });
      expect(status.json).toMatchObject({
        spec: { replicas: 5 },
        status: { replicas: 78 },
        metadata: { generation: 2 },
      });
    });

    it('changes the status of an Application with the object, as it has no subresource', async () => {
      const path =
        '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/alpha';
      const headers = { 'Content-Type': 'application/merge-patch+json' };
      const patch = { status: { health: { status: 'Degraded' } } };
      const patched = await admin(path, {
        method: 'PATCH',
        headers,
        body: patch,
      });
      expect(patched.json).toMatchObject({
        status: { health: { status: 'Degraded' } },
        metadata: { generation: 2 },
      });
      expect(
        (
          await admin(`${path}/status`, {
            method: 'PATCH',
            headers,
            body: patch,
          })
        ).status,
      ).toBe(404);
    });

    it('patches by JSON patch, and refuses what does not apply', async () => {
      const headers = { 'Content-Type': 'application/json-patch+json' };
      const patch = (operations: object[]) =>
        admin(`${DEPLOYMENTS}/alpha`, {
          method: 'PATCH',
          headers,
          body: operations,
        });
      const done = await patch([
        { op: 'test', path: '/spec/replicas', value: 2 },
        { op: 'replace', path: '/spec/replicas', value: 3 },
        { op: 'add', path: '/metadata/annotations', value: { 'a/b': '1' } },
      ]);
      expect(done.json).toMatchObject({
        spec: { replicas: 3 },
        metadata: { annotations: { 'a/b': '1' } },
      });
      expect(
        (await patch([{ op: 'test', path: '/spec/replicas', value: 2 }]))
          .status,
      ).toBe(422);
      expect(
        (await patch([{ op: 'remove', path: '/spec/nothing' }])).status,
      ).toBe(422);
    });

    it('merges containers by name in a strategic merge patch, which custom kinds refuse', async () => {
      const headers = {
        'Content-Type': 'application/strategic-merge-patch+json',
      };
      const patched = await admin(`${DEPLOYMENTS}/alpha`, {
        method: 'PATCH',
        headers,
        body: {
          spec: {
            template: {
              spec: {
                containers: [
                  { name: 'alpha', image: 'registry.example/alpha:2.0.0' },
                ],
              },
            },
          },
        },
      });
      expect(patched.json).toMatchObject({
        spec: {
          template: {
            spec: {
              containers: [
                {
                  image: 'registry.example/alpha:2.0.0',
                  imagePullPolicy: 'IfNotPresent',
                },
              ],
            },
          },
        },
      });
      const custom = await admin(
        '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/alpha',
        {
          method: 'PATCH',
          headers,
          body: {},
        },
      );
      expect(custom.status).toBe(415);
    });

    it('applies on the server, with conflicts unless forced', async () => {
      const headers = { 'Content-Type': 'application/apply-patch+yaml' };
      const apply = (manager: string, replicas: number, force = false) =>
        admin(`${DEPLOYMENTS}/delta?fieldManager=${manager}&force=${force}`, {
          method: 'PATCH',
          headers,
          body: `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: delta}\nspec: {replicas: ${replicas}}\n`,
        });
      expect((await apply('one', 1)).status).toBe(201);
      expect((await apply('two', 1)).status).toBe(200);
      const refused = await apply('two', 2);
      expect(refused.status).toBe(409);
      expect(refused.json.message).toBe(
        'Apply failed with 1 conflict: conflict with "one": .spec.replicas',
      );
      const forced = await apply('two', 2, true);
      expect(forced.json).toMatchObject({ spec: { replicas: 2 } });
      const managers = metadataOf(forced.json).managedFields as {
        manager: string;
      }[];
      expect(managers.map(({ manager }) => manager)).toEqual(['two']);
      const anonymous = await admin(`${DEPLOYMENTS}/delta`, {
        method: 'PATCH',
        headers,
        body: '{}',
      });
      expect(anonymous.status).toBe(400);
    });

    it('writes nothing for a change of nothing', async () => {
      const before = cluster.store.revision;
      const answer = await admin(`${DEPLOYMENTS}/alpha`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/merge-patch+json' },
        body: { spec: { replicas: 2 } },
      });
      expect(answer.status).toBe(200);
      expect(cluster.store.revision).toBe(before);
    });

    it('deletes, minding preconditions and finalizers', async () => {
      const wrong = await admin(`${DEPLOYMENTS}/alpha`, {
        method: 'DELETE',
        body: { preconditions: { uid: 'other' } },
      });
      expect(wrong.status).toBe(409);
      expect(
        (await admin(`${DEPLOYMENTS}/alpha`, { method: 'DELETE' })).json,
      ).toMatchObject({ status: 'Success' });
      expect((await admin(`${DEPLOYMENTS}/alpha`)).status).toBe(404);

      const path =
        '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/alpha';
      const marked = await admin(path, { method: 'DELETE' });
      expect(metadataOf(marked.json).deletionTimestamp).toBeDefined();
      await admin(path, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/merge-patch+json' },
        body: { metadata: { finalizers: null } },
      });
      expect((await admin(path)).status).toBe(404);
    });

    it('takes along what an object owns', async () => {
      const owner = cluster.store.get({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'alpha',
      });
      cluster.store.apply({
        ...configMap('owned'),
        metadata: {
          name: 'owned',
          namespace: 'shop',
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'alpha',
              uid: owner?.metadata.uid ?? '',
            },
          ],
        },
      });
      await admin(`${DEPLOYMENTS}/alpha`, { method: 'DELETE' });
      expect(
        (await read('/api/v1/namespaces/shop/configmaps/owned')).status,
      ).toBe(404);
    });

    it('gives a name that comes back another uid', async () => {
      const uid = async () =>
        metadataOf((await admin(`${DEPLOYMENTS}/delta`)).json).uid;
      await admin(DEPLOYMENTS, { method: 'POST', body });
      const first = await uid();
      await admin(`${DEPLOYMENTS}/delta`, { method: 'DELETE' });
      await admin(DEPLOYMENTS, { method: 'POST', body });
      expect(await uid()).not.toBe(first);
    });
  });

  describe('service proxy', () => {
    const path =
      '/api/v1/namespaces/shop/services/http:metrics:9090/proxy/api/query?query=up';

    it('hands requests to a registered service', async () => {
      cluster.registerService('shop', 'metrics', 9090, request => ({
        body: { path: request.path, query: request.query.get('query') },
      }));
      expect((await admin(path)).json).toEqual({
        path: '/api/query',
        query: 'up',
      });
      expect((await read(path)).status).toBe(403);
    });

    it('says that a service is missing, or has no endpoints', async () => {
      expect((await admin(path)).json.message).toBe(
        'services "metrics" not found',
      );
      cluster.store.apply({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'metrics', namespace: 'shop' },
      });
      expect((await admin(path)).status).toBe(503);
    });
  });
});

describe('TLS', () => {
  it('is served with a certificate of the CA that the cluster names', async () => {
    const simulator = await FleetSimulator.create({
      tls: true,
      clusters: [{ name: 'one' }],
    });
    await simulator.start();
    try {
      const [cluster] = simulator.clusters;
      expect(cluster.url).toMatch(/^https:/);
      expect(
        (await call(`${cluster.url}/version`, { ca: cluster.caData })).status,
      ).toBe(200);
      await expect(call(`${cluster.url}/version`)).rejects.toThrow(
        /certificate/,
      );
    } finally {
      await simulator.stop();
    }
  });
});
