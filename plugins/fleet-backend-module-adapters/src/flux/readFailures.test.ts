import { readFailures } from './readFailures';

describe('readFailures', () => {
  it.each([
    [
      'Deployment/shop/cart dry-run failed (Forbidden): admission webhook denied the request',
      { kind: 'Deployment', namespace: 'shop', name: 'cart' },
    ],
    [
      'ClusterRole/reader dry-run failed: not allowed',
      { kind: 'ClusterRole', name: 'reader' },
    ],
    [
      'Role/shop/system:cart apply failed: conflict',
      { kind: 'Role', namespace: 'shop', name: 'system:cart' },
    ],
  ])('reads %j', (message, expected) => {
    expect(readFailures(message)).toEqual([{ ...expected, message }]);
  });

  it.each([
    undefined,
    '',
    'kustomize build failed: accumulating resources',
    'health check failed after 5m0s: timeout waiting for: [Deployment/shop/cart]',
    'a/b/c/d dry-run failed',
    '../x dry-run failed',
    `Deployment/shop/${'x'.repeat(300)} dry-run failed`,
  ])('reads nothing of %j', message => {
    expect(readFailures(message)).toBeUndefined();
  });
});
