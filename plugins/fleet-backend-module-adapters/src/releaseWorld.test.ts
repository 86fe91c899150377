import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import { mapObject } from '@fleetview/backstage-plugin-fleet-node';
import { FleetSimulator, RELEASE_SCENARIO } from '@fleetview/fleet-simulator';
import { findCorpus, noticeMissingCorpus } from './__testUtils__/corpus';
import { createUpstreamValidator } from './__testUtils__/createUpstreamValidator';
import { adapters } from './adapters';

// Upstream's definitions are compiled, and a world is made for each test.
jest.setTimeout(180_000);

/** Kinds that engines deliver with, by where they lie in the release's world. */
const KINDS = [
  ['hub-argocd', 'argoproj.io/v1alpha1', 'Application'],
  ['hub-argocd', 'argoproj.io/v1alpha1', 'ApplicationSet'],
  ['hub-argocd', 'argoproj.io/v1alpha1', 'AppProject'],
  ['hub-ocm', 'cluster.open-cluster-management.io/v1', 'ManagedCluster'],
  ['hub-ocm', 'cluster.open-cluster-management.io/v1beta1', 'Placement'],
  [
    'hub-ocm',
    'cluster.open-cluster-management.io/v1beta1',
    'PlacementDecision',
  ],
  [
    'hub-ocm',
    'work.open-cluster-management.io/v1alpha1',
    'ManifestWorkReplicaSet',
  ],
  ['hub-ocm', 'work.open-cluster-management.io/v1', 'ManifestWork'],
  ['euw1-flux', 'kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
] as const;

const corpus = findCorpus();
if (!corpus) noticeMissingCorpus('a simulated release against upstream');

let simulator: FleetSimulator;

beforeEach(async () => {
  simulator = await FleetSimulator.create({ scenario: RELEASE_SCENARIO });
});

/** What the adapters read of one object. */
function read(
  cluster: string,
  apiVersion: string,
  kind: string,
  reference: { namespace: string; name: string },
): DeliveryFact {
  const object = simulator
    .cluster(cluster)
    .store.get({ apiVersion, kind, ...reference });
  const [group, version] = apiVersion.split('/');
  const watch = adapters
    .flatMap(({ watches }) => watches)
    .find(candidate => candidate.group === group && candidate.kind === kind);
  if (!watch || !object) throw new Error(`no ${kind} '${reference.name}'`);
  const mapped = mapObject(watch, version, object);
  if (!('facts' in mapped)) throw new Error(JSON.stringify(mapped));
  return mapped.facts.find(({ type }) => type === 'delivery') as DeliveryFact;
}

const readWork = (cluster: string) =>
  read('hub-ocm', 'work.open-cluster-management.io/v1', 'ManifestWork', {
    namespace: cluster,
    name: 'checkout',
  });

const readApplication = (cluster: string) =>
  read('hub-argocd', 'argoproj.io/v1alpha1', 'Application', {
    namespace: 'argocd',
    name: `checkout-${cluster}`,
  });

const readKustomization = (cluster: string) =>
  read(cluster, 'kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
    namespace: 'flux-system',
    name: 'checkout',
  });

it('is as upstream defines it, from the beginning to the end', () => {
  if (!corpus) return;
  const validate = createUpstreamValidator(corpus);
  const problems = new Set<string>();
  let checked = 0;
  const check = () => {
    for (const [cluster, apiVersion, kind] of KINDS) {
      const [group, version] = apiVersion.split('/');
      const { store } = simulator.cluster(cluster);
      for (const object of store.all(apiVersion, kind)) {
        for (const problem of validate({ group, version, kind }, object) ?? [
          'has no definition',
        ]) {
          problems.add(`${kind} ${problem}`);
        }
        checked += 1;
      }
    }
  };
  check();
  simulator.releases.start({
    component: 'checkout',
    version: '1.42.0',
    troubles: [
      { type: 'admission', cluster: 'euw1-flux' },
      { type: 'admission', cluster: 'use1-ocm' },
      { type: 'admission', cluster: 'use1-argocd' },
      { type: 'window', cluster: 'euw1-argocd' },
    ],
  });
  for (const ticks of [14, 10, 56]) {
    simulator.tick(ticks);
    check();
  }
  expect([...problems]).toEqual([]);
  expect(checked).toBeGreaterThan(200);
});

it('is read as well in the beginning', () => {
  simulator.tick();
  for (const fact of [
    readWork('eun1-ocm'),
    readApplication('eun1-argocd'),
    readKustomization('eun1-flux'),
  ]) {
    expect(fact).toMatchObject({ sync: 'synced', health: 'healthy' });
  }
  expect(readWork('eun1-ocm')).toMatchObject({
    images: ['registry.meridian.example/storefront/checkout:1.41.2'],
    parent: { kind: 'ManifestWorkReplicaSet', name: 'checkout' },
    operation: { phase: 'succeeded' },
  });
});

it('is read with what is in the way of the release', () => {
  simulator.releases.start({
    component: 'checkout',
    version: '1.42.0',
    waves: [
      {
        name: 'all',
        clusters: ['eun1-argocd', 'eun1-flux', 'eun1-ocm'],
      },
    ],
    troubles: ['eun1-argocd', 'eun1-flux', 'eun1-ocm'].map(cluster => ({
      type: 'admission' as const,
      cluster,
    })),
  });
  simulator.tick(20);
  const denied = expect.stringContaining(
    'admission webhook "validate.kyverno.svc-fail" denied the request',
  );
  expect(readApplication('eun1-argocd')).toMatchObject({
    sync: 'out-of-sync',
    health: 'healthy',
    operation: {
      phase: 'failed',
      message: denied,
      failures: [{ kind: 'Deployment', message: denied }],
    },
  });
  expect(readKustomization('eun1-flux')).toMatchObject({
    health: 'degraded',
    message: denied,
  });
  expect(readWork('eun1-ocm')).toMatchObject({
    sync: 'out-of-sync',
    health: 'degraded',
    operation: {
      phase: 'failed',
      failures: [{ kind: 'Deployment', message: denied }],
    },
  });
});

it('is read as blocked by a window', () => {
  simulator.releases.start({
    component: 'checkout',
    version: '1.42.0',
    troubles: [{ type: 'window', cluster: 'eun1-argocd' }],
  });
  simulator.tick(3);
  expect(readApplication('eun1-argocd')).toMatchObject({
    sync: 'out-of-sync',
    operation: { phase: 'running' },
    blockedBy: ['Sync operation blocked by sync window'],
  });
});
