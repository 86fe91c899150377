import {
  type ExceptionFact,
  type Fact,
  type FindingFact,
  type PolicyFact,
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
import { ocmPolicyAdapter } from './ocm-policy';
import { policyReportsAdapter } from './policy-reports';

// Upstream's definitions are compiled, and a world is made.
jest.setTimeout(180_000);

const ADAPTERS = [
  policyReportsAdapter,
  kyvernoAdapter,
  gatekeeperAdapter,
  ocmPolicyAdapter,
];
const KYVERNO = ['prod-use1-a', 'prod-euw1-a', 'prod-euw4', 'stage-euw1'];
const GATEKEEPER = ['prod-use1-b', 'prod-wus2'];
const HUB = 'mgmt-euw1';
/** Whose own policies are read besides what the hub says of them. */
const MEMBERS = ['prod-use1-a', 'prod-euw1-a', 'stage-euw1'];

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

const policiesOf = (cluster: string, engine: string) =>
  factsOf(cluster).filter(
    (fact): fact is PolicyFact =>
      fact.type === 'policy' && fact.engine === engine,
  );

const findingsOf = (cluster: string, engine: string) =>
  factsOf(cluster).filter(
    (fact): fact is FindingFact =>
      fact.type === 'finding' && fact.engine === engine,
  );

const exceptionsOf = (cluster: string, engine: string) =>
  factsOf(cluster).filter(
    (fact): fact is ExceptionFact =>
      fact.type === 'exception' && fact.engine === engine,
  );

(corpus ? describe : describe.skip)('what is simulated', () => {
  it('is as upstream defines it', () => {
    const validate = createUpstreamValidator(corpus ?? '');
    const checked = [...KYVERNO, ...GATEKEEPER, HUB].flatMap(cluster =>
      objectsOf(cluster).flatMap(({ type, object }) => {
        const problems = validate(type, JSON.parse(JSON.stringify(object)));
        return problems ? [{ kind: type.kind, problems }] : [];
      }),
    );
    expect(checked.length).toBeGreaterThan(100);
    expect(checked.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });
});

it.each(KYVERNO)(
  'has policies on %s that work, and are mostly kept',
  cluster => {
    expect(policiesOf(cluster, 'kyverno').map(({ health }) => health)).toEqual(
      Array(5).fill('healthy'),
    );
    const results = findingsOf(cluster, 'kyverno').map(({ result }) => result);
    const passed = results.filter(result => result === 'pass').length;
    expect(passed / results.length).toBeGreaterThan(0.7);
    expect(results.filter(result => result === 'unknown')).toEqual([]);
    // Each finding is of a policy that is there, in its name.
    const names = policiesOf(cluster, 'kyverno').map(({ name }) => name);
    for (const { policy } of findingsOf(cluster, 'kyverno')) {
      expect(names).toContain(policy);
    }
  },
);

it('has an exception that ends, and shows what it exempts', () => {
  const [exception] = exceptionsOf('prod-euw1-a', 'kyverno');
  expect(exception).toMatchObject({
    policies: [{ name: 'require-two-replicas' }],
    expiresAt: expect.any(String),
    reason: expect.stringContaining('cannot run twice'),
  });
  expect(
    findingsOf('prod-euw1-a', 'kyverno').filter(
      ({ result }) => result === 'exempt',
    ),
  ).toMatchObject([{ exceptions: [exception.name] }]);
});

it('has a cluster on which policies do not work and nothing was looked at', () => {
  const policies = policiesOf('stage-euw4', 'kyverno');
  expect(policies).toHaveLength(5);
  for (const { health } of policies) expect(health).toBe('degraded');
  expect(findingsOf('stage-euw4', 'kyverno')).toEqual([]);
});

it.each(GATEKEEPER)('counts on %s more than it lists', cluster => {
  const constraint = policiesOf(cluster, 'gatekeeper').find(
    ({ kind }) => kind === 'K8sRequireCpuLimit',
  );
  expect(constraint).toMatchObject({
    health: 'healthy',
    enforcement: 'warn',
    violations: { listed: 20 },
    references: [{ role: 'template', name: 'k8srequirecpulimit' }],
  });
  expect(constraint?.violations?.total).toBeGreaterThan(20);
  expect(findingsOf(cluster, 'gatekeeper')).toHaveLength(20);
  expect(exceptionsOf(cluster, 'gatekeeper')).toMatchObject([
    { namespaces: ['kube-*', 'gatekeeper-system'], health: 'healthy' },
  ]);
});

it('knows nothing of a cluster that is not audited', () => {
  const constraints = policiesOf('dev-use1', 'gatekeeper').filter(
    ({ kind }) => kind !== 'ConstraintTemplate',
  );
  expect(constraints).toHaveLength(3);
  for (const constraint of constraints) {
    expect(constraint).not.toHaveProperty('violations');
    expect(constraint).not.toHaveProperty('evaluatedAt');
  }
  expect(findingsOf('dev-use1', 'gatekeeper')).toEqual([]);
});

describe('policies that a hub hands on', () => {
  /** As the portal has them: the hub knows clusters by name, and they do not. */
  const resolved = () =>
    [HUB, ...MEMBERS].flatMap(observer =>
      findingsOf(observer, 'ocm-policy').map(finding => ({
        ...finding,
        observer,
        subject:
          finding.subject.type === 'reference'
            ? (observer === HUB && finding.subject.name) || undefined
            : observer,
      })),
    );

  it('have the clusters that they are on, and a binding that places them', () => {
    const roots = policiesOf(HUB, 'ocm-policy');
    const legacy = roots.find(({ name }) => name === 'no-legacy-tools');
    expect(legacy).toMatchObject({
      health: 'healthy',
      standards: ['NIST SP 800-53'],
      clustersTotal: 5,
      clusters: expect.arrayContaining([
        expect.objectContaining({
          name: 'prod-use1-a',
          compliance: 'non-compliant',
        }),
        expect.objectContaining({ name: 'prod-use1-b', compliance: 'unknown' }),
      ]),
      references: expect.arrayContaining([
        expect.objectContaining({ role: 'placement', name: 'baseline' }),
      ]),
    });
    expect(roots.map(({ kind }) => kind).sort()).toEqual([
      'PlacementBinding',
      'Policy',
      'Policy',
      'PolicySet',
    ]);
  });

  it('are told by the hub and by the cluster itself, and both call it the same', () => {
    const all = resolved().filter(({ subject }) => subject !== undefined);
    // Two policies on five clusters, three of which say so themselves.
    expect(all).toHaveLength(10 + 6);
    const results = new Map<string, string[]>();
    for (const { subject, claim, result } of all) {
      const key = `${subject} ${claim}`;
      results.set(key, [...(results.get(key) ?? []), result]);
    }
    expect(results.size).toBe(10);
    // The word of the one is the word of the other.
    for (const [key, said] of results) {
      const isOwn = MEMBERS.some(name => key.startsWith(`${name} `));
      expect(said).toEqual(isOwn ? [said[0], said[0]] : [said[0]]);
    }
  });

  it('are counted for no cluster where a copy lies on the cluster itself', () => {
    const copies = resolved().filter(({ subject }) => subject === undefined);
    expect(copies).toHaveLength(6);
  });

  it('are unknown of a cluster that never reported', () => {
    const silent = resolved().filter(
      ({ subject }) => subject === 'prod-use1-b',
    );
    expect(silent.map(({ result }) => result)).toEqual(['unknown', 'unknown']);
  });
});
