import { FleetSimulator } from '../../../FleetSimulator';
import { workloadSubjects } from '../workloadSubjects';
import type { PolicyObject, PolicyReport, ReportResult } from './types';

const REPORTS = 'wgpolicyk8s.io/v1alpha2';
const WORKING = ['prod-use1-a', 'prod-euw1-a', 'prod-euw4', 'stage-euw1'];
/** Too old for it. */
const BROKEN = 'stage-euw4';

let simulator: FleetSimulator;

// Those that change something come last: to make a world takes its time.
beforeAll(async () => {
  simulator = await FleetSimulator.create();
});

const storeOf = (cluster: string) => simulator.cluster(cluster).store;

function reportsOf(cluster: string): PolicyReport[] {
  return ['PolicyReport', 'ClusterPolicyReport'].flatMap(kind =>
    storeOf(cluster).all<PolicyReport>(REPORTS, kind),
  );
}

function wordsOf(cluster: string): Record<string, number> {
  const words: Record<string, number> = {};
  for (const { results } of reportsOf(cluster)) {
    for (const { result } of results) words[result] = (words[result] ?? 0) + 1;
  }
  return words;
}

const policiesOf = (cluster: string) => [
  ...storeOf(cluster).all<PolicyObject>('kyverno.io/v1', 'ClusterPolicy'),
  ...storeOf(cluster).all<PolicyObject>(
    'policies.kyverno.io/v1',
    'ValidatingPolicy',
  ),
];

it.each(WORKING)('reports on each workload and namespace of %s', cluster => {
  const reported = reportsOf(cluster).map(({ scope }) => scope.uid);
  expect(new Set(reported).size).toBe(reported.length);
  // What drifts beside Git came after the last scan.
  const subjects = workloadSubjects(storeOf(cluster)).filter(
    ({ metadata }) => !metadata.name.endsWith('-legacy'),
  );
  expect(subjects.length).toBeGreaterThan(5);
  for (const { metadata } of subjects) expect(reported).toContain(metadata.uid);
  // Some dozens of objects, not thousands.
  expect(reported.length).toBeLessThan(120);
});

it('finds most of it well, and some not', () => {
  const all = WORKING.map(wordsOf);
  for (const words of all) {
    const failed = (words.fail ?? 0) + (words.warn ?? 0);
    expect(words.pass).toBeGreaterThan(failed * 2);
    expect(failed).toBeGreaterThan(0);
  }
  // What does not count against it where it is tried out.
  expect(wordsOf('stage-euw1').warn).toBeGreaterThan(0);
  expect(wordsOf('prod-use1-a').warn).toBeUndefined();
});

it('sums up what it lists', () => {
  for (const { results, summary } of WORKING.flatMap(reportsOf)) {
    const { pass, fail, warn, error, skip } = summary;
    expect(pass + fail + warn + error + skip).toBe(results.length);
  }
});

it('works on all clusters but one, which it never looked at', () => {
  const conditionsOf = ({ status }: PolicyObject) =>
    (status?.conditions ??
      (status?.conditionStatus as { conditions: { status: string }[] })
        .conditions) as { status: string }[];
  const states = (cluster: string) =>
    new Set(
      policiesOf(cluster).flatMap(policy =>
        conditionsOf(policy).map(({ status }) => status),
      ),
    );
  for (const cluster of WORKING) expect([...states(cluster)]).toEqual(['True']);
  expect([...states(BROKEN)]).toEqual(['False']);
  expect(policiesOf(BROKEN)).toHaveLength(5);
  expect(reportsOf(BROKEN)).toEqual([]);
});

it('writes nothing of what has not changed', () => {
  const generations = () =>
    new Map(
      workloadSubjects(storeOf('prod-euw4')).map(({ metadata }) => [
        metadata.uid,
        metadata.generation,
      ]),
    );
  // Incidents came after the first reports.
  simulator.tick();
  const before = generations();
  const reports = reportsOf('prod-euw4');
  simulator.tick(2);
  const after = generations();
  const unchanged = reports.filter(
    ({ scope: { uid } }) => before.get(uid) === after.get(uid),
  );
  expect(unchanged.length).toBeGreaterThan(5);
  const versions = new Map(
    reportsOf('prod-euw4').map(({ metadata }) => [
      metadata.name,
      metadata.resourceVersion,
    ]),
  );
  expect(
    unchanged.filter(
      ({ metadata }) =>
        versions.get(metadata.name) !== metadata.resourceVersion,
    ),
  ).toEqual([]);
});

it('exempts one workload until its exception is deleted', () => {
  const [exception] = storeOf('prod-euw1-a').all(
    'kyverno.io/v2',
    'PolicyException',
  );
  expect(exception.metadata.labels).toEqual({
    'cleanup.kyverno.io/ttl': '30d',
  });
  const exempt = () =>
    reportsOf('prod-euw1-a')
      .flatMap(({ results }) => results)
      .filter(({ properties }) => properties?.exceptions);
  expect(exempt()).toMatchObject([
    { policy: 'require-two-replicas', result: 'skip' },
  ]);
  const { apiVersion, kind, metadata } = exception;
  storeOf('prod-euw1-a').delete({
    apiVersion,
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
  });
  simulator.tick();
  expect(exempt()).toEqual([]);
});

it('reports again what has changed, and no more what is gone', () => {
  const [subject] = workloadSubjects(storeOf('prod-use1-a')).filter(
    ({ kind, metadata }) =>
      kind === 'Deployment' && metadata.namespace === 'legacy-tools',
  );
  const { apiVersion, kind, metadata } = subject;
  const reference = {
    apiVersion,
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
  };
  const reportOf = (): ReportResult[] | undefined =>
    reportsOf('prod-use1-a').find(({ scope }) => scope.uid === metadata.uid)
      ?.results;
  const resultOf = (policy: string) =>
    reportOf()?.find(result => result.policy === policy)?.result;
  expect(resultOf('our-registry')).toBe('pass');
  storeOf('prod-use1-a').update<typeof subject>(reference, draft => {
    draft.spec.template.spec.containers[0].image = 'docker.example/tool:latest';
  });
  simulator.tick();
  expect(resultOf('our-registry')).toBe('fail');
  expect(resultOf('disallow-latest-tag')).toBe('fail');
  storeOf('prod-use1-a').delete(reference);
  simulator.tick();
  expect(reportOf()).toBeUndefined();
});
