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

  describe('of a Resource that is a cluster', () => {
    const resource = (over: {
      annotations?: Record<string, string>;
      labels?: Record<string, string>;
      type?: string;
      kind?: string;
    }): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: over.kind ?? 'Resource',
      metadata: {
        name: 'theirs',
        annotations: {
          'fleet.backstage.io/cluster-id': 'c-1',
          ...over.annotations,
        },
        ...(over.labels ? { labels: over.labels } : {}),
      },
      spec: { type: over.type ?? 'kubernetes-cluster' },
    });

    it('keeps its cluster and attributes, of labels and annotations', () => {
      const { annotations, problems } = toMirroredEntity(
        resource({
          annotations: {
            'fleet.backstage.io/region': ' eu\u0000 central ',
            'fleet.backstage.io/owner': 'group:default/thief',
            'fleet.backstage.io/zone': '',
          },
          labels: {
            'fleet.backstage.io/region': 'eu',
            'fleet.backstage.io/tier': '1',
            'company.example/cost': '7',
          },
        }),
      );
      expect(annotations).toEqual({
        'fleet.backstage.io/cluster-id': 'c-1',
        'fleet.backstage.io/region': expect.stringMatching(/^eu.* central$/),
        'fleet.backstage.io/tier': '1',
      });
      expect(annotations['fleet.backstage.io/region']).not.toContain('\u0000');
      expect(problems).toBeUndefined();
    });

    it.each([
      ['another kind', { kind: 'Component' }],
      ['another type', { type: 'database' }],
      [
        'one that Fleet provides',
        {
          annotations: {
            'backstage.io/managed-by-origin-location': 'fleet:clusters/c-1',
          },
        },
      ],
    ])('keeps nothing of %s', (_, over) => {
      const { annotations } = toMirroredEntity(
        resource({ ...over, labels: { 'fleet.backstage.io/region': 'eu' } }),
      );
      expect(annotations).toEqual({});
    });

    it.each([
      ['an id', { 'fleet.backstage.io/cluster-id': 'a b' }, /no id/],
      [
        'a value',
        { 'fleet.backstage.io/region': 'r'.repeat(254) },
        /region is left out/,
      ],
    ])('tells %s that is none', (_, annotations, message) => {
      const mirrored = toMirroredEntity(resource({ annotations }));
      expect(mirrored.annotations).not.toHaveProperty(Object.keys(annotations));
      expect(mirrored.problems).toEqual([expect.stringMatching(message)]);
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
