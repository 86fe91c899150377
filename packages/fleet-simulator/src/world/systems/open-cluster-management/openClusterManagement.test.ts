import { FleetSimulator } from '../../../FleetSimulator';
import type { ScenarioInput } from '../../scenario/scenarioSchema';
import type { Condition, KubernetesObject } from '../../../types';
import type { AddOn } from './addOns';
import { versionOf } from './baseline';
import type {
  ManagedCluster,
  ManifestWork,
  ManifestWorkReplicaSet,
  Placement,
  PlacementDecision,
} from './types';

const CLUSTER = 'cluster.open-cluster-management.io';
const WORK = 'work.open-cluster-management.io';

function cluster(name: string, rest: object = {}) {
  return {
    name,
    provider: 'aws',
    region: 'eu-west-1',
    zones: ['eu-west-1a'],
    environment: 'production',
    tier: 'critical',
    owner: 'platform',
    kubernetesVersion: '1.35.1',
    nodes: 2,
    instanceType: 'm7i.xlarge',
    delivery: { engine: 'argocd', hub: 'hub' },
    ...rest,
  };
}

/** A hub with five clusters, one out of reach, and one that is not accepted. */
const SCENARIO = {
  name: 'small',
  title: 'Small',
  dnsDomain: 'small.example',
  teams: [{ name: 'platform', title: 'Platform' }],
  clusters: [
    cluster('hub', {
      environment: 'management',
      delivery: { engine: 'argocd' },
      systems: ['open-cluster-management'],
    }),
    cluster('prod-a', { systems: ['open-cluster-management'] }),
    cluster('prod-b', { region: 'us-east-1' }),
    cluster('prod-c', {
      region: 'us-east-1',
      faults: [{ fault: 'refuse' }],
      lostMinutesAgo: 9,
    }),
    cluster('prod-d', { region: 'us-east-1' }),
    cluster('stage-a', { environment: 'staging' }),
    cluster('dev-a', {
      environment: 'development',
      delivery: { engine: 'none' },
    }),
  ],
} as ScenarioInput;

describe('Open Cluster Management', () => {
  let simulator: FleetSimulator;

  beforeEach(async () => {
    simulator = await FleetSimulator.create({ scenario: SCENARIO });
  });

  const store = () => simulator.cluster('hub').store;
  const get = <T extends KubernetesObject>(
    apiVersion: string,
    kind: string,
    name: string,
    namespace?: string,
  ) => {
    const found = store().get<T>({ apiVersion, kind, name, namespace });
    if (!found) throw new Error(`there is no ${kind} ${name}`);
    return found;
  };
  const managed = (name: string) =>
    get<ManagedCluster>(`${CLUSTER}/v1`, 'ManagedCluster', name);
  const work = (name: string) =>
    get<ManifestWork>(`${WORK}/v1`, 'ManifestWork', 'baseline', name);
  const hasWork = (namespace: string) =>
    store().get({
      apiVersion: `${WORK}/v1`,
      kind: 'ManifestWork',
      name: 'baseline',
      namespace,
    }) !== undefined;
  const replicaSet = () =>
    get<ManifestWorkReplicaSet>(
      `${WORK}/v1alpha1`,
      'ManifestWorkReplicaSet',
      'baseline',
      'fleet-baseline',
    );
  const decided = (placement: string) =>
    store()
      .all<PlacementDecision>(`${CLUSTER}/v1beta1`, 'PlacementDecision')
      .filter(
        ({ metadata }) =>
          metadata.labels?.[`${CLUSTER}/placement`] === placement,
      )
      .flatMap(({ status }) =>
        status.decisions.map(({ clusterName }) => clusterName),
      )
      .sort();
  const statusOf = (
    object: { status?: { conditions: Condition[] } },
    type: string,
  ) => {
    const found = object.status?.conditions.find(entry => entry.type === type);
    return found && `${found.status} ${found.reason}`;
  };
  const setTaints = (name: string, taints: object[]) =>
    store().update<ManagedCluster>(
      { apiVersion: `${CLUSTER}/v1`, kind: 'ManagedCluster', name },
      draft => {
        draft.spec.taints = taints as ManagedCluster['spec']['taints'];
      },
    );

  it('manages the clusters of its scenario, and knows how each is', () => {
    const state = (name: string) =>
      statusOf(managed(name), 'ManagedClusterConditionAvailable');
    expect(state('prod-a')).toBe('True ManagedClusterAvailable');
    expect(state('prod-c')).toBe('Unknown ManagedClusterLeaseUpdateStopped');
    expect(managed('prod-c').spec.taints).toEqual([
      {
        key: `${CLUSTER}/unreachable`,
        effect: 'NoSelect',
        timeAdded: '2026-06-01T07:56:00Z',
      },
    ]);
    expect(state('dev-a')).toBeUndefined();
    expect(managed('dev-a').spec.hubAcceptsClient).toBe(false);
    expect(managed('prod-a').status).toMatchObject({
      version: { kubernetes: 'v1.35.1' },
      capacity: { cpu: '8', memory: expect.stringMatching(/^\d+Ki$/) },
    });
    const addOns = store()
      .all<AddOn>(
        'addon.open-cluster-management.io/v1beta1',
        'ManagedClusterAddOn',
      )
      .map(
        addOn => `${addOn.metadata.namespace} ${statusOf(addOn, 'Available')}`,
      );
    expect(addOns).toHaveLength(10);
    expect(
      addOns.filter(text => text.startsWith('prod-c Unknown')),
    ).toHaveLength(2);
    expect(addOns).toContain(
      'prod-b False ManagedClusterAddOnLeaseUpdateStopped',
    );
  });

  it('lets a member claim what the hub was told of it', () => {
    const claims = simulator
      .cluster('prod-a')
      .store.all(`${CLUSTER}/v1alpha1`, 'ClusterClaim')
      .map(({ metadata, spec }) => ({
        name: metadata.name,
        value: (spec as { value: string }).value,
      }));
    expect(claims).toHaveLength(5);
    expect(claims).toEqual(
      expect.arrayContaining(managed('prod-a').status?.clusterClaims ?? []),
    );
    expect(claims).toContainEqual({
      name: 'id.k8s.io',
      value: simulator
        .cluster('prod-a')
        .store.get({ apiVersion: 'v1', kind: 'Namespace', name: 'kube-system' })
        ?.metadata.uid,
    });
  });

  it('places by labels and taints, and says where that is not enough', () => {
    expect(decided('baseline')).toEqual([
      'prod-a',
      'prod-b',
      'prod-c',
      'prod-d',
      'stage-a',
    ]);
    expect(decided('europe')).toEqual(['prod-a']);
    const europe = get<Placement>(
      `${CLUSTER}/v1beta1`,
      'Placement',
      'europe',
      'fleet-baseline',
    );
    expect(statusOf(europe, 'PlacementSatisfied')).toBe(
      'False NotAllDecisionsScheduled',
    );
  });

  it('is in the middle of a rollout: the canary is done, others are not', () => {
    expect(versionOf(work('stage-a').spec)).toBe(8);
    expect(statusOf(work('stage-a'), 'Progressing')).toBe('False Completed');
    expect(versionOf(work('prod-d').spec)).toBe(7);
    expect(statusOf(replicaSet(), 'PlacementRolledOut')).toBe(
      'False Progressing',
    );
  });

  it('moves the rollout on, one cluster at a time, and begins the next', () => {
    const order: string[] = [];
    const seen = new Set<string>();
    for (let tick = 0; tick < 30; tick++) {
      simulator.tick();
      for (const name of ['prod-a', 'prod-b', 'prod-c', 'prod-d']) {
        if (versionOf(work(name).spec) === 8 && !seen.has(name)) {
          seen.add(name);
          order.push(name);
        }
      }
    }
    expect(order).toEqual(['prod-a', 'prod-b', 'prod-c', 'prod-d']);
    expect(statusOf(work('prod-a'), 'Progressing')).toBe('False Completed');
    expect(work('prod-a').status?.conditions).toContainEqual(
      expect.objectContaining({
        type: 'Applied',
        observedGeneration: work('prod-a').metadata.generation,
      }),
    );
    // One agent may not do all of it; one is away, and its status stays as it was.
    expect(statusOf(work('prod-b'), 'Applied')).toBe(
      'False AppliedManifestWorkFailed',
    );
    const lost = work('prod-c');
    expect(lost.metadata.generation).toBe(2);
    expect(
      lost.status?.conditions.map(entry => entry.observedGeneration),
    ).toEqual([1, 1, 1]);
    simulator.tick(25);
    expect(versionOf(replicaSet().spec.manifestWorkTemplate)).toBe(9);
  });

  it('follows a taint: stamps it, decides anew and removes the work, and back', () => {
    setTaints('prod-d', [{ key: 'example.com/drain', effect: 'NoSelect' }]);
    simulator.tick();
    expect(managed('prod-d').spec.taints).toEqual([
      {
        key: 'example.com/drain',
        effect: 'NoSelect',
        timeAdded: '2026-06-01T08:00:03Z',
      },
    ]);
    expect(decided('baseline')).not.toContain('prod-d');
    expect(hasWork('prod-d')).toBe(false);
    setTaints('prod-d', []);
    simulator.tick(30);
    expect(decided('baseline')).toContain('prod-d');
    expect(hasWork('prod-d')).toBe(true);
  });

  it('keeps what it chose where only new choices are forbidden', () => {
    setTaints('prod-d', [{ key: 'example.com/x', effect: 'NoSelectIfNew' }]);
    simulator.tick(2);
    expect(decided('baseline')).toContain('prod-d');
  });

  it('gives a silent cluster up after five minutes, and takes it back', async () => {
    await simulator.cluster('prod-a').fault({ fault: 'refuse' });
    const state = () =>
      statusOf(managed('prod-a'), 'ManagedClusterConditionAvailable');
    simulator.tick(99);
    expect(state()).toBe('True ManagedClusterAvailable');
    simulator.tick(5);
    expect(state()).toBe('Unknown ManagedClusterLeaseUpdateStopped');
    expect(decided('europe')).toEqual([]);
    expect(decided('baseline')).toContain('prod-a');
    await simulator.cluster('prod-a').clearFaults();
    simulator.tick(2);
    expect(state()).toBe('True ManagedClusterAvailable');
    expect(managed('prod-a').spec.taints).toEqual([]);
    expect(decided('europe')).toEqual(['prod-a']);
  });

  it('renews the leases of those it hears of, and of no other', () => {
    simulator.tick(10);
    const renewed = (namespace: string) =>
      Date.parse(
        (
          get(
            'coordination.k8s.io/v1',
            'Lease',
            'managed-cluster-lease',
            namespace,
          ).spec as { renewTime: string }
        ).renewTime,
      );
    expect(simulator.now - renewed('prod-a')).toBeLessThan(13_000);
    expect(simulator.now - renewed('prod-c')).toBe(9 * 60_000 + 30_000);
  });
});
