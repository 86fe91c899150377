import type {
  ClusterRecord,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';
import { stringify } from 'yaml';
import { answer, FakeCluster, refusal } from '../../__testUtils__/FakeCluster';
import { RecordingAudit } from '../../__testUtils__/RecordingAudit';
import type { HubConfig } from '../../config/FleetConfig';
import { GuardedSource } from '../guard/GuardedSource';
import { ToldClusters } from '../guard/ToldClusters';
import { HubSource } from './HubSource';
import type { HubIdentity } from './readHubIdentity';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const NETWORK = {
  allow: ['127.0.0.0/8', '10.0.0.0/8'],
  allowSkipTlsVerify: [],
  allowAmbientCredentials: [],
};

function list(kind: string, apiVersion: string, items: object[]) {
  return answer({
    apiVersion,
    kind: `${kind}List`,
    metadata: { resourceVersion: '1' },
    items,
  });
}

const metadata = (name: string) => ({
  name,
  namespace: 'argocd',
  uid: `uid-${name}`,
  resourceVersion: '1',
});

const secret = (name: string, server: string, token = 't') => ({
  metadata: metadata(name),
  type: 'Opaque',
  data: {
    name: base64(name),
    server: base64(server),
    config: base64(JSON.stringify({ bearerToken: token })),
  },
});

const SECRETS = '/api/v1/namespaces/argocd/secrets';

describe('HubSource', () => {
  let hubCluster: FakeCluster;
  let told: ToldClusters;
  let audit: RecordingAudit;
  const known: { identity: HubIdentity } = { identity: {} };
  const abort = { controller: new AbortController() };
  const heard = {
    records: [] as ClusterRecord[][],
    problems: [] as ConfigurationProblem[][],
  };

  beforeEach(async () => {
    hubCluster = await FakeCluster.start();
    told = new ToldClusters();
    audit = new RecordingAudit();
    abort.controller = new AbortController();
    heard.records = [];
    heard.problems = [];
    known.identity = {};
  });
  afterEach(async () => {
    abort.controller.abort();
    await hubCluster.stop();
  });

  function tellHub(server = hubCluster.url) {
    told.tell('kubernetes', [
      {
        name: 'mgmt',
        origin: 'operator',
        access: {
          type: 'direct',
          connection: {
            server,
            token: 'hub-token',
            networkPolicy: { allowPrivate: true, allow: NETWORK.allow },
          },
        },
      },
    ]);
  }

  async function connect(over: Partial<HubConfig> = {}, intervalMs = 60_000) {
    const source = GuardedSource.create({
      network: NETWORK,
      told,
      source: HubSource.create({
        hubs: told,
        audit,
        identityOf: async () => known.identity,
        signal: abort.controller.signal,
        timing: { intervalMs, firstMs: intervalMs },
        hub: {
          cluster: 'mgmt',
          type: 'argocd',
          trusted: false,
          tokens: [],
          key: 'fleet.hubs[0]',
          ...over,
        },
      }),
    });
    await source.connect({
      replaceClusters: async records => {
        heard.records.push(records);
      },
      replaceProblems: problems => {
        heard.problems.push(problems);
      },
    });
    return source;
  }

  async function until(holds: () => boolean): Promise<void> {
    for (let turn = 0; turn < 500 && !holds(); turn += 1) {
      await new Promise(resolve => {
        setTimeout(resolve, 10);
      });
    }
    expect(holds()).toBe(true);
  }

  it('waits for its hub, reads only the Secrets that it may, and tells what is to be asked', async () => {
    hubCluster.instead.set(
      SECRETS,
      list('Secret', 'v1', [
        secret('prod', 'https://prod.example'),
        secret('inside', 'https://10.0.0.7:6443'),
        secret('metadata', 'https://169.254.169.254'),
      ]),
    );
    const { id } = await connect();
    expect(id).toBe('hub:argocd:mgmt');
    expect(heard).toEqual({ records: [], problems: [] });
    tellHub();
    await until(() => heard.records.length === 1);
    expect(hubCluster.seen).toEqual([SECRETS]);
    expect(
      heard.records[0].map(({ name, access }) => [
        name,
        access.type === 'direct' ? access.connection.token : access.reason,
      ]),
    ).toEqual([
      ['prod', 't'],
      ['inside', 't'],
      ['metadata', expect.stringContaining('metadata service')],
    ]);
    expect(heard.problems).toEqual([[]]);
    expect(audit.entries).toEqual([
      {
        event: 'hub-credentials-read',
        target: { id: 'hub:argocd:mgmt', name: 'mgmt' },
        reason: 'the first time since this replica started',
        after: { secrets: 3, names: ['inside', 'metadata', 'prod'] },
        result: 'succeeded',
      },
    ]);
  });

  it('reads no credentials where that cannot be recorded', async () => {
    hubCluster.instead.set(
      SECRETS,
      list('Secret', 'v1', [secret('prod', 'https://prod.example')]),
    );
    audit.failure = new Error('no database');
    tellHub();
    await connect({}, 30);
    await until(() => heard.problems.length > 1);
    expect(hubCluster.seen).toEqual([]);
    expect(heard.records).toEqual([]);
    expect(heard.problems.at(-1)).toMatchObject([
      { message: expect.stringContaining('could not be read') },
    ]);
    audit.failure = undefined;
    await until(() => heard.records.length > 0);
    expect(audit.entries).toHaveLength(1);
  });

  it('leaves the last set standing when it may not be read, and says what to grant', async () => {
    hubCluster.instead.set(
      SECRETS,
      list('Secret', 'v1', [secret('prod', 'https://prod.example')]),
    );
    tellHub();
    await connect({}, 30);
    await until(() => heard.records.length > 0);
    hubCluster.instead.set(SECRETS, refusal(403, 'Forbidden', 'no'));
    await until(() => heard.problems.at(-1)?.length === 1);
    const count = heard.records.length;
    expect(heard.problems.at(-1)).toEqual([
      {
        key: 'fleet.hubs[0]',
        value: 'mgmt',
        message: expect.stringContaining('rbac/extension-roles/argocd.yaml'),
      },
    ]);
    const asked = hubCluster.seen.length;
    await until(() => hubCluster.seen.length > asked + 1);
    expect(heard.records).toHaveLength(count);
    // It comes back by itself, and a removed entry goes.
    hubCluster.instead.set(SECRETS, list('Secret', 'v1', []));
    await until(() => heard.records.length > count);
    expect(heard.records.at(-1)).toEqual([]);
    expect(heard.problems.at(-1)).toEqual([]);
  });

  it('follows its hub to another address at once', async () => {
    const moved = await FakeCluster.start();
    try {
      hubCluster.instead.set(SECRETS, list('Secret', 'v1', []));
      moved.instead.set(
        SECRETS,
        list('Secret', 'v1', [secret('new', 'https://new.example')]),
      );
      tellHub();
      await connect();
      await until(() => heard.records.length === 1);
      tellHub(moved.url);
      await until(() => heard.records.length === 2);
      expect(heard.records[1].map(({ name }) => name)).toEqual(['new']);
    } finally {
      await moved.stop();
    }
  });

  describe('when its hub may be another cluster than it was', () => {
    const showUid = (uid: string) =>
      hubCluster.instead.set(
        '/api/v1/namespaces/kube-system',
        answer({ metadata: { name: 'kube-system', uid } }),
      );

    beforeEach(() => {
      hubCluster.instead.set(
        SECRETS,
        list('Secret', 'v1', [secret('prod', 'https://prod.example')]),
      );
    });

    it.each([
      [
        'it shows another UID',
        () => showUid('uid-2'),
        'its address now leads to another cluster (kube-system has UID uid-2, it was uid-1)',
      ],
      [
        'a collector holds it back',
        () => {
          known.identity = { uid: 'uid-1', quarantined: 'it is another' };
        },
        'it is another',
      ],
    ])(
      'regression: reads no credentials while %s, keeps what it told and says so',
      async (_, change, reason) => {
        known.identity = { uid: 'uid-1' };
        showUid('uid-1');
        tellHub();
        await connect({}, 30);
        await until(() => heard.records.length > 0);
        change();
        await until(() => heard.problems.at(-1)?.length === 1);
        expect(heard.problems.at(-1)).toEqual([
          {
            key: 'fleet.hubs[0]',
            value: 'mgmt',
            message: `nothing is read from the hub, since ${reason}. Its clusters stay as they were`,
          },
        ]);
        const [before, asked] = [heard.records.length, hubCluster.seen.length];
        const problems = heard.problems.length;
        await until(() => heard.problems.length > problems + 2);
        expect(hubCluster.seen.slice(asked)).not.toContain(SECRETS);
        expect(heard.records).toHaveLength(before);
        // It is read again once it is the one that it was.
        known.identity = { uid: 'uid-1' };
        showUid('uid-1');
        await until(() => heard.records.length > before);
        expect(heard.problems.at(-1)).toEqual([]);
      },
    );

    it('is read where it never showed who it is, or may not say', async () => {
      hubCluster.instead.set(
        '/api/v1/namespaces/kube-system',
        refusal(403, 'Forbidden', 'no'),
      );
      known.identity = { uid: 'uid-1' };
      tellHub();
      await connect();
      await until(() => heard.records.length === 1);
      expect(hubCluster.seen).toContain(SECRETS);
    });

    it('regression: gets no token for a cluster from it either', async () => {
      const group = 'cluster.open-cluster-management.io';
      hubCluster.instead.set(
        `/apis/${group}/v1/managedclusters`,
        list('ManagedCluster', `${group}/v1`, [
          {
            apiVersion: `${group}/v1`,
            kind: 'ManagedCluster',
            metadata: metadata('spoke'),
            spec: { hubAcceptsClient: true },
          },
        ]),
      );
      hubCluster.instead.set(
        '/api/v1/namespaces/spoke/secrets/fleet',
        answer({
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: metadata('fleet'),
          data: { token: base64('t') },
        }),
      );
      known.identity = { uid: 'uid-1' };
      showUid('uid-1');
      tellHub();
      await connect({
        type: 'ocm',
        server: 'https://proxy.example',
        serviceAccount: 'fleet',
      });
      await until(() => heard.records.length === 1);
      const { access } = heard.records[0][0];
      const provider =
        access.type === 'direct' ? access.connection.tokenProvider : undefined;
      expect(await provider?.getToken()).toEqual({ token: 't' });
      showUid('uid-2');
      await expect(provider?.getToken()).rejects.toThrow(
        /leads to another cluster/,
      );
    });
  });

  it('says when nobody knows its hub', async () => {
    await connect({}, 10);
    await until(() => heard.problems.length > 0);
    expect(heard.problems[0]).toEqual([
      {
        key: 'fleet.hubs[0].cluster',
        value: 'mgmt',
        message: expect.stringContaining('is the name of no cluster'),
      },
    ]);
    expect(heard.records).toEqual([]);
  });

  it('bounds what a hub can say of itself', async () => {
    hubCluster.instead.set(
      SECRETS,
      list(
        'Secret',
        'v1',
        Array.from({ length: 60 }, (_, index) => ({
          metadata: metadata(`bad-${index}`),
        })),
      ),
    );
    tellHub();
    await connect();
    await until(() => heard.problems.length === 1);
    expect(heard.problems[0]).toHaveLength(21);
    expect(heard.problems[0].at(-1)?.message).toBe('and 40 more');
  });

  it('reads Cluster API: Clusters in the version that is served, and their kubeconfigs', async () => {
    const group = 'cluster.x-k8s.io';
    hubCluster.instead.set(
      '/apis',
      answer({
        kind: 'APIGroupList',
        groups: [
          {
            name: group,
            versions: [
              { groupVersion: `${group}/v1beta1`, version: 'v1beta1' },
            ],
            preferredVersion: {
              groupVersion: `${group}/v1beta1`,
              version: 'v1beta1',
            },
          },
        ],
      }),
    );
    hubCluster.instead.set(
      `/apis/${group}/v1beta1`,
      answer({
        kind: 'APIResourceList',
        groupVersion: `${group}/v1beta1`,
        resources: [
          {
            name: 'clusters',
            kind: 'Cluster',
            namespaced: true,
            verbs: ['get', 'list', 'watch'],
          },
        ],
      }),
    );
    hubCluster.instead.set(
      `/apis/${group}/v1beta1/namespaces/fleet/clusters`,
      list('Cluster', `${group}/v1beta1`, [
        {
          apiVersion: `${group}/v1beta1`,
          kind: 'Cluster',
          metadata: metadata('workload'),
        },
      ]),
    );
    hubCluster.instead.set(
      '/api/v1/namespaces/fleet/secrets',
      list('Secret', 'v1', [
        {
          metadata: metadata('workload-kubeconfig'),
          type: 'cluster.x-k8s.io/secret',
          data: {
            value: base64(
              stringify({
                clusters: [
                  { name: 'c', cluster: { server: 'https://10.1.1.1:6443' } },
                ],
                users: [{ name: 'u', user: { token: 'w' } }],
                contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
              }),
            ),
          },
        },
      ]),
    );
    tellHub();
    await connect({ type: 'capi', namespace: 'fleet' });
    await until(() => heard.records.length + heard.problems.length > 1);
    expect(heard.problems).toEqual([[]]);
    expect(heard.records[0]).toMatchObject([
      {
        name: 'workload',
        access: {
          type: 'direct',
          connection: { server: 'https://10.1.1.1:6443', token: 'w' },
        },
      },
    ]);
  });

  it('reads Karmada, and what it tells can be connected to', async () => {
    const group = 'cluster.karmada.io';
    hubCluster.instead.set(
      `/apis/${group}/v1alpha1/clusters`,
      list('Cluster', `${group}/v1alpha1`, [
        {
          apiVersion: `${group}/v1alpha1`,
          kind: 'Cluster',
          metadata: metadata('member1'),
        },
      ]),
    );
    tellHub();
    await connect({ type: 'karmada' });
    await until(() => heard.records.length === 1);
    expect(heard.records[0]).toMatchObject([
      {
        name: 'member1',
        origin: 'operator',
        access: {
          type: 'direct',
          connection: {
            server: `${hubCluster.url}/apis/${group}/v1alpha1/clusters/member1/proxy`,
            token: 'hub-token',
            networkPolicy: { allowPrivate: true },
          },
        },
      },
    ]);
    expect(told.find('hub:karmada:mgmt/member1').outcome).toBe('found');
  });
});
