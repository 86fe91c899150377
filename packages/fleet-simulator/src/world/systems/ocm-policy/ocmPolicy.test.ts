import { FleetSimulator } from '../../../FleetSimulator';
import type { ConfigurationPolicy, Policy } from './types';

const API = 'policy.open-cluster-management.io/v1';
const HUB = 'mgmt-euw1';
const REPORTING = ['prod-use1-a', 'prod-euw1-a', 'stage-euw1'];
/** It was lost after it had reported. */
const LOST = 'prod-aps1';
/** The framework is not installed there. */
const SILENT = 'prod-use1-b';
const LEGACY = 'no-legacy-tools';

let simulator: FleetSimulator;

// Those that change something come last: to make a world takes its time.
beforeAll(async () => {
  simulator = await FleetSimulator.create();
  simulator.tick();
});

const storeOf = (cluster: string) => simulator.cluster(cluster).store;

const policyOf = (cluster: string, namespace: string, name: string) =>
  storeOf(cluster).get<Policy>({
    apiVersion: API,
    kind: 'Policy',
    namespace,
    name,
  });

const rootOf = (name: string) => policyOf(HUB, 'fleet-baseline', name);

const replicaOf = (cluster: string, name: string, on = HUB) =>
  policyOf(on, cluster, `fleet-baseline.${name}`);

const wordsOf = (name: string) =>
  Object.fromEntries(
    (rootOf(name)?.status?.status ?? []).map(({ clustername, compliant }) => [
      clustername,
      compliant,
    ]),
  );

it('has a copy of each policy for each cluster that the placement chose', () => {
  for (const name of [LEGACY, 'payments-apart']) {
    expect(Object.keys(wordsOf(name)).sort()).toEqual(
      [...REPORTING, LOST, SILENT].sort(),
    );
    for (const cluster of [...REPORTING, LOST, SILENT]) {
      expect(replicaOf(cluster, name)).toBeDefined();
    }
  }
});

it('is kept nearly everywhere, and rolled up by the worst', () => {
  expect(wordsOf(LEGACY)).toEqual({
    'prod-use1-a': 'NonCompliant',
    'prod-euw1-a': 'Compliant',
    'stage-euw1': 'Compliant',
    [LOST]: 'Compliant',
    [SILENT]: undefined,
  });
  expect(rootOf(LEGACY)?.status?.compliant).toBe('NonCompliant');
  // Nobody knows of one of them.
  expect(rootOf('payments-apart')?.status).not.toHaveProperty('compliant');
});

it.each(REPORTING)('says the same on %s and on the hub', cluster => {
  const own = replicaOf(cluster, LEGACY, cluster);
  expect(own?.status).toEqual(replicaOf(cluster, LEGACY)?.status);
  const template = storeOf(cluster).get<ConfigurationPolicy>({
    apiVersion: API,
    kind: 'ConfigurationPolicy',
    namespace: cluster,
    name: LEGACY,
  });
  expect(template?.status?.compliant).toBe(own?.status?.compliant);
  expect(template?.metadata.ownerReferences).toMatchObject([
    { kind: 'Policy', uid: own?.metadata.uid },
  ]);
});

it('follows what changes, with a history', () => {
  storeOf('prod-euw1-a').create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'legacy-tools' },
  });
  simulator.tick(2);
  expect(wordsOf(LEGACY)['prod-euw1-a']).toBe('NonCompliant');
  const [detail] = replicaOf('prod-euw1-a', LEGACY)?.status?.details ?? [];
  expect(detail.history.map(({ message }) => message)).toEqual([
    'NonCompliant; violation - namespaces [legacy-tools] found',
    'Compliant; notification - namespaces [legacy-tools] not found as specified',
  ]);
});

it('stays as it was where a cluster is lost', async () => {
  await simulator.cluster('stage-euw1').fault({ fault: 'refuse' });
  storeOf('stage-euw1').create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'legacy-tools' },
  });
  simulator.tick(2);
  expect(wordsOf(LEGACY)['stage-euw1']).toBe('Compliant');
});
