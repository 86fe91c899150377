import { FleetSimulator } from '../../../FleetSimulator';
import type { KubernetesObject } from '../../../types';
import type { Pod, ReplicaSet } from '../../kinds';
import { API_VERSION, type AnalysisRun, type Rollout } from './kinds';

// Each of them makes a world of its own.
jest.setTimeout(60_000);

/** One small cluster with Argo Rollouts. */
const SCENARIO = {
  name: 'rollouts',
  teams: [{ name: 'storefront', title: 'Storefront' }],
  domains: [{ name: 'commerce', title: 'Commerce', owner: 'storefront' }],
  systems: [
    { name: 'shop', title: 'Shop', domain: 'commerce', owner: 'storefront' },
  ],
  components: ['one', 'two', 'three', 'four'].map(name => ({
    name,
    system: 'shop',
    version: '1.4.2',
    replicas: 1,
    placement: { environments: ['production' as const] },
  })),
  clusters: [
    {
      name: 'prod',
      provider: 'aws' as const,
      region: 'eu-west-1',
      zones: ['eu-west-1a'],
      environment: 'production' as const,
      tier: 'critical',
      owner: 'storefront',
      kubernetesVersion: '1.35.1',
      nodes: 2,
      instanceType: 'm7i.large',
      delivery: { engine: 'flux' as const },
      systems: ['argo-rollouts'],
    },
  ],
};

describe('argo-rollouts', () => {
  let simulator: FleetSimulator;

  beforeEach(async () => {
    simulator = await FleetSimulator.create({ scenario: SCENARIO, seed: 'x' });
  });

  const store = () => simulator.cluster('prod').store;
  const reference = (name: string) => ({
    apiVersion: API_VERSION,
    kind: 'Rollout',
    namespace: 'shop',
    name,
  });
  const rollout = (name: string): Rollout => {
    const found = store().get<Rollout>(reference(name));
    if (!found) throw new Error(`There is no Rollout '${name}'.`);
    return found;
  };
  const phases = () =>
    Object.fromEntries(
      store()
        .all<Rollout>(API_VERSION, 'Rollout')
        .map(({ metadata, status }) => [
          metadata.name,
          [status?.phase, status?.message?.split(':')[0]],
        ]),
    );
  const change = (name: string, draft: (rollout: Rollout) => void) =>
    store().update<Rollout>(reference(name), draft);
  const analysesOf = (name: string) =>
    store()
      .all<AnalysisRun>(API_VERSION, 'AnalysisRun')
      .filter(({ metadata }) => metadata.ownerReferences?.[0].name === name);
  const podsOf = (name: string) => {
    const owned = (kind: string, of: KubernetesObject) =>
      store()
        .all(kind === 'Pod' ? 'v1' : 'apps/v1', kind)
        .filter(({ metadata }) =>
          metadata.ownerReferences?.some(({ uid }) => uid === of.metadata.uid),
        );
    return (owned('ReplicaSet', rollout(name)) as ReplicaSet[]).flatMap(
      set => owned('Pod', set) as Pod[],
    );
  };

  it('has Rollouts in all states of life, each with its pods', () => {
    expect(phases()).toEqual({
      'one-edge': ['Healthy', undefined],
      'two-api': ['Paused', 'CanaryPauseStep'],
      'three-console': ['Paused', 'BlueGreenPause'],
      'four-worker': ['Degraded', 'RolloutAborted'],
    });
    expect(
      ['one-edge', 'two-api', 'three-console', 'four-worker'].map(name => [
        podsOf(name).length,
        rollout(name).status?.replicas,
        rollout(name).status?.updatedReplicas,
      ]),
    ).toEqual([
      [3, 3, 3],
      [6, 6, 2],
      [4, 4, 2],
      [3, 3, undefined],
    ]);
    expect(analysesOf('two-api')).toMatchObject([
      { status: { phase: 'Running' } },
    ]);
    expect(analysesOf('four-worker')).toMatchObject([
      { status: { phase: 'Failed', metricResults: [{ failed: 3 }] } },
    ]);
    expect(store().all(API_VERSION, 'Experiment')).toHaveLength(1);
  });

  it('writes nothing of a Rollout while nothing happens to it', () => {
    const before = ['one-edge', 'three-console', 'four-worker'].map(
      name => rollout(name).metadata.resourceVersion,
    );
    simulator.tick(5);
    const after = ['one-edge', 'three-console', 'four-worker'].map(
      name => rollout(name).metadata.resourceVersion,
    );
    expect(after).toEqual(before);
  });

  it('measures on while a rollout waits', () => {
    simulator.tick(20);
    const [run] = analysesOf('two-api');
    expect(run.status?.metricResults?.[0]).toMatchObject({
      phase: 'Running',
      count: 4,
      successful: 4,
    });
  });

  it('goes on to the end once its pauses are cleared, and ends its analysis', () => {
    change('two-api', draft => {
      if (draft.status) draft.status.pauseConditions = null;
    });
    simulator.tick(2);
    expect(rollout('two-api').status).toMatchObject({ phase: 'Progressing' });
    expect(rollout('two-api').status).not.toHaveProperty('controllerPause');
    simulator.tick(120);
    expect(rollout('two-api').status).toMatchObject({
      phase: 'Healthy',
      updatedReplicas: 4,
      replicas: 4,
      canary: { weights: { stable: { weight: 100 } } },
    });
    expect(analysesOf('two-api').map(({ status }) => status?.phase)).toEqual([
      'Successful',
      'Successful',
    ]);
  });

  it('switches a blue-green rollout over at once', () => {
    const { currentPodHash } = rollout('three-console').status ?? {};
    change('three-console', draft => {
      if (draft.status) draft.status.promoteFull = true;
    });
    simulator.tick(3);
    expect(rollout('three-console').status).toMatchObject({
      phase: 'Healthy',
      stableRS: currentPodHash,
      blueGreen: { activeSelector: currentPodHash },
      replicas: 2,
    });
    expect(rollout('three-console').status).not.toHaveProperty('promoteFull');
  });

  it('gives a rollout up, and tries it again from the start', () => {
    change('two-api', draft => {
      if (draft.status) draft.status.abort = true;
    });
    simulator.tick(2);
    expect(rollout('two-api').status).toMatchObject({
      phase: 'Degraded',
      currentStepIndex: 0,
      replicas: 4,
      canary: { weights: { canary: { weight: 0 } } },
    });
    expect(rollout('two-api').status?.abortedAt).toBeDefined();
    change('two-api', draft => {
      if (draft.status) draft.status.abort = false;
    });
    simulator.tick(1);
    expect(rollout('two-api').status).toMatchObject({ phase: 'Progressing' });
    expect(rollout('two-api').status).not.toHaveProperty('abortedAt');
    simulator.tick(15);
    expect(rollout('two-api').status).toMatchObject({
      phase: 'Paused',
      currentStepIndex: 2,
    });
  });

  it('fails again where what failed is retried', () => {
    change('four-worker', draft => {
      if (draft.status) draft.status.abort = false;
    });
    simulator.tick(40);
    expect(rollout('four-worker').status).toMatchObject({ phase: 'Degraded' });
    expect(
      analysesOf('four-worker').map(({ metadata }) => metadata.name),
    ).toEqual([
      expect.stringMatching(/-2-1$/),
      expect.stringMatching(/-2-1\.1$/),
    ]);
  });

  it('stays where it is while it is paused by hand', () => {
    change('two-api', draft => {
      draft.spec.paused = true;
      if (draft.status) draft.status.pauseConditions = null;
    });
    simulator.tick(10);
    expect(rollout('two-api').status).toMatchObject({
      phase: 'Paused',
      message: 'manually paused',
      currentStepIndex: 2,
      observedGeneration: String(rollout('two-api').metadata.generation),
    });
  });

  it('replaces all pods that are older than was asked for', () => {
    simulator.tick(1);
    const before = podsOf('one-edge').map(({ metadata }) => metadata.uid);
    const restartAt = `${new Date(simulator.now).toISOString().slice(0, 19)}Z`;
    change('one-edge', draft => {
      draft.spec.restartAt = restartAt;
    });
    simulator.tick(1);
    expect(rollout('one-edge').status?.restartedAt).toBeUndefined();
    simulator.tick(30);
    expect(rollout('one-edge').status).toMatchObject({
      restartedAt: restartAt,
      phase: 'Healthy',
      readyReplicas: 3,
    });
    const after = podsOf('one-edge').map(({ metadata }) => metadata.uid);
    expect(after).toHaveLength(3);
    expect(after.filter(uid => before.includes(uid))).toEqual([]);
  });

  it('ends an analysis and an experiment that somebody ends', () => {
    const [run] = analysesOf('two-api');
    const [experiment] = store().all(API_VERSION, 'Experiment');
    for (const { kind, metadata } of [run, experiment]) {
      store().update({ ...reference(metadata.name), kind }, draft => {
        draft.spec = { ...Object(draft.spec), terminate: true };
      });
    }
    simulator.tick(1);
    expect(analysesOf('two-api')[0].status).toMatchObject({
      phase: 'Successful',
      message: 'Run Terminated',
    });
    expect(store().all(API_VERSION, 'Experiment')[0].status).toMatchObject({
      phase: 'Successful',
    });
  });
});
