import { keepKeys, MAPPING_ANNOTATIONS, MAPPING_LABELS } from './keys';

describe('keepKeys', () => {
  it('keeps only what is allowed when there is no room for the rest', () => {
    expect(
      keepKeys(
        {
          'kubectl.kubernetes.io/last-applied-configuration': '{"secret":1}',
          'argocd.argoproj.io/tracking-id': 'cart:apps/Deployment:shop/cart',
          'backstage.io/kubernetes-id': 'cart',
          'example.com/token': 'x',
        },
        MAPPING_ANNOTATIONS,
      ),
    ).toEqual({
      'argocd.argoproj.io/tracking-id': 'cart:apps/Deployment:shop/cart',
      'backstage.io/kubernetes-id': 'cart',
    });
  });

  it('keeps arbitrary labels, the important ones first, 64 in all', () => {
    const labels: Record<string, string> = {
      'backstage.io/kubernetes-id': 'cart',
      'app.kubernetes.io/name': 'cart',
      'kustomize.toolkit.fluxcd.io/name': 'shop',
    };
    for (let index = 0; index < 100; index++) {
      labels[`a.example.com/l${String(index).padStart(3, '0')}`] = 'x';
    }
    const kept = keepKeys(labels, MAPPING_LABELS);
    expect(Object.keys(kept)).toHaveLength(64);
    expect(kept).toMatchObject({
      'backstage.io/kubernetes-id': 'cart',
      'app.kubernetes.io/name': 'cart',
      'kustomize.toolkit.fluxcd.io/name': 'shop',
      'a.example.com/l060': 'x',
    });
    expect(kept).not.toHaveProperty(['a.example.com/l061']);
  });

  it('does not depend on the order of the labels', () => {
    expect(JSON.stringify(keepKeys({ b: '1', a: '2' }, MAPPING_LABELS))).toBe(
      JSON.stringify(keepKeys({ a: '2', b: '1' }, MAPPING_LABELS)),
    );
  });

  it('leaves out keys that are no keys, and cleans values', () => {
    const hostile = JSON.parse(
      '{"__proto__":"x","a b":"x","":"x","team":"a\\u202eb"}',
    );
    hostile['k'.repeat(400)] = 'x';
    const kept = keepKeys(hostile, MAPPING_LABELS);
    expect(Object.entries(kept)).toEqual([['team', 'ab']]);
  });
});
