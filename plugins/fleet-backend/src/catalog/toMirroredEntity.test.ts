import type { Entity } from '@backstage/catalog-model';
import { toMirroredEntity } from './toMirroredEntity';

const entity = (over: Partial<Entity> = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'Checkout' },
  ...over,
});

describe('toMirroredEntity', () => {
  it('keeps what mapping reads, and no other annotation', () => {
    expect(
      toMirroredEntity(
        entity({
          metadata: {
            name: 'Checkout',
            title: 'The checkout',
            annotations: {
              'backstage.io/kubernetes-id': 'checkout',
              'argocd/app-name': '',
              'company.example/secret': 'x',
            },
          },
          relations: [
            { type: 'ownedBy', targetRef: 'user:default/ana' },
            { type: 'ownedBy', targetRef: 'group:default/shop' },
            { type: 'partOf', targetRef: 'component:default/other' },
            { type: 'partOf', targetRef: 'system:default/web' },
          ],
        }),
      ),
    ).toEqual({
      ref: 'component:default/checkout',
      title: 'The checkout',
      owner: 'group:default/shop',
      system: 'system:default/web',
      annotations: { 'backstage.io/kubernetes-id': 'checkout' },
    });
  });

  it('takes a user for owner where there is no group', () => {
    expect(
      toMirroredEntity(
        entity({
          relations: [{ type: 'ownedBy', targetRef: 'user:default/ana' }],
        }),
      ).owner,
    ).toBe('user:default/ana');
  });

  it('needs nothing but a name', () => {
    expect(toMirroredEntity(entity())).toEqual({
      ref: 'component:default/checkout',
      annotations: {},
    });
  });

  it('regression: takes a title that no column takes', () => {
    const { title } = toMirroredEntity(
      entity({ metadata: { name: 'a', title: `\u0000${'t'.repeat(5_000)}` } }),
    );
    expect(title?.length).toBeLessThanOrEqual(253);
    expect(title).not.toContain('\u0000');
  });
});
