import { deliveredBy, revertedWhereStated } from './deliveredBy';

const none = { labels: {}, annotations: {} };

describe('deliveredBy', () => {
  it.each([
    [
      "Argo CD's Application 'cart'",
      {
        ...none,
        annotations: {
          'argocd.argoproj.io/tracking-id': 'cart:apps/Deployment:shop/cart',
        },
      },
    ],
    [
      "Argo CD's Application 'cart-eu'",
      { ...none, labels: { 'argocd.argoproj.io/instance': 'cart-eu' } },
    ],
    [
      "Flux's Kustomization 'shop'",
      { ...none, labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } },
    ],
    [
      "Flux's HelmRelease 'cart'",
      {
        labels: {
          'helm.toolkit.fluxcd.io/name': 'cart',
          'app.kubernetes.io/managed-by': 'Helm',
        },
        annotations: { 'meta.helm.sh/release-name': 'cart' },
      },
    ],
    [
      "the Helm release 'cart'",
      { ...none, annotations: { 'meta.helm.sh/release-name': 'cart' } },
    ],
    [
      'a Helm release',
      { ...none, labels: { 'app.kubernetes.io/managed-by': 'Helm' } },
    ],
  ])('tells %s', (by, metadata) => {
    expect(deliveredBy(metadata)).toBe(by);
  });

  it('says nothing of what carries no mark', () => {
    expect(
      deliveredBy({
        labels: { 'app.kubernetes.io/managed-by': 'kubectl', app: 'cart' },
        annotations: { 'argocd.argoproj.io/tracking-id': '' },
      }),
    ).toBeUndefined();
  });

  it('bounds what it names', () => {
    const labels = { 'argocd.argoproj.io/instance': 'x'.repeat(5_000) };
    expect(deliveredBy({ ...none, labels })?.length).toBeLessThan(600);
  });
});

describe('revertedWhereStated', () => {
  it('names the field, and is nothing where nobody would take it back', () => {
    const labels = { 'kustomize.toolkit.fluxcd.io/name': 'shop' };
    expect(revertedWhereStated({ ...none, labels }, 'spec.paused')).toEqual({
      revertedBy:
        "Flux's Kustomization 'shop', at its next run, if its source states spec.paused",
    });
    expect(revertedWhereStated(none, 'spec.paused')).toEqual({});
  });
});

describe('of what may mark itself', () => {
  const target = {
    group: 'kustomize.toolkit.fluxcd.io',
    version: 'v1',
    plural: 'kustomizations',
    kind: 'Kustomization',
    namespace: 'flux-system',
    name: 'apps',
  };
  const labels = {
    'kustomize.toolkit.fluxcd.io/name': 'apps',
    'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
  };
  const annotations = {};

  it('is not brought by itself', () => {
    expect(deliveredBy({ labels, annotations }, target)).toBeUndefined();
    expect(
      deliveredBy({ labels, annotations }, { ...target, name: 'other' }),
    ).toBe("Flux's Kustomization 'apps'");
  });

  it('is not brought by what was told to leave it alone', () => {
    const disabled = { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' };
    expect(
      deliveredBy({ labels, annotations: disabled }, { ...target, name: 'a' }),
    ).toBeUndefined();
  });

  it('is not brought by what brought that which it was copied from', () => {
    const tracked = (name: string) => ({
      'argocd.argoproj.io/tracking-id': `cart:kustomize.toolkit.fluxcd.io/Kustomization:flux-system/${name}`,
    });
    expect(
      deliveredBy({ labels: {}, annotations: tracked('apps') }, target),
    ).toBe("Argo CD's Application 'cart'");
    expect(
      deliveredBy({ labels: {}, annotations: tracked('other') }, target),
    ).toBeUndefined();
  });
});
