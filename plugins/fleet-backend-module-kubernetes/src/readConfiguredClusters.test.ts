import { mockServices } from '@backstage/backend-test-utils';
import { readConfiguredClusters } from './readConfiguredClusters';

function read(clusterLocatorMethods: unknown) {
  return readConfiguredClusters(
    mockServices.rootConfig({
      data: { kubernetes: { clusterLocatorMethods } } as never,
    }),
  );
}

const good = {
  name: 'good',
  url: 'https://good.example',
  authProvider: 'serviceAccount',
  serviceAccountToken: 'token',
};

describe('readConfiguredClusters', () => {
  it('reads a cluster with a service account, its CA decoded', async () => {
    const { records, problems } = await read([
      {
        type: 'config',
        clusters: [
          {
            ...good,
            title: 'Good',
            caData: Buffer.from('PEM').toString('base64'),
          },
        ],
      },
    ]);
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        name: 'good',
        title: 'Good',
        access: {
          type: 'direct',
          connection: {
            server: 'https://good.example',
            caData: 'PEM',
            token: 'token',
          },
        },
      },
    ]);
  });

  it('names the key of what is wrong and keeps the rest', async () => {
    const { records, problems } = await read([
      {
        type: 'config',
        clusters: [
          { ...good, name: 'a', url: 'not a url' },
          { ...good, name: 'b', url: 'ftp://b.example' },
          good,
          { ...good, url: 'https://other.example' },
          { url: 'https://nameless.example' },
          { ...good, name: 'c', caFile: '/does/not/exist' },
        ],
      },
      { type: 'gke' },
    ]);
    expect(records.map(({ name }) => name)).toEqual(['good']);
    expect(problems.map(({ key, value }) => [key, value])).toEqual([
      ['kubernetes.clusterLocatorMethods[0].clusters[0].url', 'not a url'],
      [
        'kubernetes.clusterLocatorMethods[0].clusters[1].url',
        'ftp://b.example',
      ],
      ['kubernetes.clusterLocatorMethods[0].clusters[3].name', 'good'],
      ['kubernetes.clusterLocatorMethods[0].clusters[4].name', undefined],
      [
        'kubernetes.clusterLocatorMethods[0].clusters[5].caFile',
        '/does/not/exist',
      ],
      ['kubernetes.clusterLocatorMethods[1].type', 'gke'],
    ]);
  });

  it.each(['google', 'oidc', 'aks', 'aws', 'azure', 'googleServiceAccount'])(
    "lists a cluster of provider '%s' as not asked, with the key to add",
    async authProvider => {
      const { records } = await read([
        { type: 'config', clusters: [{ ...good, authProvider }] },
      ]);
      expect(records).toHaveLength(1);
      expect(records[0].access).toMatchObject({
        type: 'not-asked',
        server: 'https://good.example',
        reason: expect.stringContaining(
          'kubernetes.clusterLocatorMethods[0].clusters[0].authProvider',
        ),
      });
    },
  );

  it('says that nothing is configured by an empty set, not by a failure', async () => {
    await expect(
      readConfiguredClusters(mockServices.rootConfig({ data: {} })),
    ).resolves.toEqual({ records: [], problems: [] });
  });
});
