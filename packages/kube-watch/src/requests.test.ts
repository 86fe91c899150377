import { objectPath } from './api/paths';
import { KubernetesClient } from './KubernetesClient';
import { failureOf } from './testing/failureOf';
import { FakeServer } from './testing/FakeServer';
import { deployment, deployments, namespaces } from './testing/objects';
import { answer, LiveReply, status } from './testing/replies';

let server: FakeServer;
let client: KubernetesClient;

beforeEach(async () => {
  server = await FakeServer.start();
  client = KubernetesClient.create({
    connection: { server: server.url },
    limits: { maxSmallBodyBytes: 10_000 },
  });
});

afterEach(async () => {
  await client.close();
  await server.stop();
});

const groupList = {
  kind: 'APIGroupList',
  groups: [
    {
      name: 'apps',
      versions: [
        { groupVersion: 'apps/v1beta2', version: 'v1beta2' },
        { groupVersion: 'apps/v1', version: 'v1' },
      ],
      preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
    },
    { name: 'batch', versions: [{ groupVersion: 'batch/v1', version: 'v1' }] },
    {
      name: 'metrics.k8s.io',
      versions: [{ groupVersion: 'metrics.k8s.io/v1', version: 'v1' }],
    },
  ],
};

function resourceList(
  groupVersion: string,
  ...resources: Array<Record<string, unknown>>
) {
  return { kind: 'APIResourceList', groupVersion, resources };
}

const pods = {
  name: 'pods',
  kind: 'Pod',
  namespaced: true,
  verbs: ['get', 'list', 'watch'],
};

describe('discover', () => {
  it('reads the groups asked for, preferred versions first, without subresources', async () => {
    const byPath: Record<string, unknown> = {
      '/apis': groupList,
      '/api/v1': resourceList(
        'v1',
        pods,
        { name: 'pods/log', kind: 'Pod', namespaced: true, verbs: ['get'] },
        { name: 'nodes', kind: 'Node', namespaced: false, verbs: ['list', 7] },
      ),
      '/apis/apps/v1': resourceList('apps/v1', {
        name: 'deployments',
        kind: 'Deployment',
        namespaced: true,
        verbs: ['list'],
      }),
      '/apis/apps/v1beta2': resourceList('apps/v1beta2'),
    };
    for (let request = 0; request < 4; request += 1) {
      server.reply((response, incoming) =>
        answer(byPath[incoming.url ?? ''])(response, incoming),
      );
    }
    const discovery = await client.discover({
      groups: ['apps', '', 'argoproj.io', 'apps'],
    });
    expect(discovery).toEqual({
      groupNames: ['apps', 'batch', 'metrics.k8s.io', ''],
      groups: [
        {
          group: 'apps',
          versions: [
            {
              version: 'v1',
              resources: [
                {
                  group: 'apps',
                  version: 'v1',
                  plural: 'deployments',
                  kind: 'Deployment',
                  namespaced: true,
                  verbs: ['list'],
                },
              ],
            },
            { version: 'v1beta2', resources: [] },
          ],
        },
        {
          group: '',
          versions: [
            {
              version: 'v1',
              resources: [
                {
                  group: '',
                  version: 'v1',
                  plural: 'pods',
                  kind: 'Pod',
                  namespaced: true,
                  verbs: ['get', 'list', 'watch'],
                },
                {
                  group: '',
                  version: 'v1',
                  plural: 'nodes',
                  kind: 'Node',
                  namespaced: false,
                  verbs: ['list'],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(server.seen.map(({ path }) => path).sort()).toEqual([
      '/api/v1',
      '/apis',
      '/apis/apps/v1',
      '/apis/apps/v1beta2',
    ]);
  });

  it('does not take a group that is down for one without resources', async () => {
    server.reply(
      answer(groupList),
      status(503, 'ServiceUnavailable', 'the server is currently unable'),
    );
    const { groups } = await client.discover({ groups: ['metrics.k8s.io'] });
    expect(groups[0].versions[0]).toMatchObject({
      version: 'v1',
      resources: [],
      error: { kind: 'unreachable', status: 503 },
    });
  });

  it('fails when the core group does', async () => {
    server.reply(answer(groupList), status(403, 'Forbidden', 'no'));
    expect((await failureOf(client.discover({ groups: [''] }))).kind).toBe(
      'forbidden',
    );
  });

  it.each([
    ['something else', { kind: 'Status' }],
    ['groups that are no list', { kind: 'APIGroupList', groups: {} }],
    [
      'a group whose name leads elsewhere',
      {
        kind: 'APIGroupList',
        groups: [{ name: '../secrets', versions: [{ version: 'v1' }] }],
      },
    ],
  ])('refuses %s', async (_name, body) => {
    server.reply(answer(body));
    expect(
      await failureOf(client.discover({ groups: ['apps'] })),
    ).toMatchObject({ kind: 'invalid', where: 'GET /apis' });
  });

  it('leaves out versions and resources whose names lead elsewhere', async () => {
    server.reply(
      answer({
        kind: 'APIGroupList',
        groups: [
          {
            name: 'apps',
            versions: [{ version: 'v1/../../api/v1' }, { version: 'v1' }],
          },
        ],
      }),
      answer(
        resourceList(
          'apps/v1',
          { ...pods, name: '..' },
          { ...pods, name: 'pods?x=' },
          { ...pods, kind: '<b>' },
          pods,
        ),
      ),
    );
    const { groups } = await client.discover({ groups: ['apps'] });
    expect(groups[0].versions).toHaveLength(1);
    expect(groups[0].versions[0].resources.map(r => r.plural)).toEqual([
      'pods',
    ]);
  });

  it('marks a version that answers for another', async () => {
    server.reply(answer(groupList), answer(resourceList('apps/v1', pods)));
    const { groups } = await client.discover({ groups: ['batch'] });
    expect(groups[0].versions[0].error?.kind).toBe('invalid');
  });
});

describe('version', () => {
  it('is plain text', async () => {
    server.reply(
      answer({
        major: '1',
        minor: '36+',
        gitVersion: `v1.36.2\u0000${'x'.repeat(500)}`,
        platform: 'linux/amd64',
      }),
    );
    const { gitVersion, minor, platform } = await client.version();
    expect(gitVersion.length).toBe(64);
    expect(gitVersion).toMatch(/^v1\.36\.2 x+…$/);
    expect([minor, platform]).toEqual(['36+', 'linux/amd64']);
  });

  it('has to be there', async () => {
    server.reply(answer({ paths: [] }));
    expect((await failureOf(client.version())).reason).toBe(
      'answered no version',
    );
  });
});

describe('getObject', () => {
  it('reads one object', async () => {
    server.reply(answer(deployment('cart', '5')));
    const object = await client.getObject(deployments, {
      namespace: 'shop',
      name: 'cart',
    });
    expect(object.metadata.uid).toBe('uid-cart');
    expect(server.seen[0].path).toBe(
      '/apis/apps/v1/namespaces/shop/deployments/cart',
    );
  });

  it('refuses one of another kind', async () => {
    server.reply(answer(deployment('cart', '5')));
    const { kind, reason } = await failureOf(
      client.getObject(namespaces, { name: 'shop' }),
    );
    expect(kind).toBe('invalid');
    expect(reason).toBe(
      'answered something that is no Namespace with name and uid',
    );
  });

  it('says when there is none', async () => {
    server.reply(status(404, 'NotFound', 'deployments.apps "x" not found'));
    expect(
      (await failureOf(client.getObject(deployments, { name: 'x' }))).kind,
    ).toBe('not-served');
  });
});

describe('getJson', () => {
  it('tells how each request ended', async () => {
    const ends: string[] = [];
    const counting = KubernetesClient.create({
      connection: { server: server.url },
      onRequestEnd: how => ends.push(how),
    });
    const refusals = [403, 429, 503].map(code => status(code, 'No', 'no'));
    server.reply(answer({ a: 1 }), ...refusals);
    for (let request = 0; request < 4; request += 1) {
      await counting.getJson('/x').catch(() => undefined);
    }
    await counting.close();
    expect(ends).toEqual(['answered', 'forbidden', 'throttled', 'unreachable']);
  });

  it('keeps a query as it is', async () => {
    server.reply(answer({ status: 'success' }));
    await client.getJson(
      '/api/v1/namespaces/m/services/prometheus:9090/proxy/api/v1/series?match[]=up&match[]=down',
    );
    expect(server.seen[0].query.getAll('match[]')).toEqual(['up', 'down']);
  });

  it.each([
    '',
    'version',
    '//example.com/x',
    '/api/../x',
    '/api/%2e%2E/x',
    '/a b',
    '/a\r\nb',
    'https://example.com/',
  ])('refuses the path %p before it asks', async path => {
    expect((await failureOf(client.getJson(path))).kind).toBe('invalid');
    expect(server.seen).toHaveLength(0);
  });

  it('bounds the answer', async () => {
    const live = new LiveReply();
    server.reply(live.reply);
    const failing = failureOf(client.getJson('/version'));
    await live.opened;
    live.write('x'.repeat(20_000));
    expect((await failing).reason).toBe('answered more than 10000 bytes');
    await live.closed;
  });
});

describe('the head of an answer', () => {
  it('is told of what succeeds and of what is refused', async () => {
    const date = 'Mon, 30 Nov 2026 12:00:00 GMT';
    const heads: unknown[] = [];
    const onHead = (head: unknown) => heads.push(head);
    const version = { gitVersion: 'v1.36.2', major: '1', minor: '36' };
    server.reply(
      answer(version, { headers: { date } }),
      status(403, 'Forbidden', 'no', { date }),
    );
    await client.version({ onHead });
    await client.getJson('/x', { onHead }).catch(() => undefined);
    expect(heads).toEqual([
      { status: 200, date },
      { status: 403, date },
    ]);
  });

  it('may be of metadata, and of nothing else', async () => {
    server.reply(answer({ kind: 'PartialObjectMetadata' }));
    await client.getJson('/api/v1/namespaces/a/secrets/b', {
      metadataOnly: true,
    });
    expect(server.seen[0].headers.accept).toBe(
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    );
  });
});

describe('review', () => {
  it('sends the question and gives the answer', async () => {
    server.reply(answer({ kind: 'Review', status: { allowed: true } }));
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    await expect(
      client.review(path, { body: { kind: 'Review' } }),
    ).resolves.toEqual({ kind: 'Review', status: { allowed: true } });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path,
      body: '{"kind":"Review"}',
    });
    expect(server.seen[0].headers['content-type']).toBe('application/json');
  });

  it('is not asked outside of the API', async () => {
    await expect(
      client.review('/api/../secrets', { body: {} }),
    ).rejects.toMatchObject({ kind: 'invalid' });
    expect(server.seen).toEqual([]);
  });
});

describe('patch', () => {
  const path = objectPath(deployments, {
    namespace: 'shop',
    name: 'cart',
    subresource: 'scale',
  });

  it('sends the change with its type, manager and checks', async () => {
    server.reply(answer({ kind: 'Scale' }));
    await expect(
      client.patch(path, {
        contentType: 'application/merge-patch+json',
        body: { metadata: { resourceVersion: '5' }, spec: { replicas: 3 } },
        fieldManager: 'fleet-backstage',
        dryRun: true,
        force: true,
      }),
    ).resolves.toEqual({ kind: 'Scale' });
    expect(server.seen[0]).toMatchObject({
      method: 'PATCH',
      path: '/apis/apps/v1/namespaces/shop/deployments/cart/scale',
      body: '{"metadata":{"resourceVersion":"5"},"spec":{"replicas":3}}',
    });
    expect(server.seen[0].headers['content-type']).toBe(
      'application/merge-patch+json',
    );
    expect(Object.fromEntries(server.seen[0].query)).toEqual({
      fieldManager: 'fleet-backstage',
      dryRun: 'All',
      force: 'true',
    });
  });

  it('takes a created object', async () => {
    server.reply(answer({ kind: 'Deployment' }, { status: 201 }));
    await expect(
      client.patch(path, {
        contentType: 'application/apply-patch+yaml',
        body: {},
      }),
    ).resolves.toEqual({ kind: 'Deployment' });
  });

  it('says when the object has changed in between', async () => {
    server.reply(status(409, 'Conflict', 'the object has been modified'));
    expect(
      await failureOf(
        client.patch(path, {
          contentType: 'application/json-patch+json',
          body: [],
        }),
      ),
    ).toMatchObject({
      kind: 'conflict',
      where: 'PATCH /apis/apps/v1/namespaces/shop/deployments/cart/scale',
    });
  });
});

describe('objectPath', () => {
  it.each([
    [{ name: '..' }],
    [{ name: '' }],
    [{ name: 'a', namespace: '.' }],
    [{ name: 'a', subresource: 'a/b' }],
  ])('refuses %p', object => {
    expect(() => objectPath(deployments, object)).toThrow('not a name of');
  });

  it('refuses resources whose names lead elsewhere', () => {
    expect(() =>
      objectPath({ ...deployments, group: '../x' }, { name: 'a' }),
    ).toThrow('not a name of an API group version');
    expect(() =>
      objectPath({ ...deployments, plural: 'a/b' }, { name: 'a' }),
    ).toThrow('not a plural name');
  });

  it('keeps names that hold a slash in their segment', () => {
    expect(objectPath(namespaces, { name: 'a/b?c' })).toBe(
      '/api/v1/namespaces/a%2Fb%3Fc',
    );
  });
});

describe('the time that getJson has', () => {
  let impatient: KubernetesClient;

  beforeEach(() => {
    impatient = KubernetesClient.create({
      connection: { server: server.url },
      limits: { headersTimeoutMs: 50, requestTimeoutMs: 60 },
    });
    server.reply((response, incoming) => {
      setTimeout(() => answer({ sum: 1 })(response, incoming), 200);
    });
  });

  afterEach(() => impatient.close());

  it('waits no longer than the limits', async () => {
    expect(await failureOf(impatient.getJson('/sums'))).toMatchObject({
      reason: expect.stringContaining('did not answer within 50 ms'),
    });
  });

  it('waits as long as it is told', async () => {
    expect(await impatient.getJson('/sums', { timeoutMs: 5_000 })).toEqual({
      sum: 1,
    });
  });
});
