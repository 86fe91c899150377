import { FleetSimulator } from '../../../FleetSimulator';
import type { Condition } from '../../../types';
import type { ClusterProfile, ServiceExport, ServiceImport } from './types';

const GROUP = 'multicluster.x-k8s.io';

describe('SIG Multicluster', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
  });

  const conditionOf = (
    object: { status?: { conditions: Condition[] } } | undefined,
    type: string,
  ) => object?.status?.conditions.find(entry => entry.type === type);
  const serviceExport = (cluster: string, name: string) =>
    simulator.cluster(cluster).store.get<ServiceExport>({
      apiVersion: `${GROUP}/v1beta1`,
      kind: 'ServiceExport',
      namespace: 'storefront',
      name,
    });
  const imports = (cluster: string) =>
    simulator
      .cluster(cluster)
      .store.all<ServiceImport>(`${GROUP}/v1beta1`, 'ServiceImport');

  it('lists the clusters that the management cluster delivers to', () => {
    const profiles = simulator
      .cluster('mgmt-euw1')
      .store.all<ClusterProfile>(`${GROUP}/v1alpha1`, 'ClusterProfile');
    expect(
      profiles.map(profile => [
        profile.metadata.name,
        conditionOf(profile, 'ControlPlaneHealthy')?.status,
      ]),
    ).toEqual([
      ['prod-aps1', 'Unknown'],
      ['prod-euw1-a', 'True'],
      ['prod-use1-a', 'True'],
      ['prod-use1-b', 'True'],
      ['stage-euw1', 'True'],
    ]);
  });

  it.each(['prod-use1-a', 'prod-euw1-a'])(
    'lets %s say who it is, and import what both export',
    name => {
      const properties = simulator
        .cluster(name)
        .store.all('about.k8s.io/v1beta1', 'ClusterProperty')
        .map(({ metadata, spec }) => [
          metadata.name,
          (spec as { value: string }).value,
        ]);
      const { metadata } =
        simulator.cluster(name).store.get({
          apiVersion: 'v1',
          kind: 'Namespace',
          name: 'kube-system',
        }) ?? {};
      expect(properties).toEqual([
        ['cluster.clusterset.k8s.io', metadata?.uid],
        ['clusterset.k8s.io', 'meridian'],
      ]);
      expect(
        imports(name).map(entry => [
          entry.metadata.name,
          entry.status?.clusters.map(({ cluster }) => cluster),
        ]),
      ).toEqual([
        ['cart', ['prod-use1-a', 'prod-euw1-a']],
        ['checkout', ['prod-use1-a', 'prod-euw1-a']],
      ]);
    },
  );

  it('has one export that disagrees with an older one', () => {
    const conflicts = ['prod-use1-a', 'prod-euw1-a'].flatMap(cluster =>
      ['cart', 'checkout'].map(name => {
        const found = conditionOf(serviceExport(cluster, name), 'Conflict');
        return `${cluster} ${name} ${found?.status}`;
      }),
    );
    expect(conflicts.filter(text => text.endsWith(' True'))).toEqual([
      'prod-euw1-a cart True',
    ]);
    expect(conflicts).toHaveLength(4);
  });

  it('follows exports that come and go, and clusters that are lost', async () => {
    const { store } = simulator.cluster('prod-use1-a');
    store.delete({
      apiVersion: `${GROUP}/v1beta1`,
      kind: 'ServiceExport',
      namespace: 'storefront',
      name: 'cart',
    });
    store.create({
      apiVersion: `${GROUP}/v1beta1`,
      kind: 'ServiceExport',
      metadata: { name: 'no-such-service', namespace: 'storefront' },
      spec: {},
    });
    await simulator.cluster('stage-euw1').fault({ fault: 'refuse' });
    simulator.tick();
    expect(
      imports('prod-euw1-a').find(({ metadata }) => metadata.name === 'cart')
        ?.status?.clusters,
    ).toEqual([{ cluster: 'prod-euw1-a' }]);
    expect(
      conditionOf(serviceExport('prod-euw1-a', 'cart'), 'Conflict')?.status,
    ).toBe('False');
    expect(
      conditionOf(serviceExport('prod-use1-a', 'no-such-service'), 'Valid'),
    ).toMatchObject({ status: 'False', reason: 'NoService' });
    const profile = simulator.cluster('mgmt-euw1').store.get<ClusterProfile>({
      apiVersion: `${GROUP}/v1alpha1`,
      kind: 'ClusterProfile',
      namespace: 'fleet-inventory',
      name: 'stage-euw1',
    });
    expect(conditionOf(profile, 'ControlPlaneHealthy')?.status).toBe('Unknown');
  });
});
