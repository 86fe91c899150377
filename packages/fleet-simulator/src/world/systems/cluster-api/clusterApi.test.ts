import { createSimulationClock } from '../../../clock';
import { FleetSimulator } from '../../../FleetSimulator';
import { findCondition } from '../../conditions';
import {
  type Cluster,
  CONTROL_PLANE,
  CORE,
  type HealthCheck,
  type Machine,
  NAMESPACE,
  type Pool,
} from './types';

const HUB = 'mgmt-euw1';

function clusterSpec(name: string, kubernetesVersion: string, nodes: number) {
  return {
    name,
    provider: 'aws' as const,
    region: 'eu-west-1',
    zones: ['eu-west-1a'],
    environment: 'production' as const,
    tier: 'critical',
    owner: 'platform',
    kubernetesVersion,
    nodes,
    instanceType: 'm7i.large',
    delivery: { engine: 'argocd' as const, hub: HUB },
  };
}

/** As the clusters of the default world, with little on them. */
const SCENARIO = {
  name: 'small',
  title: 'Small',
  dnsDomain: 'small.example',
  teams: [{ name: 'platform', title: 'Platform' }],
  clusters: [
    {
      ...clusterSpec(HUB, '1.35.1', 1),
      environment: 'management' as const,
      delivery: { engine: 'argocd' as const },
      systems: ['cluster-api'],
    },
    clusterSpec('prod-use1-a', '1.34.4', 3),
    clusterSpec('prod-use1-b', '1.34.4', 4),
    clusterSpec('prod-euw1-a', '1.35.1', 2),
    {
      ...clusterSpec('prod-aps1', '1.34.4', 2),
      faults: [{ fault: 'refuse' as const }],
      lostMinutesAgo: 9,
    },
  ],
};

async function create(): Promise<FleetSimulator> {
  return FleetSimulator.create({
    clock: createSimulationClock(),
    scenario: SCENARIO,
  });
}

function storeOf(simulator: FleetSimulator) {
  return simulator.cluster(HUB).store;
}

function clusterOf(simulator: FleetSimulator, name: string): Cluster {
  const found = storeOf(simulator).get<Cluster>({
    apiVersion: CORE,
    kind: 'Cluster',
    namespace: NAMESPACE,
    name,
  });
  if (!found) throw new Error(`there is no Cluster '${name}'`);
  return found;
}

function poolOf(simulator: FleetSimulator, kind: string, cluster: string) {
  const apiVersion = kind === 'KubeadmControlPlane' ? CONTROL_PLANE : CORE;
  const found = storeOf(simulator)
    .all<Pool>(apiVersion, kind)
    .find(({ metadata }) => metadata.name.startsWith(cluster));
  if (!found) throw new Error(`'${cluster}' has no ${kind}`);
  return found;
}

function statusOf(object: Cluster | Pool | HealthCheck, type: string) {
  return findCondition(object.status?.conditions, type)?.status;
}

function machineVersions(simulator: FleetSimulator, cluster: string) {
  return storeOf(simulator)
    .all<Machine>(CORE, 'Machine')
    .filter(({ metadata }) => metadata.name.startsWith(`${cluster}-`))
    .map(({ spec }) => spec.version)
    .sort();
}

describe('Cluster API', () => {
  it('has made four clusters, and is asked for one more', async () => {
    const simulator = await create();
    const store = storeOf(simulator);
    const clusters = store.all<Cluster>(CORE, 'Cluster');
    expect(
      clusters.map(({ metadata, status }) => [metadata.name, status?.phase]),
    ).toEqual([
      ['prod-aps1', 'Provisioned'],
      ['prod-euw1-a', 'Provisioned'],
      ['prod-sae1', 'Provisioning'],
      ['prod-use1-a', 'Provisioned'],
      ['prod-use1-b', 'Provisioned'],
    ]);
    const count = (apiVersion: string, kind: string) =>
      store.all(apiVersion, kind).length;
    expect(count(CORE, 'ClusterClass')).toBe(1);
    expect(count(CONTROL_PLANE, 'KubeadmControlPlane')).toBe(5);
    expect(count(CORE, 'MachineDeployment')).toBe(5);
    expect(count(CORE, 'MachineHealthCheck')).toBe(5);
    expect(count(CORE, 'MachinePool')).toBe(1);
    // As many workers as the clusters have nodes.
    expect(
      poolOf(simulator, 'MachineDeployment', 'prod-euw1-a').status,
    ).toMatchObject({
      replicas: 2,
      readyReplicas: 2,
      upToDateReplicas: 2,
      versions: [{ version: 'v1.35.1', replicas: 2 }],
    });
    expect(statusOf(clusterOf(simulator, 'prod-euw1-a'), 'Available')).toBe(
      'True',
    );
  });

  it('tells the addresses at which its clusters really answer', async () => {
    const simulator = await create();
    await simulator.start();
    simulator.tick();
    const { url } = simulator.cluster('prod-euw1-a');
    const { host, port } =
      clusterOf(simulator, 'prod-euw1-a').spec.controlPlaneEndpoint ?? {};
    await simulator.stop();
    expect(url.replace(/^https?:\/\//, '')).toBe(`${host}:${port}`);
  });

  it('has lost sight of the one that is cut off, and sees it again', async () => {
    const simulator = await create();
    const probe = () =>
      statusOf(clusterOf(simulator, 'prod-aps1'), 'RemoteConnectionProbe');
    expect(probe()).toBe('False');
    expect(
      findCondition(
        clusterOf(simulator, 'prod-aps1').status?.conditions,
        'RemoteConnectionProbe',
      )?.lastTransitionTime,
    ).toBe('2026-06-01T07:51:00Z');
    await simulator.cluster('prod-aps1').clearFaults();
    simulator.tick();
    expect(probe()).toBe('True');
    expect(statusOf(clusterOf(simulator, 'prod-aps1'), 'Available')).toBe(
      'True',
    );
  });

  it('has a health check that has stopped', async () => {
    const simulator = await create();
    const check = storeOf(simulator)
      .all<HealthCheck>(CORE, 'MachineHealthCheck')
      .find(({ metadata }) => metadata.name.startsWith('prod-use1-b'));
    expect(check?.status).toMatchObject({
      expectedMachines: 4,
      currentHealthy: 2,
      remediationsAllowed: 0,
    });
    expect(check && statusOf(check, 'RemediationAllowed')).toBe('False');
  });

  it('upgrades the control plane, then the workers, and is done', async () => {
    const simulator = await create();
    const upgrading = clusterOf(simulator, 'prod-use1-a');
    expect(upgrading.spec.topology.version).toBe('v1.35.1');
    expect(statusOf(upgrading, 'TopologyReconciled')).toBe('False');
    // The control plane is in the middle, and no worker has begun.
    expect(
      poolOf(simulator, 'KubeadmControlPlane', 'prod-use1-a').status,
    ).toMatchObject({
      versions: [{ version: 'v1.34.4' }, { version: 'v1.35.1' }],
    });
    const workers = () => poolOf(simulator, 'MachineDeployment', 'prod-use1-a');
    expect(workers().spec.template?.spec.version).toBe('v1.34.4');

    const most = { controlPlane: 0, workers: 0 };
    for (let tick = 0; tick < 300; tick++) {
      simulator.tick();
      const { status } = clusterOf(simulator, 'prod-use1-a');
      const counts = status as unknown as Record<
        keyof typeof most,
        { replicas: number; availableReplicas: number }
      >;
      most.controlPlane = Math.max(
        most.controlPlane,
        counts.controlPlane.replicas,
      );
      most.workers = Math.max(most.workers, counts.workers.replicas);
      expect(counts.workers.availableReplicas).toBeGreaterThanOrEqual(3);
      if (
        statusOf(clusterOf(simulator, 'prod-use1-a'), 'TopologyReconciled') ===
        'True'
      ) {
        break;
      }
    }
    expect(most).toEqual({ controlPlane: 4, workers: 4 });
    expect(new Set(machineVersions(simulator, 'prod-use1-a'))).toEqual(
      new Set(['v1.35.1']),
    );
    expect(workers().status).toMatchObject({ replicas: 3, readyReplicas: 3 });
  });

  it('does nothing for a cluster that is paused', async () => {
    const simulator = await create();
    const set = (paused: boolean) =>
      storeOf(simulator).update<Cluster>(
        {
          apiVersion: CORE,
          kind: 'Cluster',
          namespace: NAMESPACE,
          name: 'prod-use1-a',
        },
        draft => {
          draft.spec.paused = paused;
        },
      );
    set(true);
    simulator.tick();
    const before = machineVersions(simulator, 'prod-use1-a');
    expect(statusOf(clusterOf(simulator, 'prod-use1-a'), 'Paused')).toBe(
      'True',
    );
    simulator.tick(40);
    expect(machineVersions(simulator, 'prod-use1-a')).toEqual(before);
    set(false);
    simulator.tick(40);
    expect(statusOf(clusterOf(simulator, 'prod-use1-a'), 'Paused')).toBe(
      'False',
    );
    expect(machineVersions(simulator, 'prod-use1-a')).not.toEqual(before);
  });

  it('writes nothing when nothing has to be done', async () => {
    const simulator = await create();
    simulator.tick(300);
    const revisions = () =>
      storeOf(simulator)
        .all(CORE, 'Machine')
        .concat(storeOf(simulator).all(CORE, 'Cluster'))
        .map(({ metadata }) => metadata.resourceVersion);
    const before = revisions();
    simulator.tick(20);
    expect(revisions()).toEqual(before);
  });
});
