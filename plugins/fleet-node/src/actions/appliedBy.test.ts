import { appliedBy } from './appliedBy';
import { isAsPlannedOn } from './isAsPlannedOn';

const target = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};

const flux = {
  'kustomize.toolkit.fluxcd.io/name': 'apps',
  'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
};

describe('appliedBy', () => {
  it.each([
    [{}, {}, undefined],
    [flux, {}, "the Flux Kustomization 'flux-system/apps'"],
    [flux, { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' }, undefined],
    [
      { 'helm.toolkit.fluxcd.io/name': 'cart' },
      {},
      "the Flux HelmRelease 'cart'",
    ],
    [
      {},
      { 'argocd.argoproj.io/tracking-id': 'cart:apps/Deployment:shop/cart' },
      "the Argo CD Application 'cart'",
    ],
    [
      {},
      {
        'argocd.argoproj.io/tracking-id': 'team_cart:apps/Deployment:shop/cart',
      },
      "the Argo CD Application 'team/cart'",
    ],
    [
      {},
      { 'argocd.argoproj.io/tracking-id': 'cart:apps/Deployment:shop/other' },
      undefined,
    ],
  ])('reads %j and %j as %s', (labels, annotations, expected) => {
    expect(appliedBy({ labels, annotations }, target)).toBe(expected);
  });

  it('does not call what applies itself applied by another', () => {
    expect(
      appliedBy(
        { labels: flux, annotations: {} },
        {
          ...target,
          kind: 'Kustomization',
          namespace: 'flux-system',
          name: 'apps',
        },
      ),
    ).toBeUndefined();
  });
});

describe('isAsPlannedOn', () => {
  const plan = {
    effect: '',
    patches: [
      {
        target,
        contentType: 'application/merge-patch+json' as const,
        body: { metadata: { resourceVersion: '17' } },
      },
    ],
  };

  it.each([
    ['17', true],
    ['18', false],
    [undefined, false],
  ])('tells of version %s: %s', (resourceVersion, expected) => {
    expect(isAsPlannedOn({ resourceVersion }, plan)).toBe(expected);
  });
});
