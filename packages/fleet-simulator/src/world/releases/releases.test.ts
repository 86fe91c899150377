import { FleetSimulator } from '../../FleetSimulator';
import { Condition, KubernetesObject } from '../../types';
import { findCondition } from '../conditions';
import type { Application, Deployment, Kustomization } from '../kinds';
import { RELEASE_SCENARIO } from '../scenario/releaseScenario';
import type { ReleaseInput } from './releaseSchema';
import type { ReleaseState } from './releaseTypes';

// A world for each test, which a busy machine takes its time for.
jest.setTimeout(60_000);

const VERSION = '1.42.0';
const BEFORE = '1.41.2';
const DENIED =
  'admission webhook "validate.kyverno.svc-fail" denied the request: ';

let simulator: FleetSimulator;

beforeEach(async () => {
  simulator = await FleetSimulator.create({ scenario: RELEASE_SCENARIO });
});

const start = (input: Partial<ReleaseInput> = {}) =>
  simulator.releases.start({
    component: 'checkout',
    version: VERSION,
    ...input,
  });

const report = (id = 'release-1') => simulator.releases.find(id).report();

const memberOf = (cluster: string, id?: string) => {
  const found = report(id).members.find(member => member.cluster === cluster);
  if (!found) throw new Error(`no member '${cluster}'`);
  return found;
};

/** Lets ticks pass until something is so. */
function until(isSo: () => boolean, maximum = 400): void {
  for (let count = 0; count < maximum; count++) {
    if (isSo()) return;
    simulator.tick();
  }
  throw new Error(`not so after ${maximum} ticks: ${JSON.stringify(report())}`);
}

const untilState = (cluster: string, state: ReleaseState, id?: string) =>
  until(() => memberOf(cluster, id).state === state);

const deployment = (cluster: string): Deployment => {
  const found = simulator.cluster(cluster).store.get<Deployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'storefront',
    name: 'checkout',
  });
  if (!found) throw new Error(`no Deployment on '${cluster}'`);
  return found;
};

const versionOn = (cluster: string) =>
  deployment(cluster).spec.template.spec.containers[0].image.split(':')[1];

const application = (cluster: string) =>
  simulator.cluster('hub-argocd').store.get<Application>({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    namespace: 'argocd',
    name: `checkout-${cluster}`,
  });

const kustomization = (cluster: string) =>
  simulator.cluster(cluster).store.get<Kustomization>({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    namespace: 'flux-system',
    name: 'checkout',
  });

type Work = KubernetesObject & {
  status: {
    conditions: Condition[];
    resourceStatus: {
      manifests: {
        conditions: Condition[];
        statusFeedback?: { values: { name: string; fieldValue: object }[] };
      }[];
    };
  };
};

const work = (cluster: string) =>
  simulator.cluster('hub-ocm').store.get<Work>({
    apiVersion: 'work.open-cluster-management.io/v1',
    kind: 'ManifestWork',
    namespace: cluster,
    name: 'checkout',
  });

const workSet = () =>
  simulator.cluster('hub-ocm').store.get<
    KubernetesObject & {
      spec: { placementRefs: object[] };
      status: { conditions: Condition[]; summary: object };
    }
  >({
    apiVersion: 'work.open-cluster-management.io/v1alpha1',
    kind: 'ManifestWorkReplicaSet',
    namespace: 'storefront',
    name: 'checkout',
  });

describe('the scenario', () => {
  it('is well in the beginning, and nothing moves', () => {
    const before = simulator.log.lastSequence;
    simulator.tick(40);
    const changed = simulator.log
      .since(before)
      // Engines say when they have looked last.
      .filter(
        ({ kind }) => !['Node', 'Application', 'Kustomization'].includes(kind),
      );
    expect(changed).toEqual([]);
    const applications = simulator
      .cluster('hub-argocd')
      .store.all<Application>('argoproj.io/v1alpha1', 'Application');
    expect(applications).toHaveLength(12);
    for (const { status } of applications) {
      expect(status).toMatchObject({
        sync: { status: 'Synced' },
        health: { status: 'Healthy' },
      });
    }
    for (const cluster of ['eun1-flux', 'euw1-flux', 'use1-flux']) {
      for (const { status } of simulator
        .cluster(cluster)
        .store.all<Kustomization>(
          'kustomize.toolkit.fluxcd.io/v1',
          'Kustomization',
        )) {
        expect(findCondition(status?.conditions, 'Ready')?.status).toBe('True');
      }
    }
    const works = simulator
      .cluster('hub-ocm')
      .store.all<Work>('work.open-cluster-management.io/v1', 'ManifestWork');
    expect(works).toHaveLength(12);
    for (const { status, metadata } of works) {
      expect(
        status.conditions.map(({ type, status: state, observedGeneration }) => [
          type,
          state,
          observedGeneration,
        ]),
      ).toEqual([
        ['Applied', 'True', metadata.generation],
        ['Available', 'True', metadata.generation],
        ['Progressing', 'False', metadata.generation],
        ['Degraded', 'False', metadata.generation],
      ]);
    }
    expect(workSet()?.status).toMatchObject({
      summary: { total: 3, desiredTotal: 3, applied: 3, progressing: 0 },
    });
  });

  it('parts the clusters of a hub into groups, one for each wave', () => {
    const { store } = simulator.cluster('hub-ocm');
    const decisions = store
      .all('cluster.open-cluster-management.io/v1beta1', 'PlacementDecision')
      .filter(({ metadata }) => metadata.name.startsWith('checkout-'));
    expect(
      decisions.map(({ metadata, status }) => [
        metadata.labels?.[
          'cluster.open-cluster-management.io/decision-group-name'
        ],
        (status as { decisions: { clusterName: string }[] }).decisions.map(
          ({ clusterName }) => clusterName,
        ),
      ]),
    ).toEqual([
      ['canary', ['eun1-ocm']],
      ['europe', ['euw1-ocm']],
      ['americas', ['use1-ocm']],
    ]);
    expect(workSet()?.spec.placementRefs).toEqual([
      {
        name: 'checkout',
        rolloutStrategy: {
          type: 'ProgressivePerGroup',
          progressivePerGroup: {
            minSuccessTime: '0s',
            progressDeadline: '30s',
            maxFailures: 1,
          },
        },
      },
    ]);
  });
});

describe('a release', () => {
  it('goes through its waves, and is done where it was applied and is healthy', () => {
    start();
    expect(report().counts).toEqual({ queued: 9 });
    const opened: string[] = [];
    until(() => {
      const { waves, members, lifecycle } = report();
      for (const { name, state, clusters } of waves) {
        if (state === 'waiting') continue;
        if (!opened.includes(name)) opened.push(name);
        // Nobody of a later wave has begun before the wave before is done.
        if (state === 'done') continue;
        const later = waves.slice(waves.findIndex(w => w.name === name) + 1);
        for (const cluster of later.flatMap(wave => wave.clusters)) {
          expect(versionOn(cluster)).toBe(BEFORE);
          expect(clusters).not.toContain(cluster);
        }
      }
      for (const { cluster, state } of members) {
        if (state !== 'succeeded') continue;
        expect(versionOn(cluster)).toBe(VERSION);
        expect(deployment(cluster).status).toMatchObject({
          updatedReplicas: 3,
          availableReplicas: 3,
        });
      }
      return lifecycle === 'completed';
    });
    expect(opened).toEqual(['canary', 'europe', 'americas']);
    expect(report().counts).toEqual({ succeeded: 9 });
    expect(application('use1-argocd')?.status).toMatchObject({
      sync: { status: 'Synced' },
      health: { status: 'Healthy' },
      operationState: { phase: 'Succeeded' },
    });
    expect(
      findCondition(workSet()?.status.conditions, 'PlacementRolledOut'),
    ).toMatchObject({ status: 'True', reason: 'Complete' });
  });

  it('tells the log of each state that a cluster gets into', () => {
    const before = simulator.log.lastSequence;
    start();
    const told = new Map<string, unknown>();
    let sequence = before;
    until(() => {
      for (const entry of simulator.log.since(sequence)) {
        ({ sequence } = entry);
        if (entry.verb !== 'release' || !entry.cluster) continue;
        expect(entry).toMatchObject({ kind: 'Release', name: 'release-1' });
        told.set(entry.cluster, entry.summary.state);
      }
      const { members, lifecycle } = report();
      expect([...told]).toEqual(
        members.map(({ cluster, state }) => [cluster, state]),
      );
      return lifecycle === 'completed';
    });
    const states = simulator.log
      .since(before)
      .filter(
        ({ verb, cluster }) => verb === 'release' && cluster === 'use1-ocm',
      )
      .map(({ summary }) => summary.state)
      .filter((state, index, all) => state !== all[index - 1]);
    expect(states).toEqual(['queued', 'applying', 'verifying', 'succeeded']);
  });

  it('lets hubs hold what is not due, in their own words', () => {
    start();
    untilState('eun1-argocd', 'verifying');
    expect(application('use1-argocd')?.status?.sync.status).toBe('OutOfSync');
    const set = simulator.cluster('hub-argocd').store.get({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      namespace: 'argocd',
      name: 'checkout',
    });
    expect(set).toMatchObject({
      spec: {
        strategy: {
          rollingSync: {
            steps: [{}, { maxUpdate: 0 }, { maxUpdate: 0 }],
          },
        },
      },
      status: {
        applicationStatus: [
          { status: 'Progressing', step: '1' },
          { status: 'Waiting', step: '2' },
          { status: 'Waiting', step: '3' },
        ],
      },
    });
    expect(workSet()?.spec.placementRefs).toMatchObject([
      { rolloutStrategy: { progressivePerGroup: { minSuccessTime: '24h' } } },
    ]);
    expect(memberOf('euw1-ocm')).toMatchObject({
      state: 'queued',
      reason: "the decision group 'europe' is held by minSuccessTime",
    });
    expect(work('euw1-ocm')?.metadata.generation).toBe(1);
  });

  it('lets hubs go on by themselves when it is told to', () => {
    start({
      gate: 'engine',
      troubles: [{ type: 'admission', cluster: 'eun1-flux' }],
      ticksPerStep: 300,
    });
    until(
      () =>
        report().waves.filter(({ state }) => state === 'waiting').length < 3,
    );
    untilState('use1-argocd', 'succeeded');
    untilState('use1-ocm', 'succeeded');
    expect(memberOf('euw1-flux').state).toBe('queued');
  });

  it('stands still between waves while it is paused', () => {
    const release = start();
    untilState('eun1-flux', 'verifying');
    release.pause();
    simulator.tick(60);
    expect(report()).toMatchObject({
      lifecycle: 'paused',
      counts: { succeeded: 3, queued: 6 },
    });
    release.resume();
    until(() => report().lifecycle === 'completed');
  });

  it('is superseded by another one, and stays as it was told', () => {
    start();
    untilState('euw1-flux', 'verifying');
    start({ version: '1.43.0' });
    const { members, lifecycle } = report();
    expect(lifecycle).toBe('superseded');
    until(() => report('release-2').lifecycle === 'completed');
    expect(report('release-2').counts).toEqual({ succeeded: 9 });
    expect(report().members).toEqual(members);
    expect(report().supersededBy).toBe('release-2');
    expect(versionOn('use1-ocm')).toBe('1.43.0');
  });

  it('is rolled back through the same waves', () => {
    start();
    until(() => report().lifecycle === 'completed');
    simulator.releases.rollBack('release-1');
    expect(report('release-2').version).toBe(BEFORE);
    until(() => report('release-2').lifecycle === 'completed');
    expect(report('release-2').counts).toEqual({ succeeded: 9 });
    expect(report().lifecycle).toBe('completed');
    expect(versionOn('eun1-flux')).toBe(BEFORE);
  });

  it('takes no success from a change by hand', () => {
    start();
    simulator.releases.editByHand('use1-flux', {
      component: 'checkout',
      version: VERSION,
      environment: { LOG_LEVEL: 'debug' },
    });
    until(() => versionOn('use1-flux') === VERSION);
    simulator.tick(5);
    expect(memberOf('use1-flux').state).toBe('queued');
    // Open Cluster Management's agent takes back what somebody changed when it applies its work again.
    simulator.releases.editByHand('use1-ocm', {
      component: 'checkout',
      version: VERSION,
    });
    simulator.releases.find('release-1').pause();
    simulator.tick(10);
    expect(versionOn('use1-ocm')).toBe(VERSION);
    expect(memberOf('use1-ocm').state).toBe('queued');
    until(() => versionOn('use1-ocm') === BEFORE, 125);
  });

  it.each<[string, Partial<ReleaseInput>, RegExp]>([
    ['a component', { component: 'nothing' }, /no component 'nothing'/],
    [
      'a cluster',
      { waves: [{ name: 'all', clusters: ['hub-ocm'] }] },
      /not on a cluster 'hub-ocm'/,
    ],
    [
      'a cluster twice',
      {
        waves: [
          { name: 'one', clusters: ['eun1-ocm'] },
          { name: 'two', clusters: ['eun1-ocm'] },
        ],
      },
      /more than one wave/,
    ],
    [
      'a window without Argo CD',
      { troubles: [{ type: 'window', cluster: 'eun1-flux' }] },
      /no Argo CD delivers to 'eun1-flux'/,
    ],
    [
      'a trouble elsewhere',
      { troubles: [{ type: 'admission', cluster: 'hub-ocm' }] },
      /in none of the waves/,
    ],
  ])('refuses %s that is not there', (_, input, message) => {
    expect(() => start(input)).toThrow(message);
    expect(simulator.releases.reports()).toEqual([]);
  });
});

describe('a policy that refuses the version', () => {
  it('fails the sync of Argo CD, which stops at the step', () => {
    const release = start({
      troubles: [{ type: 'admission', cluster: 'eun1-argocd' }],
    });
    untilState('eun1-argocd', 'failed');
    const state = application('eun1-argocd')?.status?.operationState;
    expect(state).toMatchObject({ phase: 'Failed', retryCount: 1 });
    expect(state?.message).toContain(
      `one or more objects failed to apply, reason: ${DENIED}`,
    );
    expect(state?.message).toMatch(/\(retried 1 times\)\.$/);
    expect(state?.syncResult?.resources).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'Deployment',
          status: 'SyncFailed',
          message: expect.stringContaining(DENIED),
        }),
        expect.objectContaining({ kind: 'Service', status: 'Synced' }),
      ]),
    );
    expect(versionOn('eun1-argocd')).toBe(BEFORE);
    expect(application('eun1-argocd')?.status?.health.status).toBe('Healthy');
    until(() => report().lifecycle === 'blocked');
    expect(report().counts).toEqual({ failed: 1, queued: 2, succeeded: 6 });
    expect(memberOf('use1-argocd').reason).toBe(
      "step 3 of the ApplicationSet 'checkout' waits for the one before",
    );
    // Once the policy is gone, somebody syncs, and the rest follows.
    release.clearTroubles();
    simulator.cluster('hub-argocd').store.update<Application>(
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        namespace: 'argocd',
        name: 'checkout-eun1-argocd',
      },
      draft => {
        draft.operation = { initiatedBy: { username: 'mara' }, sync: {} };
      },
    );
    until(() => report().lifecycle === 'completed');
    expect(report().counts).toEqual({ succeeded: 9 });
  });

  it('fails the reconciliation of Flux, which goes on trying', () => {
    const release = start({
      troubles: [{ type: 'admission', cluster: 'euw1-flux' }],
    });
    untilState('euw1-flux', 'failed');
    const { conditions, lastAppliedRevision, lastAttemptedRevision } =
      kustomization('euw1-flux')?.status ?? {};
    expect(findCondition(conditions, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ReconciliationFailed',
      message: expect.stringContaining(
        `Deployment/storefront/checkout dry-run failed: ${DENIED}`,
      ),
    });
    expect(findCondition(conditions, 'Reconciling')).toMatchObject({
      status: 'True',
      reason: 'ProgressingWithRetry',
    });
    expect(lastAttemptedRevision).not.toBe(lastAppliedRevision);
    expect(versionOn('euw1-flux')).toBe(BEFORE);
    until(() => report().lifecycle === 'completed');
    expect(report().counts).toEqual({ failed: 1, succeeded: 8 });
    release.clearTroubles('euw1-flux');
    untilState('euw1-flux', 'succeeded');
    expect(
      findCondition(kustomization('euw1-flux')?.status?.conditions, 'Ready'),
    ).toMatchObject({ status: 'True', reason: 'ReconciliationSucceeded' });
  });

  it('fails the work of Open Cluster Management, and the rollout goes on after its deadline', () => {
    start({ troubles: [{ type: 'admission', cluster: 'eun1-ocm' }] });
    untilState('eun1-ocm', 'failed');
    const failedAt = simulator.now;
    expect(
      findCondition(work('eun1-ocm')?.status.conditions, 'Applied'),
    ).toMatchObject({ status: 'False', reason: 'AppliedManifestWorkFailed' });
    const [first, second] =
      work('eun1-ocm')?.status.resourceStatus.manifests ?? [];
    expect(findCondition(first.conditions, 'Applied')).toMatchObject({
      status: 'False',
      reason: 'AppliedManifestFailed',
      message: expect.stringContaining(`Failed to apply manifest: ${DENIED}`),
    });
    expect(findCondition(second.conditions, 'Applied')?.status).toBe('True');
    // What is there is well, but it is not what was asked for.
    expect(first.statusFeedback?.values).toContainEqual({
      name: 'ReadyReplicas',
      fieldValue: { type: 'Integer', integer: 3 },
    });
    expect(versionOn('eun1-ocm')).toBe(BEFORE);
    until(() => memberOf('euw1-ocm').state === 'verifying');
    expect(simulator.now - failedAt).toBeGreaterThan(25_000);
    until(() => report().lifecycle === 'completed');
    expect(report().counts).toEqual({ failed: 1, succeeded: 8 });
    expect(
      findCondition(workSet()?.status.conditions, 'ManifestworkApplied'),
    ).toMatchObject({ status: 'False', reason: 'NotAsExpected' });
  });

  it.each(['eun1-argocd', 'eun1-flux', 'eun1-ocm'])(
    'leaves the Deployment of %s without its new pods when it refuses those',
    cluster => {
      const release = start({
        troubles: [{ type: 'admission', cluster, refuses: 'pods' }],
      });
      untilState(cluster, 'verifying');
      simulator.tick(2);
      expect(versionOn(cluster)).toBe(VERSION);
      const failure = {
        status: 'True',
        reason: 'FailedCreate',
        message: expect.stringContaining(DENIED),
      };
      expect(
        findCondition(deployment(cluster).status?.conditions, 'ReplicaFailure'),
      ).toMatchObject(failure);
      const { store } = simulator.cluster(cluster);
      const refused = store
        .all('apps/v1', 'ReplicaSet')
        .find(
          ({ status }) =>
            findCondition(
              (status as { conditions?: Condition[] }).conditions,
              'ReplicaFailure',
            ) !== undefined,
        );
      expect(refused).toMatchObject({
        spec: { replicas: 1 },
        status: { replicas: 0 },
      });
      expect(
        store
          .all('v1', 'Event')
          .filter(
            ({ reason, involvedObject }) =>
              reason === 'FailedCreate' &&
              (involvedObject as { name: string }).name ===
                refused?.metadata.name,
          ),
      ).toMatchObject([
        { message: expect.stringContaining(`Error creating: ${DENIED}`) },
      ]);
      expect(memberOf(cluster).reason).toContain(DENIED);
      expect(deployment(cluster).status?.availableReplicas).toBe(3);
      untilState(cluster, 'stuck');
      expect(
        findCondition(deployment(cluster).status?.conditions, 'Progressing'),
      ).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded' });
      release.clearTroubles();
      untilState(cluster, 'succeeded');
      expect(
        findCondition(deployment(cluster).status?.conditions, 'ReplicaFailure'),
      ).toBeUndefined();
    },
  );

  it('lets Flux give up its health check after five minutes', () => {
    start({
      component: 'cart',
      version: '2.9.0',
      troubles: [{ type: 'admission', cluster: 'eun1-flux', refuses: 'pods' }],
    });
    // The Deployment itself may take ten minutes.
    untilState('eun1-flux', 'failed');
    expect(memberOf('eun1-flux').reason).toBe(
      "health check failed after 5m0s: timeout waiting for: [Deployment/storefront/cart status: 'InProgress']",
    );
  });
});

describe('a sync window', () => {
  it('holds the sync until it is over, and Argo CD says so', () => {
    start({
      troubles: [{ type: 'window', cluster: 'euw1-argocd', seconds: 90 }],
    });
    untilState('euw1-argocd', 'window-closed');
    const since = simulator.now;
    simulator.tick();
    expect(application('euw1-argocd')?.status).toMatchObject({
      sync: { status: 'OutOfSync' },
      operationState: {
        phase: 'Running',
        message: 'Sync operation blocked by sync window',
      },
    });
    const project = simulator.cluster('hub-argocd').store.get({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      namespace: 'argocd',
      name: 'storefront',
    });
    expect(project?.spec).toMatchObject({
      syncWindows: [
        {
          kind: 'deny',
          applications: ['checkout-euw1-argocd'],
          timeZone: 'UTC',
          description: 'month-end close',
        },
      ],
    });
    until(() => memberOf('euw1-argocd').state !== 'window-closed');
    expect(simulator.now - since).toBe(90_000);
    // The others waited for it.
    expect(report().waves[2].state).toBe('waiting');
    until(() => report().lifecycle === 'completed');
    expect(report().counts).toEqual({ succeeded: 9 });
  });
});

describe('a cluster that cannot be reached', () => {
  it('is unknown, while Flux inside goes on', async () => {
    const release = start({
      troubles: [
        { type: 'unreachable', cluster: 'use1-flux', at: 'verifying' },
      ],
    });
    untilState('use1-flux', 'unknown');
    expect(memberOf('use1-flux')).toMatchObject({
      actual: 'verifying',
      lastKnown: 'verifying',
      knowable: false,
    });
    expect(simulator.cluster('use1-flux').isReachable).toBe(false);
    until(() => report().lifecycle === 'completed');
    expect(report().counts).toEqual({ succeeded: 8, unknown: 1 });
    until(() => memberOf('use1-flux').actual === 'succeeded');
    expect(memberOf('use1-flux')).toMatchObject({
      state: 'unknown',
      lastKnown: 'verifying',
    });
    release.clearTroubles();
    simulator.tick();
    expect(memberOf('use1-flux')).toMatchObject({
      state: 'succeeded',
      knowable: true,
    });
  });

  it('cannot be compared by the Argo CD of a hub', () => {
    start({
      troubles: [{ type: 'unreachable', cluster: 'euw1-argocd' }],
    });
    untilState('euw1-argocd', 'unknown');
    simulator.tick(2);
    expect(application('euw1-argocd')?.status).toMatchObject({
      sync: { status: 'Unknown' },
      conditions: [
        {
          type: 'ComparisonError',
          message: expect.stringContaining('connection refused'),
        },
      ],
    });
    until(() => report().lifecycle === 'blocked');
    expect(versionOn('euw1-argocd')).toBe(BEFORE);
    expect(report().counts).toEqual({ queued: 1, succeeded: 7, unknown: 1 });
  });

  it('is given up by its hub, whose works stay as they were', () => {
    start({ troubles: [{ type: 'unreachable', cluster: 'euw1-ocm' }] });
    untilState('euw1-ocm', 'unknown');
    simulator.tick(110);
    const { store } = simulator.cluster('hub-ocm');
    const managed = store.get<
      KubernetesObject & { status: { conditions: Condition[] } }
    >({
      apiVersion: 'cluster.open-cluster-management.io/v1',
      kind: 'ManagedCluster',
      name: 'euw1-ocm',
    });
    expect(
      findCondition(
        managed?.status.conditions,
        'ManagedClusterConditionAvailable',
      ),
    ).toMatchObject({
      status: 'Unknown',
      reason: 'ManagedClusterLeaseUpdateStopped',
    });
    const { metadata, status } = work('euw1-ocm') ?? {};
    expect(metadata?.generation).toBe(2);
    expect(findCondition(status?.conditions, 'Applied')).toMatchObject({
      status: 'True',
      observedGeneration: 1,
    });
    expect(versionOn('euw1-ocm')).toBe(BEFORE);
    until(() => report().lifecycle === 'completed');
    expect(report().counts).toEqual({ succeeded: 8, unknown: 1 });
  });
});
