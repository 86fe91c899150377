import { KubernetesError, type KubernetesObject } from '@fleetview/kube-watch';
import { stringify } from 'yaml';
import type { HubConfig, HubType } from '../../config/FleetConfig';
import type { HubContext } from './HubReader';
import { hubReaders } from './hubReaders';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const hubOf = (type: HubType, over: Partial<HubConfig> = {}): HubConfig => ({
  cluster: 'mgmt',
  type,
  trusted: false,
  tokens: [],
  key: 'fleet.hubs[0]',
  ...over,
});

function object(
  name: string,
  rest: Record<string, unknown> = {},
  metadata: Record<string, unknown> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: { name, uid: `uid-${name}`, ...metadata },
    ...rest,
  };
}

function read(
  hub: HubConfig,
  objects: Record<string, KubernetesObject[]>,
  over: Partial<HubContext> = {},
) {
  return hubReaders[hub.type].read({
    hub,
    origin: 'operator',
    connection: { server: 'https://hub.example', token: 'hub-token' },
    list: async ({ plural }) => objects[plural] ?? [],
    getObject: async () => {
      throw new KubernetesError('not-served', 'not found');
    },
    versionOf: async (_group, _plural, versions) => versions[0],
    ...over,
  });
}

describe('argocd', () => {
  const secret = (
    name: string,
    data: { name?: string; server?: string; config?: unknown },
  ) =>
    object(name, {
      kind: 'Secret',
      data: Object.fromEntries(
        Object.entries(data).map(([key, value]) => [
          key,
          base64(typeof value === 'string' ? value : JSON.stringify(value)),
        ]),
      ),
    });
  const server = 'https://prod.example';
  const one = async (data: Parameters<typeof secret>[1]) => {
    const { records, problems } = await read(hubOf('argocd'), {
      secrets: [secret('s', data)],
    });
    return records[0]?.access ?? problems[0]?.message;
  };

  it.each([
    'https://user:secret@b.example',
    'https://b.example/?token=secret',
    'https://b.example/#secret',
  ])('makes no name of what may be secret in %s', async address => {
    const answer = await read(hubOf('argocd'), {
      secrets: [secret('b', { server: address, config: { bearerToken: 'b' } })],
    });
    expect(JSON.stringify(answer)).not.toContain('secret@');
    expect(JSON.stringify(answer)).not.toContain('=secret');
    expect(answer).toMatchObject({
      records: [],
      problems: [
        {
          message:
            "Secret 'b' has a server with credentials, query or fragment; its cluster is left out",
        },
      ],
    });
  });

  it('takes server, token, certificates and names as Argo CD writes them', async () => {
    const { records, problems } = await read(
      hubOf('argocd', { trusted: true }),
      {
        secrets: [
          secret('a', {
            name: 'prod',
            server,
            config: {
              bearerToken: 't',
              tlsClientConfig: {
                insecure: false,
                serverName: 'api',
                caData: base64('CA'),
                certData: base64('CERT'),
                keyData: base64('KEY'),
              },
              awsAuthConfig: null,
            },
          }),
          secret('b', {
            server: 'https://b.example',
            config: { bearerToken: 'b' },
          }),
        ],
      },
    );
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        name: 'prod',
        origin: 'hub',
        hub: { cluster: 'mgmt', name: 'prod' },
        trusted: true,
        access: {
          type: 'direct',
          connection: {
            server,
            token: 't',
            tlsServerName: 'api',
            caData: 'CA',
            clientCertificate: 'CERT',
            clientKey: 'KEY',
          },
        },
      },
      expect.objectContaining({ name: 'https://b.example' }),
    ]);
  });

  it.each([
    'https://kubernetes.default.svc',
    'https://kubernetes.default.svc.cluster.local:443/',
    'https://kubernetes.default',
  ])('makes no second record of the hub itself (%s)', async address => {
    await expect(
      read(hubOf('argocd'), {
        secrets: [secret('s', { name: 'in-cluster', server: address })],
      }),
    ).resolves.toEqual({ records: [], problems: [] });
  });

  it.each([
    [{ awsAuthConfig: { clusterName: 'x' } }, /awsAuthConfig/],
    [{ execProviderConfig: { command: 'argocd-k8s-auth' } }, /execProvider/],
    [{ username: 'admin', password: 'hunter2' }, /user name/],
    [{ bearerToken: 't', proxyUrl: 'http://proxy' }, /proxyUrl/],
    [{}, /neither a token nor a certificate/],
  ])('does not ask a cluster with %j', async (config, reason) => {
    const access = await one({ name: 'a', server, config });
    expect(access).toEqual({
      type: 'not-asked',
      server,
      reason: expect.stringMatching(reason),
    });
    expect(JSON.stringify(access)).not.toContain('hunter2');
  });

  it('passes on that it is not verified, for the guard to judge', async () => {
    expect(
      await one({
        server,
        config: { bearerToken: 't', tlsClientConfig: { insecure: true } },
      }),
    ).toMatchObject({ connection: { skipTlsVerify: true } });
  });

  it('tells a Secret that cannot be understood, without what is in it, and takes the others', async () => {
    const { records, problems } = await read(hubOf('argocd'), {
      secrets: [
        secret('no-server', { name: 'x' }),
        secret('no-json', { server, config: '{"bearerToken": "hunter2' }),
        secret('no-token', { server, config: { bearerToken: 7 } }),
        secret('good', { name: 'a', server, config: { bearerToken: 't' } }),
        secret('twice', { name: 'a', server, config: { bearerToken: 't' } }),
        object('no-data', { kind: 'Secret' }),
        object('hostile', {
          kind: 'Secret',
          data: JSON.parse('{"__proto__":{"server":"eA=="},"server":7}'),
        }),
      ],
    });
    expect(records.map(({ name }) => name)).toEqual(['a']);
    expect(problems.map(({ message }) => message.split("'")[1])).toEqual([
      'no-server',
      'no-json',
      'no-token',
      'twice',
      'no-data',
      'hostile',
    ]);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });
});

describe('capi', () => {
  const kubeconfig = (user: unknown, cluster: object = {}) => ({
    apiVersion: 'v1',
    clusters: [
      { name: 'c', cluster: { server: 'https://c.example', ...cluster } },
    ],
    users: [{ name: 'u', user }],
    contexts: [
      { name: 'admin', context: { cluster: 'c', user: 'u' } },
      { name: 'other', context: { cluster: 'c' } },
    ],
    'current-context': 'admin',
  });
  const secret = (
    name: string,
    value: string,
    type = 'cluster.x-k8s.io/secret',
  ) => object(`${name}-kubeconfig`, { type, data: { value: base64(value) } });
  const readAll = (secrets: KubernetesObject[], names: string[]) =>
    read(hubOf('capi', { namespace: 'fleet' }), {
      clusters: names.map(name => object(name)),
      secrets,
    });
  const accessOf = async (text: string) =>
    (await readAll([secret('a', text)], ['a'])).records[0].access;

  it('takes the current context of the kubeconfig of each Cluster', async () => {
    const { records } = await readAll(
      [
        secret(
          'a',
          stringify(
            kubeconfig({
              'client-certificate-data': base64('CERT'),
              'client-key-data': base64('KEY'),
            }),
          ),
        ),
        secret('left-over', stringify(kubeconfig({ token: 't' }))),
        secret('b', stringify(kubeconfig({ token: 't' })), 'Opaque'),
      ],
      ['a', 'b'],
    );
    expect(records).toEqual([
      {
        name: 'a',
        origin: 'hub',
        hub: { cluster: 'mgmt', name: 'a' },
        access: {
          type: 'direct',
          connection: {
            server: 'https://c.example',
            clientCertificate: 'CERT',
            clientKey: 'KEY',
          },
        },
      },
      expect.objectContaining({
        name: 'b',
        access: {
          type: 'not-asked',
          reason: expect.stringContaining('no kubeconfig for it yet'),
        },
      }),
    ]);
  });

  it.each([
    [
      kubeconfig({
        exec: {
          command: 'sh',
          args: ['-c', 'id'],
          apiVersion: 'client.authentication.k8s.io/v1',
        },
      }),
      /fleet\.exec/,
    ],
    [kubeconfig({ tokenFile: '/var/run/secrets/token' }), /tokenFile/],
    [kubeconfig({ 'client-key': '/etc/key' }), /client-key/],
    [kubeconfig({ token: 't' }, { 'proxy-url': 'http://p' }), /proxy-url/],
    [
      { ...kubeconfig({ token: 't' }), 'current-context': 'gone' },
      /which of its contexts/,
    ],
  ])(
    'lets a kubeconfig of the hub do nothing to the portal',
    async (content, reason) => {
      expect(await accessOf(stringify(content))).toMatchObject({
        type: 'not-asked',
        reason: expect.stringMatching(reason),
      });
    },
  );

  it.each(['token: hunter2: [', '[]', ''])(
    'does not quote a kubeconfig that is none (%p)',
    async text => {
      const access = await accessOf(text);
      expect(access).toMatchObject({ type: 'not-asked' });
      expect(JSON.stringify(access)).not.toContain('hunter2');
    },
  );
});

describe('ocm', () => {
  const cluster = (name: string, accepted = true) =>
    object(name, { spec: { hubAcceptsClient: accepted } });
  const hub = hubOf('ocm', {
    server: 'https://proxy.example/base/',
    serviceAccount: 'fleet-reader',
    caData: 'CA',
  });

  it('goes through the proxy, with a token that is read when it is needed', async () => {
    const asked: unknown[] = [];
    const payload = Buffer.from('{"exp":1800000000}').toString('base64url');
    const { records } = await read(
      hub,
      { managedclusters: [cluster('cluster1')] },
      {
        getObject: async (_resource, name) => {
          asked.push(name);
          return object('fleet-reader', {
            data: { token: base64(`h.${payload}.s`) },
          });
        },
      },
    );
    expect(asked).toEqual([]);
    const [{ access, origin }] = records;
    if (access.type !== 'direct') throw new Error(access.reason);
    expect(origin).toBe('operator');
    expect(access.connection).toMatchObject({
      server: 'https://proxy.example/base/cluster1',
      caData: 'CA',
    });
    await expect(access.connection.tokenProvider?.getToken()).resolves.toEqual({
      token: `h.${payload}.s`,
      expiresAt: 1_800_000_000_000,
    });
    expect(asked).toEqual([{ namespace: 'cluster1', name: 'fleet-reader' }]);
  });

  it.each([
    ['not-served', /create the ManagedServiceAccount/],
    ['forbidden', /grant rbac\/extension-roles\/open-cluster-management\.yaml/],
    ['unreachable', /cannot be read: down/],
  ] as const)('says why there is no token: %s', async (kind, message) => {
    const { records } = await read(
      hub,
      { managedclusters: [cluster('cluster1')] },
      {
        getObject: async () => {
          throw new KubernetesError(kind, 'down');
        },
      },
    );
    const [{ access }] = records;
    if (access.type !== 'direct') throw new Error(access.reason);
    await expect(access.connection.tokenProvider?.getToken()).rejects.toThrow(
      message,
    );
  });

  it('says what to add where there is no way to it', async () => {
    const { records } = await read(hubOf('ocm'), {
      managedclusters: [cluster('a'), cluster('b', false)],
    });
    expect(
      records.map(({ access }) => access.type === 'not-asked' && access.reason),
    ).toEqual([
      expect.stringMatching(
        /fleet\.hubs\[0\]\.server .* and fleet\.hubs\[0\]\.serviceAccount/,
      ),
      expect.stringContaining('hubAcceptsClient'),
    ]);
  });
});

describe('karmada', () => {
  it("goes through the control plane's proxy, with the hub's own credentials", async () => {
    const { records } = await read(hubOf('karmada'), {
      clusters: [object('member1', { spec: { apiEndpoint: 'https://evil' } })],
    });
    expect(records).toEqual([
      {
        name: 'member1',
        origin: 'operator',
        hub: { cluster: 'mgmt', name: 'member1' },
        access: {
          type: 'direct',
          connection: {
            server:
              'https://hub.example/apis/cluster.karmada.io/v1alpha1/clusters/member1/proxy',
            token: 'hub-token',
          },
        },
      },
    ]);
  });

  it('states the UID that was noted of a cluster, and none that its agent writes', async () => {
    const { records } = await read(hubOf('karmada'), {
      clusters: [
        object('pushed', { spec: { syncMode: 'Push', id: 'uid-1' } }),
        object('pulling', { spec: { syncMode: 'Pull', id: 'uid-2' } }),
        object('unsaid', { spec: { id: 'uid-3' } }),
      ],
    });
    expect(records.map(({ hub }) => hub)).toEqual([
      { cluster: 'mgmt', name: 'pushed', uid: 'uid-1' },
      { cluster: 'mgmt', name: 'pulling' },
      { cluster: 'mgmt', name: 'unsaid' },
    ]);
  });

  it.each(['../../..', 'a/b', 'a..b', 'A', 'a?x', 'a%2f', ''])(
    'goes nowhere else for a name like %p',
    async name => {
      const { records } = await read(hubOf('karmada'), {
        clusters: [object(name)],
      });
      expect(records[0].access).toEqual({
        type: 'not-asked',
        reason: 'its name cannot stand in a URL',
      });
    },
  );
});

describe('rancher', () => {
  const clusters = [
    object('local', { spec: { displayName: 'local' } }),
    object('c-m-abc', { spec: { displayName: 'Production' } }),
  ];
  const accessOf = async (hub: HubConfig, server: string) => {
    const { records } = await read(
      hub,
      { clusters },
      { connection: { server, token: 'hub-token' } },
    );
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ name: 'c-m-abc', title: 'Production' });
    return records[0].access;
  };

  it('goes through the Rancher that the hub itself is reached through', async () => {
    expect(
      await accessOf(
        hubOf('rancher'),
        'https://rancher.example/k8s/clusters/local',
      ),
    ).toMatchObject({
      connection: {
        server: 'https://rancher.example/k8s/clusters/c-m-abc',
        token: 'hub-token',
      },
    });
  });

  it('takes the server and token of app-config', async () => {
    expect(
      await accessOf(
        hubOf('rancher', { server: 'https://r.example/', token: 'own' }),
        'https://10.0.0.1:6443',
      ),
    ).toEqual({
      type: 'direct',
      connection: {
        server: 'https://r.example/k8s/clusters/c-m-abc',
        token: 'own',
      },
    });
  });

  it("never sends the hub's token to another origin", async () => {
    for (const [hub, server] of [
      [hubOf('rancher'), 'https://10.0.0.1:6443'],
      [hubOf('rancher', { server: 'https://r.example' }), 'https://10.0.0.1'],
      [
        hubOf('rancher', { server: 'https://r.example' }),
        'https://rancher.example/k8s/clusters/local',
      ],
    ] as const) {
      const access = await accessOf(hub, server);
      expect(access).toMatchObject({
        type: 'not-asked',
        reason: expect.stringContaining('fleet.hubs[0].token'),
      });
    }
  });
});

describe('cluster-profile', () => {
  const profile = (providers: unknown, key = 'accessProviders') =>
    object(
      'spoke',
      { spec: { displayName: 'Spoke' }, status: { [key]: providers } },
      { namespace: 'inventory' },
    );
  const provider = (name: string, server: string) => ({
    name,
    cluster: { server, 'certificate-authority-data': base64('CA') },
  });
  const accessOf = async (
    one: KubernetesObject,
    over: Partial<HubConfig> = {},
  ) =>
    (
      await read(hubOf('cluster-profile', over), {
        clusterprofiles: [one],
      })
    ).records[0].access;
  const tokens = [
    { name: 'spoke', server: 'https://spoke.example', token: 't' },
  ];

  it.each(['accessProviders', 'credentialProviders'])(
    'takes server and authority from %s, and a token of app-config',
    async key => {
      expect(
        await accessOf(
          profile(
            [{ name: 'x' }, provider('p', 'https://spoke.example/')],
            key,
          ),
          { tokens },
        ),
      ).toEqual({
        type: 'direct',
        connection: {
          server: 'https://spoke.example/',
          caData: 'CA',
          token: 't',
        },
      });
    },
  );

  it('is called by its namespace where several are read', async () => {
    const names = async (over: Partial<HubConfig>) =>
      (
        await read(hubOf('cluster-profile', over), {
          clusterprofiles: [profile([])],
        })
      ).records.map(({ name, title, hub }) => [name, title, hub?.name]);
    expect(await names({})).toEqual([['inventory/spoke', 'Spoke', 'spoke']]);
    expect(await names({ namespace: 'inventory' })).toEqual([
      ['spoke', 'Spoke', 'spoke'],
    ]);
  });

  it('sends a token to no other server than it is for', async () => {
    expect(
      await accessOf(profile([provider('p', 'https://evil.example')]), {
        tokens,
      }),
    ).toMatchObject({
      type: 'not-asked',
      reason: expect.stringContaining('another server'),
    });
  });

  it.each([
    [[provider('gke', 'https://spoke.example')], {}, /plugin 'gke'.*tokens/],
    [[provider('a', 'https://a')], { accessProvider: 'b' }, /provider 'b'/],
    [[], {}, /names no server/],
    [undefined, {}, /names no server/],
    ['x', {}, /names no server/],
  ])('says why %j is not asked', async (providers, over, reason) => {
    expect(await accessOf(profile(providers), over)).toMatchObject({
      type: 'not-asked',
      reason: expect.stringMatching(reason),
    });
  });
});
