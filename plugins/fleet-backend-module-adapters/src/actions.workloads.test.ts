import type {
  ActionId,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { ActedCluster, type ActedCourse } from './__testUtils__/ActedCluster';
import { ACTED_SCENARIO } from './__testUtils__/actedScenario';
import { argoRolloutsAdapter } from './argo-rollouts';
import { kubernetesAdapter } from './kubernetes';

// Each of them starts a cluster of its own and lets minutes pass in it.
jest.setTimeout(60_000);

let cluster: ActedCluster | undefined;

afterEach(async () => {
  await cluster?.close();
  cluster = undefined;
});

async function start(adapter: FleetAdapter): Promise<ActedCluster> {
  cluster = await ActedCluster.create(ACTED_SCENARIO, adapter);
  return cluster;
}

/** What holds of every action: a dry run changes nothing, and one who is late is refused. */
function expectGuarded({ versions, again, plan }: ActedCourse): void {
  expect(versions[1]).toBe(versions[0]);
  expect(again).toBe(409);
  expect(plan.effect).not.toBe('');
}

const object = (kind: string, name: string) => ({
  kind,
  namespace: 'shop',
  name,
});

type Row = [id: ActionId, kind: string, name: string, states: string[]];

describe('what Kubernetes is told is done', () => {
  it.each<Row>([
    ['redeploy', 'Deployment', 'two', ['pending', 'accepted', 'seen']],
    ['redeploy', 'StatefulSet', 'books', ['pending', 'accepted', 'seen']],
    ['redeploy', 'DaemonSet', 'logs', ['pending', 'accepted', 'seen']],
    ['pause', 'Deployment', 'two', ['pending', 'accepted', 'seen']],
    ['suspend', 'CronJob', 'one-run', ['pending', 'seen']],
  ])('%s of a %s', async (id, kind, name, states) => {
    const acted = await start(kubernetesAdapter);
    const course = await acted.act(id, object(kind, name), 60);
    expectGuarded(course);
    expect(course.states).toEqual(states);
  });

  it('pause and continue, suspend and resume, one after the other', async () => {
    const acted = await start(kubernetesAdapter);
    const deployment = object('Deployment', 'two');
    const cronJob = object('CronJob', 'one-run');
    await acted.act('pause', deployment, 10);
    const status = (await acted.get(deployment)).status as {
      conditions: { type: string; reason: string }[];
    };
    expect(
      status.conditions.find(({ type }) => type === 'Progressing')?.reason,
    ).toBe('DeploymentPaused');
    const continued = await acted.act('continue', deployment, 10);
    expectGuarded(continued);
    expect(continued.states).toEqual(['pending', 'accepted', 'seen']);
    await acted.act('suspend', cronJob);
    const resumed = await acted.act('resume', cronJob);
    expectGuarded(resumed);
    expect(resumed.states).toEqual(['pending', 'seen']);
  });

  it('replaces every pod in a restart, and keeps the version', async () => {
    const acted = await start(kubernetesAdapter);
    const { store } = acted.simulator.cluster('prod');
    const pods = () =>
      store
        .all('v1', 'Pod')
        .filter(({ metadata }) => metadata.name.startsWith('two-'))
        .filter(({ metadata }) => !metadata.name.startsWith('two-api'))
        .map(({ metadata }) => metadata.uid);
    const before = pods();
    await acted.act('redeploy', object('Deployment', 'two'), 60);
    expect(before.length).toBeGreaterThan(0);
    expect(pods()).toHaveLength(before.length);
    expect(pods().filter(uid => before.includes(uid))).toEqual([]);
  });
});

describe('what Argo Rollouts is told is done', () => {
  it.each<Row>([
    ['continue', 'Rollout', 'two-api', ['pending', 'accepted', 'seen']],
    ['continue', 'Rollout', 'three-console', ['pending', 'accepted', 'seen']],
    ['promote-fully', 'Rollout', 'two-api', ['pending', 'accepted', 'seen']],
    ['abort', 'Rollout', 'two-api', ['pending', 'accepted', 'seen']],
    ['retry', 'Rollout', 'four-worker', ['pending', 'accepted', 'seen']],
    ['pause', 'Rollout', 'two-api', ['pending', 'accepted', 'seen']],
    ['redeploy', 'Rollout', 'one-edge', ['pending', 'accepted', 'seen']],
  ])('%s of a %s (%s)', async (id, kind, name, states) => {
    const acted = await start(argoRolloutsAdapter);
    // What is asked for in the second in which a pod was made leaves the pod.
    acted.simulator.tick(1);
    const course = await acted.act(id, object(kind, name), 120);
    expectGuarded(course);
    expect(course.states).toEqual(states);
  });

  it('ends an analysis and an experiment', async () => {
    const acted = await start(argoRolloutsAdapter);
    const { store } = acted.simulator.cluster('prod');
    for (const kind of ['AnalysisRun', 'Experiment']) {
      const running = store
        .all('argoproj.io/v1alpha1', kind)
        .find(({ status }) => Object(status).phase === 'Running');
      const course = await acted.act(
        'terminate',
        object(kind, running?.metadata.name ?? ''),
        5,
      );
      expectGuarded(course);
      expect(course.states).toEqual(['pending', 'accepted', 'seen']);
    }
  });

  it('continues what is paused by hand as well as at a step with two patches', async () => {
    const acted = await start(argoRolloutsAdapter);
    const rollout = object('Rollout', 'two-api');
    await acted.act('pause', rollout, 5);
    const course = await acted.act('continue', rollout, 60);
    expect(course.plan.patches).toHaveLength(2);
    expectGuarded(course);
    expect(course.states).toEqual(['pending', 'accepted', 'seen']);
  });
});
