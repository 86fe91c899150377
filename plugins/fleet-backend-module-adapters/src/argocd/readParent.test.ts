import { metadataSchema } from '@fleetview/backstage-plugin-fleet-node';
import { readParent } from './readParent';

const context = {
  source: {
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: 'Application',
    namespace: 'argocd',
    name: 'cart',
    uid: '1',
  },
};

function parentOf(metadata: unknown) {
  return readParent(metadataSchema.parse(metadata), context);
}

function tracked(id: string) {
  return parentOf({ annotations: { 'argocd.argoproj.io/tracking-id': id } });
}

describe('readParent', () => {
  it('reads the Application of a tracking id', () => {
    expect(tracked('shop:argoproj.io/Application:argocd/cart')).toEqual({
      kind: 'Application',
      name: 'shop',
    });
    expect(tracked('team-a_shop:argoproj.io/Application:argocd/cart')).toEqual({
      kind: 'Application',
      namespace: 'team-a',
      name: 'shop',
    });
  });

  it.each([
    'shop:argoproj.io/Application:argocd/other',
    'shop:argoproj.io/Application:elsewhere/cart',
    'shop:argoproj.io/ApplicationSet:argocd/cart',
    'shop',
    '',
  ])('does not believe %j, which is of another object or none', id => {
    expect(tracked(id)).toBeUndefined();
  });

  it('reads the owner, and only one of Argo CD', () => {
    const owner = { kind: 'ApplicationSet', name: 'all', uid: '2' };
    expect(
      parentOf({
        ownerReferences: [
          { ...owner, apiVersion: 'example.com/v1', name: 'wrong' },
          { ...owner, apiVersion: 'argoproj.io/v1alpha1' },
        ],
      }),
    ).toEqual({ kind: 'ApplicationSet', namespace: 'argocd', name: 'all' });
  });
});
