import type {
  ClusterDetails,
  FetchResponseWrapper,
  KubernetesCredential,
  KubernetesFetcher,
  ObjectFetchParams,
} from '@backstage/plugin-kubernetes-node';
import { own } from '../__testUtils__/connection';
import { CredentialMarks } from '../credentials/CredentialMarks';
import { FleetFetcher } from './FleetFetcher';

const OK: FetchResponseWrapper = { errors: [], responses: [] };
const TOKEN: KubernetesCredential = { type: 'bearer token', token: 't' };
const OURS: ClusterDetails = {
  name: 'blue',
  url: 'https://blue.example',
  authMetadata: {
    'kubernetes.io/auth-provider': 'fleet',
    'fleet.backstage.io/cluster-id': 'c-1',
  },
};

function begin(answer: () => Promise<FetchResponseWrapper> = async () => OK) {
  const asked: [ClusterDetails, KubernetesCredential][] = [];
  const inner: KubernetesFetcher = {
    fetchObjectsForService: ({ clusterDetails, credential }) => {
      asked.push([clusterDetails, credential]);
      return answer();
    },
    fetchPodMetricsByNamespaces: (clusterDetails, credential) => {
      asked.push([clusterDetails, credential]);
      return answer();
    },
  };
  const marks = new CredentialMarks();
  const fetcher = FleetFetcher.create({ own: inner, marks, timeoutMs: 50 });
  return {
    asked,
    marks,
    objects: (clusterDetails: ClusterDetails, credential = TOKEN) =>
      fetcher.fetchObjectsForService({
        clusterDetails,
        credential,
      } as ObjectFetchParams),
    metrics: (clusterDetails: ClusterDetails, credential = TOKEN) =>
      fetcher.fetchPodMetricsByNamespaces(
        clusterDetails,
        credential,
        new Set(),
      ),
  };
}

const errorOf = (message: unknown) => ({
  errors: [{ errorType: 'FETCH_ERROR', message }],
  responses: [],
});

describe('FleetFetcher', () => {
  it('does not ask a cluster without a credential, and says why', async () => {
    const { objects, metrics, asked, marks } = begin();
    const withheld = marks.mark({ type: 'withheld', message: 'not shared' });
    expect(await objects(OURS, withheld)).toEqual(errorOf('not shared'));
    expect(await metrics(OURS, withheld)).toEqual(errorOf('not shared'));
    expect(asked).toEqual([]);
  });

  it('asks one that needs none as the plugin asks without', async () => {
    const { objects, asked, marks } = begin();
    expect(await objects(OURS, marks.mark({ type: 'none' }))).toEqual(OK);
    expect(asked[0][0].authMetadata['kubernetes.io/auth-provider']).toBe(
      'localKubectlProxy',
    );
    expect(asked[0][1]).toEqual({ type: 'anonymous' });
  });

  it.each<[string, () => Promise<FetchResponseWrapper>, unknown]>([
    [
      'fails',
      async () => {
        throw new TypeError("items is not iterable\nat 'x'");
      },
      'items is not iterable',
    ],
    [
      'hangs',
      () => new Promise(() => {}),
      'it did not answer within 0.05 seconds',
    ],
  ])(
    'makes a cluster that %s an error of its own',
    async (_, answer, message) => {
      const { objects, metrics } = begin(answer);
      expect(await objects(OURS)).toEqual(errorOf(message));
      expect(await metrics(OURS)).toEqual(errorOf(message));
    },
  );

  it('takes no list that is none', async () => {
    const list = (resources: unknown) =>
      ({ type: 'pods', resources } as FetchResponseWrapper['responses'][0]);
    const { objects } = begin(async () => ({
      errors: [],
      responses: [
        list([{ kind: 'Pod' }]),
        list(undefined),
        list(1),
        list([null]),
        list({ length: 1 }),
      ],
    }));
    const { errors, responses } = await objects(OURS);
    expect(responses).toEqual([list([{ kind: 'Pod' }])]);
    expect(errors).toHaveLength(4);
    expect(errors[0]).toEqual({
      errorType: 'FETCH_ERROR',
      message: 'it answered something else than a list of pods',
    });
  });

  it('leaves clusters of others as they are', async () => {
    const details = own('a');
    const { objects, asked } = begin(async () => {
      throw new Error('as ever');
    });
    await expect(objects(details)).rejects.toThrow('as ever');
    expect(asked[0][0]).toBe(details);
    expect(asked[0][1]).toBe(TOKEN);
  });
});
