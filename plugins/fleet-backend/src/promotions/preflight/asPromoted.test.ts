import { asPromoted } from './asPromoted';

const CART = {
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
  images: { web: 'ghcr.io/shop/cart:1.1@sha256:b', init: 'ghcr.io/i@sha256:c' },
};

const live = (over: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'cart',
    namespace: 'shop',
    uid: 'u',
    resourceVersion: '7',
    generation: 3,
    labels: { app: 'cart' },
    annotations: {
      team: 'shop',
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
    },
    managedFields: [
      { manager: 'argocd', apiVersion: 'apps/v1beta1', operation: 'Apply' },
      { manager: 'kube', apiVersion: 'apps/v1', subresource: 'status' },
    ],
  },
  spec: {
    replicas: 2,
    template: {
      spec: {
        initContainers: [{ name: 'init', image: 'ghcr.io/i:1' }],
        containers: [
          { name: 'web', image: 'ghcr.io/shop/cart:1.0', env: [] },
          { name: 'proxy', image: 'ghcr.io/proxy:1' },
        ],
      },
    },
  },
  status: { replicas: 2 },
  ...over,
});

describe('asPromoted', () => {
  it('is what is there with the images of the release, and nothing of the server', () => {
    const given = live();
    expect(asPromoted(given, CART)).toEqual({
      apiVersions: ['apps/v1beta1'],
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {
          name: 'cart',
          namespace: 'shop',
          labels: { app: 'cart' },
          annotations: { team: 'shop' },
        },
        spec: {
          replicas: 2,
          template: {
            spec: {
              initContainers: [{ name: 'init', image: 'ghcr.io/i@sha256:c' }],
              containers: [
                {
                  name: 'web',
                  image: 'ghcr.io/shop/cart:1.1@sha256:b',
                  env: [],
                },
                { name: 'proxy', image: 'ghcr.io/proxy:1' },
              ],
            },
          },
        },
      },
    });
    expect(given).toEqual(live());
  });

  it('finds the containers of a CronJob', () => {
    const { object } = asPromoted(
      live({
        apiVersion: 'batch/v1',
        spec: {
          jobTemplate: {
            spec: { template: { spec: { containers: [{ name: 'web' }] } } },
          },
        },
      }),
      { ...CART, kind: 'CronJob' },
    );
    expect(JSON.stringify(object.spec)).toContain(CART.images.web);
  });

  it.each([
    ['no spec', { spec: undefined }],
    ['a spec that is none', { spec: 'x' }],
    [
      'containers that are none',
      { spec: { template: { spec: { containers: [null, 7, { name: 1 }] } } } },
    ],
    ['no metadata', { metadata: undefined }],
    ['fields of nobody', { metadata: { managedFields: 'x' } }],
    [
      'a container by the name of a property',
      { spec: { template: { spec: { containers: [{ name: '__proto__' }] } } } },
    ],
  ])('takes %s', (_, over) => {
    expect(asPromoted(live(over), CART).object.metadata).toMatchObject({
      name: 'cart',
    });
  });
});
