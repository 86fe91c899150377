import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { ConfiguredSource } from '../ConfiguredSource';
import { ServerSideCredentials } from '../credentials/ServerSideCredentials';
import { locateByCatalog } from './locateByCatalog';
import { locateByGke, type GkeCluster } from './locateByGke';

const credentials = ServerSideCredentials.create({
  config: mockServices.rootConfig(),
  logger: mockServices.logger.mock(),
  createStrategy: async provider => ({
    getCredential: async ({ name }) => ({
      type: 'bearer token',
      token: `${provider}-of-${name}`,
    }),
  }),
});

describe('locator config', () => {
  const read = (clusterLocatorMethods?: unknown) =>
    ConfiguredSource.create({
      credentials,
      signal: new AbortController().signal,
      config: mockServices.rootConfig({
        data: (clusterLocatorMethods === undefined
          ? {}
          : { kubernetes: { clusterLocatorMethods } }) as never,
      }),
    }).read();

  const good = {
    name: 'good',
    url: 'https://good.example',
    authProvider: 'serviceAccount',
    serviceAccountToken: 'token',
  };
  const one = (cluster: object) =>
    read([{ type: 'config', clusters: [{ ...good, ...cluster }] }]);

  it('reads a cluster with a service account, its CA decoded', async () => {
    const { records, problems } = await one({
      title: 'Good',
      caData: Buffer.from('PEM').toString('base64'),
      skipTLSVerify: true,
    });
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        name: 'good',
        title: 'Good',
        // Of its authentication nothing that is secret.
        kubernetesPlugin: {
          authProvider: 'serviceAccount',
          authMetadata: { 'kubernetes.io/auth-provider': 'serviceAccount' },
        },
        origin: 'operator',
        access: {
          type: 'direct',
          connection: {
            server: 'https://good.example',
            caData: 'PEM',
            token: 'token',
            skipTlsVerify: true,
          },
        },
      },
    ]);
  });

  it('takes provider and token from the block of metadata, which wins', async () => {
    const { records } = await one({
      authProvider: 'google',
      authMetadata: {
        'kubernetes.io/auth-provider': 'serviceAccount',
        serviceAccountToken: 'other',
      },
    });
    expect(records[0].access).toMatchObject({ connection: { token: 'other' } });
  });

  it('names the key of what is wrong and keeps the rest', async () => {
    const { records, problems } = await read([
      {
        type: 'config',
        clusters: [
          { ...good, name: 'a', url: 'not a url' },
          { ...good, name: 'b', url: 'ftp://b.example' },
          { ...good, name: 'd', url: 'https://me:hunter2@d.example' },
          good,
          { ...good, url: 'https://other.example' },
          { url: 'https://nameless.example' },
          { ...good, name: 'c', caFile: '/does/not/exist' },
        ],
      },
      { type: 'spreadsheet' },
      { type: 'config' },
    ]);
    expect(records.map(({ name }) => name)).toEqual(['good']);
    const at = 'kubernetes.clusterLocatorMethods';
    expect(problems.map(({ key, value }) => [key, value])).toEqual([
      [`${at}[0].clusters[0].url`, 'not a url'],
      [`${at}[0].clusters[1].url`, 'ftp://b.example'],
      [`${at}[0].clusters[2].url`, 'https://d.example'],
      [`${at}[0].clusters[4].name`, 'good'],
      [`${at}[0].clusters[5].name`, undefined],
      [`${at}[0].clusters[6].caFile`, '/does/not/exist'],
      [`${at}[1].type`, 'spreadsheet'],
      [`${at}[2].clusters`, undefined],
    ]);
  });

  it.each(['google', 'oidc', 'aks'])(
    "lists a cluster of provider '%s' as not asked, with the key to add",
    async authProvider => {
      const { records } = await one({ authProvider });
      expect(records[0].access).toMatchObject({
        type: 'not-asked',
        server: 'https://good.example',
        reason: expect.stringContaining(
          'kubernetes.clusterLocatorMethods[0].clusters[0].authProvider',
        ),
      });
    },
  );

  it.each(['aws', 'azure', 'googleServiceAccount'])(
    "gets tokens of provider '%s' by the plugin's own strategy",
    async authProvider => {
      const { records } = await one({ authProvider });
      const { access } = records[0];
      if (access.type !== 'direct') throw new Error(access.reason);
      const { tokenProvider } = access.connection;
      expect(tokenProvider?.ambient).toBe(true);
      expect(await tokenProvider?.getToken()).toMatchObject({
        token: `${authProvider}-of-good`,
      });
    },
  );

  it('makes other tokens of another role', async () => {
    const keyOf = async (assumeRole: string) => {
      const { records } = await one({ authProvider: 'aws', assumeRole });
      const { access } = records[0];
      return access.type === 'direct' && access.connection.tokenProvider?.key;
    };
    expect(await keyOf('a')).toBe(await keyOf('a'));
    expect(await keyOf('a')).not.toBe(await keyOf('b'));
  });

  it('asks without a token through kubectl proxy, on this machine by its own word', async () => {
    const { records } = await read([{ type: 'localKubectlProxy' }]);
    expect(records).toEqual([
      {
        name: 'local',
        origin: 'operator',
        access: {
          type: 'direct',
          connection: {
            server: 'http://localhost:8001',
            networkPolicy: {
              allowPrivate: true,
              allow: ['localhost', '127.0.0.1', '::1'],
            },
          },
        },
      },
    ]);
  });

  it('says that nothing is configured by an empty set, not by a failure', async () => {
    await expect(read()).resolves.toEqual({ records: [], problems: [] });
    expect((await read('none')).problems).toEqual([
      {
        key: 'kubernetes.clusterLocatorMethods',
        message: expect.stringContaining('has to be a list'),
      },
    ]);
  });
});

describe('locator catalog', () => {
  const resource = (
    name: string,
    annotations: Record<string, string>,
    over: Partial<Entity> = {},
  ): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      title: `Cluster ${name}`,
      annotations: {
        'kubernetes.io/api-server': `https://${name}.example`,
        'kubernetes.io/api-server-certificate-authority':
          Buffer.from('PEM').toString('base64'),
        'kubernetes.io/auth-provider': 'googleServiceAccount',
        ...annotations,
      },
    },
    spec: { type: 'kubernetes-cluster' },
    ...over,
  });
  const read = (entities: Entity[], method: Record<string, unknown> = {}) =>
    locateByCatalog({
      method,
      key: 'kubernetes.clusterLocatorMethods[0]',
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
      credentials,
    });

  it('reads the Resources that the Kubernetes plugin reads', async () => {
    const { records, problems } = await read([
      resource('a', {}),
      resource('b', {}, { spec: { type: 'database' } }),
      resource('c', {}, { kind: 'Component' }),
      // Fleet said it itself.
      resource('d', {
        'backstage.io/managed-by-origin-location': 'fleet:clusters/c-1',
      }),
    ]);
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        name: 'a',
        title: 'Cluster a',
        kubernetesPlugin: {
          authProvider: 'googleServiceAccount',
          authMetadata: {
            'kubernetes.io/auth-provider': 'googleServiceAccount',
          },
        },
        origin: 'catalog',
        access: {
          type: 'direct',
          connection: {
            server: 'https://a.example',
            caData: 'PEM',
            tokenProvider: expect.objectContaining({ ambient: true }),
          },
        },
      },
    ]);
  });

  it('takes no token and no file from an entity', async () => {
    const { records } = await read([
      resource('a', {
        'kubernetes.io/auth-provider': 'serviceAccount',
        serviceAccountToken: 'hunter2',
      }),
    ]);
    expect(records[0].access).toMatchObject({
      type: 'not-asked',
      reason: expect.stringContaining('app-config'),
    });
  });

  it('follows what its own keys allow, and no more', async () => {
    const entities = [
      resource('a', {
        'kubernetes.io/api-server': 'https://api.corp.example',
        'kubernetes.io/skip-tls-verify': 'true',
      }),
    ];
    const connectionOf = async (method: Record<string, unknown>) => {
      const { access } = (await read(entities, method)).records[0];
      return access.type === 'direct' && access.connection;
    };
    const plain = await connectionOf({});
    expect(plain).not.toHaveProperty('skipTlsVerify');
    expect(plain).not.toHaveProperty('networkPolicy');
    expect(
      await connectionOf({
        dangerouslyAllowClusterUrls: ['*.corp.example'],
        dangerouslyAllowSkipTLSVerify: true,
      }),
    ).toMatchObject({
      skipTlsVerify: true,
      networkPolicy: { allowPrivate: false, allow: ['api.corp.example'] },
    });
    expect(
      await connectionOf({ dangerouslyAllowClusterUrls: ['*.other.example'] }),
    ).not.toHaveProperty('networkPolicy');
  });

  it('tells two Resources of one name', async () => {
    const twin = resource('a', {});
    twin.metadata.namespace = 'other';
    const { records, problems } = await read([resource('a', {}), twin]);
    expect(records).toHaveLength(1);
    expect(problems).toEqual([
      {
        key: "kubernetes.clusterLocatorMethods[0]: Resource 'other/a'",
        value: 'a',
        message: expect.stringContaining('earlier cluster'),
      },
    ]);
  });
});

describe('locator gke', () => {
  const requests: string[] = [];
  const read = (
    method: Record<string, unknown>,
    clusters: GkeCluster[],
    missingZones: string[] = [],
  ) =>
    locateByGke({
      method: { projectId: 'p', ...method },
      key: 'kubernetes.clusterLocatorMethods[0]',
      client: {
        listClusters: async ({ parent }) => {
          requests.push(parent);
          return [{ clusters, missingZones }];
        },
      },
      credentials,
    });
  const cluster: GkeCluster = {
    name: 'a',
    endpoint: '34.1.2.3',
    resourceLabels: { team: 'x' },
    masterAuth: { clusterCaCertificate: Buffer.from('PEM').toString('base64') },
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: { endpoint: 'gke-1.gke.goog' },
    },
  };

  beforeEach(() => {
    requests.length = 0;
  });

  it('asks for one project, everywhere unless a region is named', async () => {
    await read({}, []);
    await read({ region: 'europe-west4' }, []);
    expect(requests).toEqual([
      'projects/p/locations/-',
      'projects/p/locations/europe-west4',
    ]);
  });

  it('signs in as whoever looks unless told otherwise, so it is not asked', async () => {
    const { records } = await read({}, [cluster]);
    expect(records[0].access).toEqual({
      type: 'not-asked',
      server: 'https://34.1.2.3',
      reason: expect.stringContaining(
        'kubernetes.clusterLocatorMethods[0].authProvider',
      ),
    });
  });

  it('connects with the service account, to the endpoint that is wanted', async () => {
    const serverOf = async (method: object, one = cluster) => {
      const { records } = await read(
        { authProvider: 'googleServiceAccount', ...method },
        [one],
      );
      const { access } = records[0];
      return access.type === 'direct'
        ? [access.connection.server, access.connection.caData]
        : access.reason;
    };
    expect(await serverOf({})).toEqual(['https://34.1.2.3', 'PEM']);
    expect(await serverOf({ endpointType: 'dns' })).toEqual([
      'https://gke-1.gke.goog',
      undefined,
    ]);
    expect(
      await serverOf(
        { endpointType: 'dns' },
        { ...cluster, controlPlaneEndpointsConfig: null },
      ),
    ).toEqual(['https://34.1.2.3', 'PEM']);
    expect(await serverOf({}, { name: 'a' })).toContain('no endpoint');
  });

  it('takes only clusters with all labels', async () => {
    const names = async (matchingResourceLabels: object[]) =>
      (
        await read({ matchingResourceLabels }, [
          cluster,
          { ...cluster, name: 'b', resourceLabels: null },
        ])
      ).records.map(({ name }) => name);
    expect(await names([])).toEqual(['a', 'b']);
    expect(await names([{ key: 'team', value: 'x' }])).toEqual(['a']);
    expect(
      await names([
        { key: 'team', value: 'x' },
        { key: 'tier', value: '1' },
      ]),
    ).toEqual([]);
  });

  it('does not take an answer in part for all there is', async () => {
    await expect(read({}, [cluster], ['europe-west4-a'])).rejects.toThrow(
      'lacks zones (europe-west4-a)',
    );
    await expect(read({ projectId: undefined }, [cluster])).rejects.toThrow(
      'projectId',
    );
    await expect(read({ endpointType: 'x' }, [cluster])).rejects.toThrow(
      'endpointType',
    );
  });
});
