import { FleetSimulator } from '@fleetview/fleet-simulator';
import {
  type ActionContext,
  type ActionPlan,
  type AdapterAction,
  mapObject,
} from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesClient, objectPath } from '@fleetview/kube-watch';
import { openClusterManagementAdapter } from '.';
import { openClusterManagementActions } from './act';

const [taint, untaint] = openClusterManagementActions;

const RESOURCE = {
  group: 'cluster.open-cluster-management.io',
  version: 'v1',
  plural: 'managedclusters',
  kind: 'ManagedCluster',
  namespaced: false,
};

/** A hub that delivers to two clusters, so that it manages them. */
const SCENARIO = {
  name: 'small',
  title: 'Small',
  dnsDomain: 'small.example',
  teams: [{ name: 'platform', title: 'Platform' }],
  clusters: ['hub', 'prod-a', 'prod-b'].map(name => ({
    name,
    provider: 'aws' as const,
    region: 'eu-west-1',
    zones: ['eu-west-1a'],
    environment:
      name === 'hub' ? ('management' as const) : ('production' as const),
    tier: 'critical',
    owner: 'platform',
    kubernetesVersion: '1.35.1',
    nodes: 1,
    instanceType: 'm7i.xlarge',
    delivery:
      name === 'hub'
        ? { engine: 'argocd' as const }
        : { engine: 'argocd' as const, hub: 'hub' },
    systems: name === 'hub' ? ['open-cluster-management'] : [],
  })),
};

describe('actions against a simulated hub', () => {
  let simulator: FleetSimulator;
  let client: KubernetesClient;

  beforeEach(async () => {
    simulator = await FleetSimulator.create({ scenario: SCENARIO });
    await simulator.start();
    const { url, adminToken } = simulator.cluster('hub');
    client = KubernetesClient.create({
      connection: { server: url, token: adminToken },
    });
  });

  afterEach(async () => {
    await client.close();
    await simulator.stop();
  });

  const path = objectPath(RESOURCE, { name: 'prod-b' });
  const read = () => client.getObject(RESOURCE, { name: 'prod-b' });
  const context = (): ActionContext => ({
    target: { ...RESOURCE, name: 'prod-b' },
    requestedAt: new Date(simulator.now).toISOString(),
    requestedBy: 'user:default/ada',
  });

  async function plan(action: AdapterAction, parameters: unknown) {
    const planned = action.plan(await read(), parameters, context());
    if ('refused' in planned) throw new Error(planned.refused);
    return planned;
  }

  function apply(
    { patches: [{ contentType, body }] }: ActionPlan,
    dryRun = false,
  ) {
    return client.patch(path, {
      contentType,
      body,
      dryRun,
      fieldManager: 'fleet-backstage',
    });
  }

  /** The clusters that the Placement's decisions name. */
  function chosen(): string[] {
    const watch = openClusterManagementAdapter.watches.find(
      ({ kind }) => kind === 'PlacementDecision',
    );
    return simulator
      .cluster('hub')
      .store.all(
        'cluster.open-cluster-management.io/v1beta1',
        'PlacementDecision',
      )
      .filter(({ metadata }) => metadata.name.startsWith('baseline-'))
      .flatMap(object => {
        const mapped = watch && mapObject(watch, 'v1beta1', object);
        if (!mapped || !('facts' in mapped)) throw new Error('not mapped');
        return mapped.facts.flatMap(fact =>
          fact.type === 'placement'
            ? (fact.clusters ?? []).map(({ name }) => name)
            : [],
        );
      })
      .sort();
  }

  it('puts a taint on and takes it off, and sees the hub follow', async () => {
    expect(chosen()).toEqual(['prod-a', 'prod-b']);
    const before = await read();
    const drain = await plan(taint, { key: 'example.com/drain' });

    const tried = await apply(drain, true);
    expect(tried.spec).toMatchObject({
      taints: [{ key: 'example.com/drain', effect: 'NoSelect' }],
    });
    expect(await read()).toEqual(before);
    expect(taint.progress(await read(), drain, context())).toEqual({
      state: 'pending',
    });

    await apply(drain);
    expect(taint.progress(await read(), drain, context()).state).toBe(
      'accepted',
    );
    await expect(apply(drain)).rejects.toMatchObject({
      kind: 'conflict',
      status: 409,
    });

    simulator.tick();
    expect(taint.progress(await read(), drain, context())).toEqual({
      state: 'seen',
    });
    expect(chosen()).toEqual(['prod-a']);

    const back = await plan(untaint, { key: 'example.com/drain' });
    await apply(back, true);
    expect(untaint.progress(await read(), back, context()).state).toBe(
      'pending',
    );
    await apply(back);
    expect(untaint.progress(await read(), back, context()).state).toBe('seen');
    await expect(apply(back)).rejects.toMatchObject({
      kind: 'conflict',
      status: 409,
    });
    simulator.tick();
    expect(chosen()).toEqual(['prod-a', 'prod-b']);
  });
});

it('maps whatever a simulated hub and its members hold', async () => {
  const simulator = await FleetSimulator.create({ scenario: SCENARIO });
  simulator.tick(12);
  const made = new Map<string, number>();
  const problems: string[] = [];
  for (const watch of openClusterManagementAdapter.watches) {
    const { store } = simulator.cluster('hub');
    const [version] = watch.versions;
    const apiVersion = `${watch.group}/${version}`;
    if (!store.registry.findByKind(apiVersion, watch.kind)) continue;
    for (const object of store.all(apiVersion, watch.kind)) {
      const mapped = mapObject(watch, version, object);
      if ('skipped' in mapped) {
        problems.push(
          `${watch.kind} ${object.metadata.name}: ${mapped.detail}`,
        );
      } else {
        made.set(watch.kind, (made.get(watch.kind) ?? 0) + mapped.facts.length);
      }
    }
  }
  expect(problems).toEqual([]);
  expect(Object.fromEntries(made)).toEqual({
    ManagedCluster: 2,
    ManagedClusterSet: 3,
    ManagedClusterAddOn: 4,
    Placement: 2,
    PlacementDecision: 2,
    ManifestWork: 2,
    ManifestWorkReplicaSet: 1,
  });
});
