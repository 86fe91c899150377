import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import { brings, deliveryFact } from '../__testUtils__/facts';
import { isOwn, ownWords } from './ownWords';

const own = {
  namespace: 'shop',
  workloads: [{ kind: 'Deployment', namespace: 'shop', name: 'cart' }],
};

const apps = (over: Partial<DeliveryFact> = {}) =>
  deliveryFact({
    name: 'apps',
    sources: [
      {
        repository: 'https://git.example/mono',
        path: 'clusters/prod',
        object: {
          kind: 'GitRepository',
          namespace: 'flux',
          name: 'everything',
        },
      },
    ],
    images: ['nginx:1.27'],
    project: 'umbrella',
    parent: { kind: 'Application', namespace: 'argocd', name: 'root' },
    brings: brings('shop/cart', 'pay/ledger', 'shop/search'),
    ...over,
  });

describe('ownWords', () => {
  it.each([
    'successfully synced',
    'one or more objects failed to apply',
    'cart is late',
    'Deployment/shop/cart is not ready',
    'deployments of apps/v1 wait',
    'waiting for "cart"',
    `Deployment.apps "cart" is invalid: spec.replicas must be positive`,
    'Application apps in argocd was refreshed',
    // Part of another word is no name.
    'unsearchable, and paying nobody',
    "it can't be told",
  ])('tells what names nothing else: %s', text => {
    expect(ownWords(text, apps(), own)).toBe(text);
  });

  it.each([
    ['a workload elsewhere', 'ledger is late'],
    ['a workload beside it', 'Search is late'],
    ['a pod of it', 'pod ledger-7d9f-x2 restarts'],
    ['a namespace', 'quota of pay exceeded'],
    ['what is not listed, by its place', 'Deployment/pay/secret-app failed'],
    [
      'what is not listed, in quotes',
      'Deployment.apps "secret-app" is invalid',
    ],
    ['what is not listed, in escaped quotes', 'got \\"secret-app\\"'],
    ['what is not listed, in quotes that were cut', 'invalid: "secret-a'],
    ['what is not listed, beside its own', '"cart secret-app" failed'],
    ['a repository', 'failed to fetch https://git.example/mono'],
    ['another repository', 'cannot clone git@git.example:acme/other.git'],
    ['a source object', 'GitRepository everything is not ready'],
    ['an image', 'cannot pull nginx:1.27'],
    ['a project', 'not permitted in project umbrella'],
    ['a parent', 'made by root'],
  ])('tells nothing that names %s', (_, text) => {
    expect(ownWords(text, apps(), own)).toBeUndefined();
  });

  it('tells nothing that names where else it goes, what failed or what it waits for', () => {
    const fact = apps({
      targetNamespace: 'vault',
      operation: {
        phase: 'failed',
        failures: [{ kind: 'Job', namespace: 'batch', name: 'migrate' }],
      },
      dependsOn: [{ kind: 'Application', name: 'operators' }],
    });
    for (const word of ['vault', 'batch', 'migrate', 'operators']) {
      expect(ownWords(`waits: ${word}`, fact, own)).toBeUndefined();
    }
  });

  it.each([
    ['lists nothing', { resources: [], total: 0 }],
    ['lists only the first', { ...brings('shop/cart'), total: 2 }],
  ])('tells nothing where the engine %s', (_, brought) => {
    expect(
      ownWords('all is well', apps({ brings: brought }), own),
    ).toBeUndefined();
  });

  it('takes what it brings for its own by kind, namespace and name', () => {
    const cart = { kind: 'Deployment', namespace: 'shop', name: 'cart' };
    expect(isOwn(cart, own)).toBe(true);
    for (const other of [
      { kind: 'Service' },
      { namespace: 'pay' },
      { namespace: undefined },
      { name: 'ledger' },
    ]) {
      expect(isOwn({ ...cart, ...other }, own)).toBe(false);
    }
  });
});
