import { parseInventoryId } from './readInventory';

describe('parseInventoryId', () => {
  it.each([
    [
      'shop_cart_apps_Deployment',
      { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'cart' },
    ],
    [
      'shop_cart__Service',
      { group: '', kind: 'Service', namespace: 'shop', name: 'cart' },
    ],
    ['_shop__Namespace', { group: '', kind: 'Namespace', name: 'shop' }],
    [
      '_system__node_rbac.authorization.k8s.io_ClusterRole',
      {
        group: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'system:node',
      },
    ],
    [
      '_carts.shop.example.com_apiextensions.k8s.io_CustomResourceDefinition',
      {
        group: 'apiextensions.k8s.io',
        kind: 'CustomResourceDefinition',
        name: 'carts.shop.example.com',
      },
    ],
  ])('reads %s', (id, expected) => {
    expect(parseInventoryId(id)).toEqual(expected);
  });

  it.each([
    '',
    'cart',
    'shop_cart',
    'shop_cart_apps',
    '____',
    '_'.repeat(5000),
  ])('does not read %j', id => {
    expect(parseInventoryId(id)).toBeUndefined();
  });
});
