import {
  type ActionContext,
  type ActionId,
  type ActionPlan,
  mapObject,
} from '@fleetview/backstage-plugin-fleet-node';
import { FleetSimulator } from '@fleetview/fleet-simulator';
import { KubernetesClient, objectPath } from '@fleetview/kube-watch';
import { clusterApiAdapter } from '.';

const HUB = 'hub';

function clusterSpec(name: string, kubernetesVersion: string) {
  return {
    name,
    provider: 'aws' as const,
    region: 'eu-west-1',
    zones: ['eu-west-1a'],
    environment: 'production' as const,
    tier: 'critical',
    owner: 'platform',
    kubernetesVersion,
    nodes: 2,
    instanceType: 'm7i.large',
    delivery: { engine: 'argocd' as const, hub: HUB },
  };
}

const SCENARIO = {
  name: 'small',
  title: 'Small',
  dnsDomain: 'small.example',
  teams: [{ name: 'platform', title: 'Platform' }],
  clusters: [
    {
      ...clusterSpec(HUB, '1.35.1'),
      environment: 'management' as const,
      delivery: { engine: 'argocd' as const },
      systems: ['cluster-api'],
    },
    clusterSpec('upgrading', '1.34.4'),
    clusterSpec('broken', '1.34.4'),
    clusterSpec('calm', '1.34.4'),
  ],
};

describe('Cluster API as the simulator has it', () => {
  let simulator: FleetSimulator;
  let client: KubernetesClient;

  beforeAll(async () => {
    simulator = await FleetSimulator.create({ scenario: SCENARIO });
    await simulator.start();
    simulator.tick();
    const { url, adminToken } = simulator.cluster(HUB);
    client = KubernetesClient.create({
      connection: { server: url, token: adminToken },
    });
  }, 120_000);

  afterAll(async () => {
    await client.close();
    await simulator.stop();
  });

  function objectsOf(kind: string) {
    const watch = clusterApiAdapter.watches.find(it => it.kind === kind);
    if (!watch) throw new Error(`no watch of '${kind}'`);
    const [version] = watch.versions;
    const objects = simulator
      .cluster(HUB)
      .store.all(`${watch.group}/${version}`, kind);
    return objects.map(object => ({
      object,
      mapped: mapObject(watch, version, object),
    }));
  }

  function handle(id: ActionId, kind: string, prefix: string) {
    const watch = clusterApiAdapter.watches.find(it => it.kind === kind);
    const action = clusterApiAdapter.actions?.find(
      it => it.id === id && it.kind === kind,
    );
    const found = objectsOf(kind).find(({ object }) =>
      object.metadata.name.startsWith(prefix),
    );
    if (!watch || !action || !found) throw new Error(`no '${id}' of ${kind}`);
    const { name } = found.object.metadata;
    const resource = {
      group: watch.group,
      version: watch.versions[0],
      plural: watch.plural,
      kind,
      namespaced: true,
    };
    const place = { namespace: 'clusters', name };
    const context: ActionContext = {
      target: {
        group: resource.group,
        version: resource.version,
        plural: resource.plural,
        kind,
        ...place,
      },
      requestedAt: new Date(simulator.now).toISOString(),
      requestedBy: 'user:default/ada',
    };
    const read = () => client.getObject(resource, place);
    return {
      read,
      async plan(parameters: unknown = {}): Promise<ActionPlan> {
        const planned = action.plan(await read(), parameters, context);
        if ('refused' in planned) throw new Error(planned.refused);
        return planned;
      },
      apply: (
        { patches: [{ contentType, body }] }: ActionPlan,
        dryRun = false,
      ) =>
        client.patch(objectPath(resource, place), {
          contentType,
          body,
          dryRun,
          fieldManager: 'fleet-backstage',
        }),
      progress: async (plan: ActionPlan) =>
        action.progress(await read(), plan, context).state,
    };
  }

  /** The states that an action goes through, each once, until one of them is the last. */
  async function follow(
    { progress }: ReturnType<typeof handle>,
    plan: ActionPlan,
  ): Promise<string[]> {
    const states: string[] = [];
    for (let turn = 0; turn < 200; turn++) {
      const state = await progress(plan);
      if (states.at(-1) !== state) states.push(state);
      if (state === 'seen' || state === 'failed') break;
      simulator.tick();
    }
    return states;
  }

  it('is mapped whole, with clusters that are not well for a reason', () => {
    const kinds = clusterApiAdapter.watches.map(({ kind }) => kind);
    const all = kinds.flatMap(objectsOf);
    expect(all.length).toBeGreaterThan(30);
    expect(
      all.flatMap(({ object, mapped }) =>
        'skipped' in mapped && mapped.skipped !== 'irrelevant'
          ? [`${object.kind} ${object.metadata.name}: ${mapped.detail}`]
          : [],
      ),
    ).toEqual([]);
    const clusters = objectsOf('Cluster').flatMap(({ mapped }) =>
      'facts' in mapped ? mapped.facts : [],
    );
    expect(
      clusters.map(fact =>
        fact.type === 'cluster'
          ? [fact.name, fact.lifecycle, fact.health, fact.heartbeat.state]
          : [],
      ),
    ).toEqual([
      ['broken', 'provisioned', 'degraded', 'current'],
      ['calm', 'provisioned', 'healthy', 'current'],
      ['prod-sae1', 'provisioning', 'progressing', 'lost'],
      ['upgrading', 'upgrading', 'progressing', 'current'],
    ]);
    const calm = clusters.find(
      fact => fact.type === 'cluster' && fact.name === 'calm',
    );
    expect(calm).toMatchObject({
      identity: {
        servers: [simulator.cluster('calm').url.replace(/^http:/, 'https:')],
      },
      kubernetesVersion: 'v1.34.4',
      desiredKubernetesVersion: 'v1.34.4',
    });
    expect(
      objectsOf('MachineHealthCheck')
        .flatMap(({ mapped }) => ('facts' in mapped ? mapped.facts : []))
        .filter(fact => 'health' in fact && fact.health === 'degraded')
        .map(fact => fact.source.name.split('-')[0]),
    ).toContain('broken');
  });

  it('is paused and continued', async () => {
    const pause = handle('pause', 'Cluster', 'calm');
    const before = await pause.read();
    const plan = await pause.plan();
    expect(await pause.apply(plan, true)).toMatchObject({
      spec: { paused: true },
    });
    expect(await pause.read()).toEqual(before);
    expect(await pause.progress(plan)).toBe('pending');

    await pause.apply(plan);
    await expect(pause.apply(plan)).rejects.toMatchObject({ status: 409 });
    expect(await follow(pause, plan)).toEqual(['accepted', 'seen']);

    const back = handle('continue', 'Cluster', 'calm');
    const backPlan = await back.plan();
    await back.apply(backPlan);
    expect(await follow(back, backPlan)).toEqual(['accepted', 'seen']);
  });

  it('goes to the next version, and not back', async () => {
    const action = handle('set-version', 'Cluster', 'calm');
    const before = await action.read();
    const plan = await action.plan({ version: '1.35.1' });
    await action.apply(plan, true);
    expect(await action.read()).toEqual(before);
    expect(await action.progress(plan)).toBe('pending');

    await action.apply(plan);
    await expect(action.apply(plan)).rejects.toMatchObject({ status: 409 });
    expect(await follow(action, plan)).toEqual(['accepted', 'seen']);
    expect(
      objectsOf('Machine')
        .filter(({ object }) => object.metadata.name.startsWith('calm-'))
        .map(({ mapped }) =>
          'facts' in mapped && mapped.facts[0].type === 'pool'
            ? mapped.facts[0].kubernetesVersion
            : undefined,
        ),
    ).toEqual(Array(5).fill('v1.35.1'));
    await expect(action.plan({ version: '1.34.4' })).rejects.toThrow(
      'cannot go back',
    );
  }, 60_000);

  it.each(['MachineDeployment', 'KubeadmControlPlane'])(
    'replaces all machines of a %s',
    async kind => {
      const action = handle('redeploy', kind, 'calm');
      const machines = () =>
        objectsOf('Machine')
          .map(({ object }) => object.metadata)
          .filter(({ name }) =>
            name.startsWith(
              kind === 'MachineDeployment' ? 'calm-general' : 'calm-',
            ),
          )
          .map(({ uid }) => uid);
      const before = machines();
      const object = await action.read();
      const plan = await action.plan();
      await action.apply(plan, true);
      expect(await action.read()).toEqual(object);
      await action.apply(plan);
      await expect(action.apply(plan)).rejects.toMatchObject({ status: 409 });
      expect(await follow(action, plan)).toEqual(['accepted', 'seen']);
      const after = machines();
      expect(after).toHaveLength(before.length);
      const kept = after.filter(uid => before.includes(uid));
      // Of a control plane the workers stay.
      expect(kept).toHaveLength(kind === 'MachineDeployment' ? 0 : 2);
    },
    60_000,
  );
});
