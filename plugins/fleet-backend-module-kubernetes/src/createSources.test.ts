import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  ClusterRecord,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';
import { createSources } from './createSources';

const METHODS = [
  {
    type: 'config',
    clusters: [
      {
        name: 'a',
        url: 'https://a.example',
        authProvider: 'serviceAccount',
        serviceAccountToken: 't',
      },
    ],
  },
  { type: 'catalog' },
  { type: 'gke', projectId: 'p', region: 'europe-west1' },
  { type: 'gke', projectId: 'p', region: 'europe-west4' },
];

describe('createSources', () => {
  const abort = new AbortController();
  afterAll(() => abort.abort());

  it('makes one source of the configuration, and one of each locator that asks', async () => {
    const gke = { failing: true };
    const sources = createSources({
      config: mockServices.rootConfig({
        data: { kubernetes: { clusterLocatorMethods: METHODS } },
      }),
      logger: mockServices.logger.mock(),
      catalog: catalogServiceMock(),
      auth: mockServices.auth(),
      signal: abort.signal,
      createGkeClient: async () => ({
        listClusters: async () => {
          if (gke.failing) throw new Error('7 PERMISSION_DENIED: no\nmore');
          return [{ clusters: [] }];
        },
      }),
    });
    expect(sources.map(({ id }) => id)).toEqual([
      'kubernetes',
      'kubernetes:catalog',
      'kubernetes:gke:p',
      'kubernetes:gke:p:3',
    ]);
    const told = new Map<
      string,
      { records?: ClusterRecord[]; problems?: ConfigurationProblem[] }
    >();
    for (const source of sources) {
      const heard: {
        records?: ClusterRecord[];
        problems?: ConfigurationProblem[];
      } = {};
      told.set(source.id, heard);
      await source.connect({
        replaceClusters: async records => {
          heard.records = records;
        },
        replaceProblems: problems => {
          heard.problems = problems;
        },
      });
    }
    expect(told.get('kubernetes')?.records).toMatchObject([{ name: 'a' }]);
    expect(told.get('kubernetes:catalog')).toEqual({
      records: [],
      problems: [],
    });
    // Nothing is said of its clusters: what was known of them stands.
    expect(told.get('kubernetes:gke:p')).toEqual({
      problems: [
        {
          key: 'kubernetes.clusterLocatorMethods[2]',
          message:
            'could not be read: 7 PERMISSION_DENIED: no. Its clusters stay as they were',
        },
      ],
    });
  });
});
