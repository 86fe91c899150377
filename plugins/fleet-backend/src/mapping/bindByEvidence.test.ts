import { bindByEvidence, type Bindable } from './bindByEvidence';
import { EntityIndex } from './EntityIndex';

const NAMES = ['prod-a', 'config/prod-a'];

function entity(name: string, annotations: Record<string, string>) {
  return { ref: `component:default/${name}`, annotations };
}

const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const CLUSTER = 'backstage.io/kubernetes-cluster';

const workload = (labels: Record<string, string>, namespace = 'shop') => ({
  labels,
  namespace,
  name: 'checkout',
});
const application = (over: Partial<Bindable> = {}): Bindable => ({
  labels: {},
  namespace: 'argocd',
  name: 'checkout',
  engine: 'argocd',
  ...over,
});

const bound = (name: string, rule: string) => ({
  type: 'bound',
  entityRef: `component:default/${name}`,
  rule,
});
const ambiguous = (rule: string, ...names: string[]) => ({
  type: 'ambiguous',
  rule,
  candidates: names.map(name => `component:default/${name}`),
});
const unbound = { type: 'unbound' };

describe('bindByEvidence', () => {
  it.each([
    {
      name: 'nothing says anything',
      bindable: workload({}),
      entities: [entity('a', { [ID]: 'a' })],
      expected: unbound,
    },
    {
      name: 'the label of the Kubernetes plugin',
      bindable: workload({ [ID]: 'a' }),
      entities: [entity('a', { [ID]: 'a' }), entity('b', { [ID]: 'b' })],
      expected: bound('a', 'kubernetes-id'),
    },
    {
      name: 'the label beats the selector',
      bindable: workload({ [ID]: 'a', app: 'b' }),
      entities: [
        entity('b', { [SELECTOR]: 'app=b', [NAMESPACE]: 'shop' }),
        entity('a', { [ID]: 'a' }),
      ],
      expected: bound('a', 'kubernetes-id'),
    },
    {
      name: 'a label that only names another place does not stop the selector',
      bindable: workload({ [ID]: 'a', app: 'b' }),
      entities: [
        entity('a', { [ID]: 'a', [NAMESPACE]: 'elsewhere' }),
        entity('b', { [SELECTOR]: 'app=b' }),
      ],
      expected: bound('b', 'kubernetes-label-selector'),
    },
    {
      name: 'the selector beats the engine',
      bindable: application({ labels: { app: 'b' } }),
      entities: [
        entity('a', { 'argocd/app-name': 'checkout' }),
        entity('b', { [SELECTOR]: 'app=b' }),
      ],
      expected: bound('b', 'kubernetes-label-selector'),
    },
    {
      name: 'one that names the namespace beats one that names nothing',
      bindable: workload({ [ID]: 'a' }),
      entities: [
        entity('a', { [ID]: 'a' }),
        entity('b', { [ID]: 'a', [NAMESPACE]: 'shop' }),
      ],
      expected: bound('b', 'kubernetes-id'),
    },
    {
      name: 'one that names cluster and namespace beats one that names the namespace',
      bindable: workload({ [ID]: 'a' }),
      entities: [
        entity('a', { [ID]: 'a', [NAMESPACE]: 'shop' }),
        entity('b', { [ID]: 'a', [NAMESPACE]: 'shop', [CLUSTER]: 'prod-a' }),
      ],
      expected: bound('b', 'kubernetes-id'),
    },
    {
      name: 'a cluster may be named with its source',
      bindable: workload({ [ID]: 'a' }),
      entities: [entity('a', { [ID]: 'a', [CLUSTER]: 'config/prod-a' })],
      expected: bound('a', 'kubernetes-id'),
    },
    {
      name: 'one that names another cluster is no candidate',
      bindable: workload({ [ID]: 'a' }),
      entities: [
        entity('a', { [ID]: 'a', [CLUSTER]: 'prod-b' }),
        entity('b', { [ID]: 'a' }),
      ],
      expected: bound('b', 'kubernetes-id'),
    },
    {
      name: 'one that names another namespace is no candidate',
      bindable: workload({ [ID]: 'a' }),
      entities: [entity('a', { [ID]: 'a', [NAMESPACE]: 'other' })],
      expected: unbound,
    },
    {
      name: 'two that are left are ambiguous, in order',
      bindable: workload({ [ID]: 'a' }),
      entities: [entity('z', { [ID]: 'a' }), entity('a', { [ID]: 'a' })],
      expected: ambiguous('kubernetes-id', 'a', 'z'),
    },
    {
      name: 'ambiguity at a rule is not settled by a weaker one',
      bindable: workload({ [ID]: 'a', app: 'c' }),
      entities: [
        entity('a', { [ID]: 'a' }),
        entity('b', { [ID]: 'a' }),
        entity('c', { [SELECTOR]: 'app=c' }),
      ],
      expected: ambiguous('kubernetes-id', 'a', 'b'),
    },
    {
      name: 'the same entity found twice is one',
      bindable: application({ labels: { team: 'a' } }),
      entities: [
        entity('a', {
          'argocd/app-name': 'checkout',
          'argocd/app-selector': 'team=a',
        }),
      ],
      expected: bound('a', 'engine-annotation'),
    },
    {
      name: 'the Argo CD name does not bind another engine',
      bindable: application({ engine: 'flux' }),
      entities: [entity('a', { 'argocd/app-name': 'checkout' })],
      expected: unbound,
    },
    {
      name: 'the Argo CD name does not bind a workload',
      bindable: workload({}),
      entities: [entity('a', { 'argocd/app-name': 'checkout' })],
      expected: unbound,
    },
    {
      name: 'the Argo CD namespace has to agree',
      bindable: application({ namespace: 'team-b' }),
      entities: [
        entity('a', {
          'argocd/app-name': 'checkout',
          'argocd/app-namespace': 'team-a',
        }),
      ],
      expected: unbound,
    },
    {
      name: 'the Argo CD namespace decides between two of one name',
      bindable: application({ namespace: 'team-a' }),
      entities: [
        entity('a', {
          'argocd/app-name': 'checkout',
          'argocd/app-namespace': 'team-a',
        }),
        entity('b', {
          'argocd/app-name': 'checkout',
          'argocd/app-namespace': 'team-b',
        }),
      ],
      expected: bound('a', 'engine-annotation'),
    },
    {
      name: 'the Argo CD project has to agree',
      bindable: application({ project: 'default' }),
      entities: [
        entity('a', {
          'argocd/app-name': 'checkout',
          'argocd/project-name': 'shop',
        }),
      ],
      expected: unbound,
    },
    {
      name: 'a project that is not stated agrees with none',
      bindable: application(),
      entities: [
        entity('a', {
          'argocd/app-name': 'checkout',
          'argocd/project-name': 'shop',
        }),
      ],
      expected: unbound,
    },
    {
      name: 'the namespace of the workloads is not held against the engine object',
      bindable: application({ labels: { [ID]: 'a' } }),
      entities: [entity('a', { [ID]: 'a', [NAMESPACE]: 'shop' })],
      expected: bound('a', 'kubernetes-id'),
    },
    {
      name: 'the selector of applications',
      bindable: application({ labels: { team: 'a' } }),
      entities: [entity('a', { 'argocd/app-selector': 'team=a' })],
      expected: bound('a', 'engine-annotation'),
    },
    {
      name: 'an id that is called like what objects inherit',
      bindable: workload({ [ID]: 'constructor' }),
      entities: [entity('a', { [ID]: 'a' })],
      expected: unbound,
    },
  ])('$name', ({ bindable, entities, expected }) => {
    expect(
      bindByEvidence(bindable, NAMES, new EntityIndex(entities)),
    ).toMatchObject(expected);
  });

  it('says what matched', () => {
    const index = new EntityIndex([
      entity('a', { [ID]: 'a' }),
      entity('b', { [SELECTOR]: 'app=b' }),
      entity('c', { 'argocd/app-name': 'checkout' }),
    ]);
    const evidenceOf = (bindable: Bindable) => {
      const outcome = bindByEvidence(bindable, NAMES, index);
      return outcome.type === 'bound' ? outcome.evidence : undefined;
    };
    expect(evidenceOf(workload({ [ID]: 'a' }))).toBe(
      'label backstage.io/kubernetes-id=a',
    );
    expect(evidenceOf(workload({ app: 'b' }))).toContain('app=b');
    expect(evidenceOf(application())).toBe('argocd/app-name: checkout');
  });
});
