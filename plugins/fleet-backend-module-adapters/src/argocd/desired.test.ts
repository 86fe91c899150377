import { argocdDesired } from './desired';

const [question] = argocdDesired;
const RESOURCE = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};

const object = (image: string, over: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { template: { spec: { containers: [{ name: 'web', image }] } } },
  ...over,
});
const MANAGED = [{ manager: 'kubectl-edit', operation: 'Update' }];

const item = (over: object = {}) => ({
  ...RESOURCE,
  targetState: JSON.stringify(object('cart:2')),
  liveState: JSON.stringify(
    object('hotfix', {
      metadata: { name: 'cart', namespace: 'shop', managedFields: MANAGED },
    }),
  ),
  normalizedLiveState: JSON.stringify(object('hotfix')),
  predictedLiveState: JSON.stringify(object('cart:2')),
  ...over,
});

describe('what Argo CD compares', () => {
  it('is asked for by object, and nothing in a name is more than a name', () => {
    if (question.from !== 'http') throw new Error('it is asked over HTTP');
    expect(question.path({ namespace: 'argocd', name: 'cart' }, RESOURCE)).toBe(
      '/api/v1/applications/cart/managed-resources?appNamespace=argocd&group=apps&kind=Deployment&namespace=shop&name=cart',
    );
    expect(
      question.path(
        { namespace: 'argocd', name: '../clusters?x' },
        { group: '', kind: 'ConfigMap', namespace: '', name: 'a&name=b' },
      ),
    ).toBe(
      '/api/v1/applications/..%2Fclusters%3Fx/managed-resources?appNamespace=argocd&kind=ConfigMap&name=a%26name%3Db',
    );
  });

  it('is both objects, the live one with who wrote it', () => {
    expect(question.read({ items: [item()] }, RESOURCE)).toEqual({
      desired: object('cart:2'),
      live: object('hotfix', {
        metadata: { name: 'cart', namespace: 'shop', managedFields: MANAGED },
      }),
    });
  });

  it('is that of the object alone, in the core group as well', () => {
    const { group: _, ...settings } = item({
      kind: 'ConfigMap',
      name: 'settings',
    }) as Record<string, unknown>;
    const answer = { items: [item({ name: 'other' }), settings] };
    expect(question.read(answer, RESOURCE)).toEqual({
      problem: 'Argo CD does not compare it',
    });
    expect(
      question.read(answer, {
        group: '',
        kind: 'ConfigMap',
        namespace: 'shop',
        name: 'settings',
      }),
    ).toHaveProperty('desired');
  });

  it.each<[string, object, string]>([
    ['nobody wants', { predictedLiveState: 'null' }, 'desires no such object'],
    ['is not there', { normalizedLiveState: 'null' }, 'sees no such object'],
    ['is no JSON', { predictedLiveState: '{' }, 'the answer: '],
    ['is no object', { normalizedLiveState: '7' }, 'sees no such object'],
  ])('tells nothing of what %s', (_, over, problem) => {
    expect(question.read({ items: [item(over)] }, RESOURCE)).toEqual({
      problem: expect.stringContaining(problem),
    });
  });

  it.each([null, 7, [], { items: 7 }, { items: [7] }, {}, { items: null }])(
    'is not told by %p',
    answer => {
      expect(question.read(answer, RESOURCE)).toHaveProperty('problem');
    },
  );
});
