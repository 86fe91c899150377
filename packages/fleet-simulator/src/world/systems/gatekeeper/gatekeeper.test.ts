import { FleetSimulator } from '../../../FleetSimulator';
import type { Constraint, ConstraintTemplate } from './types';

const CONSTRAINTS = 'constraints.gatekeeper.sh/v1beta1';
const TEMPLATE = {
  apiVersion: 'templates.gatekeeper.sh/v1',
  kind: 'ConstraintTemplate',
};
const AUDITED = ['prod-use1-b', 'prod-wus2'];
const NOT_AUDITED = 'dev-use1';

let simulator: FleetSimulator;

// Those that change something come last: to make a world takes its time.
beforeAll(async () => {
  simulator = await FleetSimulator.create();
});

const storeOf = (cluster: string) => simulator.cluster(cluster).store;

const constraintOf = (cluster: string, kind: string) =>
  storeOf(cluster).all<Constraint>(CONSTRAINTS, kind)[0];

it.each(AUDITED)('counts on %s what breaks constraints, and lists 20', cluster => {
  expect(constraintOf(cluster, 'K8sAllowedRegistries').status).toMatchObject({
    totalViolations: 0,
    auditTimestamp: expect.any(String),
  });
  const { status } = constraintOf(cluster, 'K8sRequireCpuLimit');
  expect(status?.totalViolations).toBeGreaterThan(20);
  expect(status?.violations).toHaveLength(20);
  for (const violation of status?.violations ?? []) {
    expect(violation).toMatchObject({
      group: 'apps',
      enforcementAction: 'warn',
      message: expect.stringContaining('no limit of CPU'),
    });
  }
});

it('never audits a development cluster, which is not none', () => {
  const { status } = constraintOf(NOT_AUDITED, 'K8sRequireCpuLimit');
  expect(status?.byPod).toHaveLength(1);
  expect(status).not.toHaveProperty('totalViolations');
  expect(status).not.toHaveProperty('auditTimestamp');
});

it('audits each minute, and finds what has changed', () => {
  const store = storeOf('prod-use1-b');
  const before = constraintOf('prod-use1-b', 'K8sRequireTeam').status;
  expect(before?.totalViolations).toBe(0);
  store.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'nobodys' },
  });
  simulator.tick(21);
  const after = constraintOf('prod-use1-b', 'K8sRequireTeam').status;
  expect(after?.violations).toMatchObject([
    { group: '', kind: 'Namespace', name: 'nobodys' },
  ]);
  expect(Date.parse(after?.auditTimestamp ?? '')).toBeGreaterThan(
    Date.parse(before?.auditTimestamp ?? ''),
  );
});

it('serves a kind for each template, and no more when it is gone', () => {
  const store = storeOf('prod-wus2');
  const isServed = () =>
    store.registry.findByKind(CONSTRAINTS, 'K8sNewRule') !== undefined;
  expect(isServed()).toBe(false);
  store.create({
    ...TEMPLATE,
    metadata: { name: 'k8snewrule' },
    spec: { crd: { spec: { names: { kind: 'K8sNewRule' } } }, targets: [] },
  });
  simulator.tick();
  expect(isServed()).toBe(true);
  expect(
    store.get<ConstraintTemplate>({ ...TEMPLATE, name: 'k8snewrule' })?.status,
  ).toMatchObject({ created: true });
  store.create({
    apiVersion: CONSTRAINTS,
    kind: 'K8sNewRule',
    metadata: { name: 'all' },
    spec: {},
  });
  simulator.tick();
  expect(constraintOf('prod-wus2', 'K8sNewRule').status?.byPod).toHaveLength(2);
  store.delete({ ...TEMPLATE, name: 'k8snewrule' });
  simulator.tick();
  expect(isServed()).toBe(false);
});
