import type {
  ExceptionFact,
  Fact,
  FindingFact,
  PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  findWatch,
  mapObject,
  watchOfKind,
} from '@fleetview/backstage-plugin-fleet-node';
import { FleetSimulator } from '@fleetview/fleet-simulator';
import { findCorpus, noticeMissingCorpus } from './__testUtils__/corpus';
import { createUpstreamValidator } from './__testUtils__/createUpstreamValidator';
import { gatekeeperAdapter } from './gatekeeper';
import { kyvernoAdapter } from './kyverno';
import { policyReportsAdapter } from './policy-reports';

// Upstream's definitions are compiled, and a world is made.
jest.setTimeout(180_000);

const ADAPTERS = [policyReportsAdapter, kyvernoAdapter, gatekeeperAdapter];
const KYVERNO = ['prod-use1-a', 'prod-euw1-a', 'prod-euw4', 'stage-euw1'];
const GATEKEEPER = ['prod-use1-b', 'prod-wus2'];

const corpus = findCorpus();
if (!corpus) noticeMissingCorpus('the simulated policies against upstream');

let simulator: FleetSimulator;

beforeAll(async () => {
  simulator = await FleetSimulator.create();
  simulator.tick();
});

/** All objects of a cluster that the adapters of policies read. */
function objectsOf(cluster: string) {
  const { store } = simulator.cluster(cluster);
  return store.registry.types.flatMap(type =>
    ADAPTERS.flatMap(adapter => {
      const watch = findWatch(adapter, type);
      if (!watch?.versions.includes(type.version)) return [];
      const read = watch.everyKind ? watchOfKind(watch, type) : watch;
      return store.list(type).map(({ object }) => ({ type, read, object }));
    }),
  );
}

function factsOf(cluster: string): Fact[] {
  return objectsOf(cluster).flatMap(({ type, read, object }) => {
    const mapped = mapObject(read, type.version, object);
    if ('skipped' in mapped) throw new Error(mapped.detail);
    return mapped.facts;
  });
}

const policiesOf = (cluster: string) =>
  factsOf(cluster).filter((fact): fact is PolicyFact => fact.type === 'policy');

const findingsOf = (cluster: string) =>
  factsOf(cluster).filter(
    (fact): fact is FindingFact => fact.type === 'finding',
  );

const exceptionsOf = (cluster: string) =>
  factsOf(cluster).filter(
    (fact): fact is ExceptionFact => fact.type === 'exception',
  );

(corpus ? describe : describe.skip)('what is simulated', () => {
  it('is as upstream defines it', () => {
    const validate = createUpstreamValidator(corpus ?? '');
    const checked = [...KYVERNO, ...GATEKEEPER].flatMap(cluster =>
      objectsOf(cluster).flatMap(({ type, object }) => {
        const problems = validate(type, JSON.parse(JSON.stringify(object)));
        return problems ? [{ kind: type.kind, problems }] : [];
      }),
    );
    expect(checked.length).toBeGreaterThan(100);
    expect(checked.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });
});

it.each(KYVERNO)('has policies on %s that work, and are mostly kept', cluster => {
  expect(policiesOf(cluster).map(({ health }) => health)).toEqual(
    Array(5).fill('healthy'),
  );
  const results = findingsOf(cluster).map(({ result }) => result);
  const passed = results.filter(result => result === 'pass').length;
  expect(passed / results.length).toBeGreaterThan(0.7);
  expect(results.filter(result => result === 'unknown')).toEqual([]);
  // Each finding is of a policy that is there, in its name.
  const names = policiesOf(cluster).map(({ name }) => name);
  for (const { engine, policy } of findingsOf(cluster)) {
    expect(engine).toBe('kyverno');
    expect(names).toContain(policy);
  }
});

it('has an exception that ends, and shows what it exempts', () => {
  const [exception] = exceptionsOf('prod-euw1-a');
  expect(exception).toMatchObject({
    policies: [{ name: 'require-two-replicas' }],
    expiresAt: expect.any(String),
    reason: expect.stringContaining('cannot run twice'),
  });
  expect(
    findingsOf('prod-euw1-a').filter(({ result }) => result === 'exempt'),
  ).toMatchObject([{ exceptions: [exception.name] }]);
});

it('has a cluster on which policies do not work and nothing was looked at', () => {
  const policies = policiesOf('stage-euw4');
  expect(policies).toHaveLength(5);
  for (const { health } of policies) expect(health).toBe('degraded');
  expect(findingsOf('stage-euw4')).toEqual([]);
});

it.each(GATEKEEPER)('counts on %s more than it lists', cluster => {
  const constraint = policiesOf(cluster).find(
    ({ kind }) => kind === 'K8sRequireCpuLimit',
  );
  expect(constraint).toMatchObject({
    health: 'healthy',
    enforcement: 'warn',
    violations: { listed: 20 },
    references: [{ role: 'template', name: 'k8srequirecpulimit' }],
  });
  expect(constraint?.violations?.total).toBeGreaterThan(20);
  expect(findingsOf(cluster)).toHaveLength(20);
  expect(exceptionsOf(cluster)).toMatchObject([
    { namespaces: ['kube-*', 'gatekeeper-system'], health: 'healthy' },
  ]);
});

it('knows nothing of a cluster that is not audited', () => {
  const constraints = policiesOf('dev-use1').filter(
    ({ kind }) => kind !== 'ConstraintTemplate',
  );
  expect(constraints).toHaveLength(3);
  for (const constraint of constraints) {
    expect(constraint).not.toHaveProperty('violations');
    expect(constraint).not.toHaveProperty('evaluatedAt');
  }
  expect(findingsOf('dev-use1')).toEqual([]);
});
