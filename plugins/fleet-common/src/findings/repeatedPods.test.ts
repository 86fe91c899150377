import { repeatedPods, type RepeatableFinding } from './repeatedPods';

function finding(
  kind: string,
  name: string,
  rule: string,
  other: Partial<RepeatableFinding> = {},
): RepeatableFinding {
  return {
    engine: 'kyverno',
    policy: 'require-probes',
    rule,
    result: 'fail',
    resource: { kind, name, namespace: 'shop' },
    ...other,
  };
}

const deployment = finding('Deployment', 'cart', 'autogen-probes');
const pod = finding('Pod', 'cart-6c9f7d6c4-2x8wq', 'probes');

/** What is left of findings where nothing is said twice. */
function withoutRepeatedPods(
  findings: readonly RepeatableFinding[],
): RepeatableFinding[] {
  const repeated = repeatedPods(findings);
  return findings.filter(each => !repeated.has(each));
}

describe('repeatedPods', () => {
  it.each([
    ['Deployment', 'cart', 'Pod', 'cart-6c9f7d6c4-2x8wq'],
    ['ReplicaSet', 'cart-6c9f7d6c4', 'Pod', 'cart-6c9f7d6c4-2x8wq'],
    ['StatefulSet', 'ledger', 'Pod', 'ledger-11'],
    ['DaemonSet', 'agent', 'Pod', 'agent-2x8wq'],
    ['Job', 'migrate', 'Pod', 'migrate-2x8wq'],
    ['Job', 'migrate', 'Pod', 'migrate-3-2x8wq'],
  ])('leaves out what a %s made', (kind, name, madeKind, madeName) => {
    const maker = finding(kind, name, 'autogen-probes');
    expect(
      withoutRepeatedPods([finding(madeKind, madeName, 'probes'), maker]),
    ).toEqual([maker]);
  });

  it('leaves out the Job and the Pod of a CronJob', () => {
    const maker = finding('CronJob', 'report', 'autogen-cronjob-probes');
    expect(
      withoutRepeatedPods([
        maker,
        finding('Job', 'report-29541600', 'autogen-probes'),
        finding('Pod', 'report-29541600-2x8wq', 'probes'),
      ]),
    ).toEqual([maker]);
  });

  it('leaves out the ReplicaSet of a Deployment, and tells what all of them repeat', () => {
    const replicas = finding('ReplicaSet', 'cart-6c9f7d6c4', 'autogen-probes');
    const told = [pod, replicas, deployment];
    expect(withoutRepeatedPods(told)).toEqual([deployment]);
    expect([...repeatedPods(told)]).toEqual([
      [pod, deployment],
      [replicas, deployment],
    ]);
    expect([...repeatedPods([pod, replicas])]).toEqual([[pod, replicas]]);
  });

  it.each([
    ['another result', { ...pod, result: 'pass' as const }],
    ['another policy', { ...pod, policy: 'require-owner' }],
    ['another rule', { ...pod, rule: 'limits' }],
    ['another engine', { ...pod, engine: 'polaris' }],
    ['another severity', { ...pod, severity: 'high' as const }],
    ['a container that came to it later', { ...pod, container: 'proxy' }],
    [
      'another namespace',
      { ...pod, resource: { ...pod.resource!, namespace: 'payments' } },
    ],
    ['a name of its own', finding('Pod', 'cart-debug', 'probes')],
    [
      'a name that goes on',
      finding('Pod', 'cart-worker-6c9f7d6c4-2x8wq', 'probes'),
    ],
    ['another kind', finding('ConfigMap', 'cart-6c9f7d6c4-2x8wq', 'probes')],
  ])('keeps a Pod of %s', (_, other) => {
    expect(withoutRepeatedPods([deployment, other])).toEqual([
      deployment,
      other,
    ]);
  });

  it('keeps a Pod whose maker is not reported', () => {
    expect(withoutRepeatedPods([pod])).toEqual([pod]);
  });

  it('keeps what is about no resource', () => {
    const { resource: _, ...whole } = deployment;
    expect(withoutRepeatedPods([whole, pod])).toEqual([whole, pod]);
  });
});
