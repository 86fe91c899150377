import type { ExceptionScope } from '../../compliance/exceptions/ExceptionScope';
import { coversDrift, type DriftingThing } from './coversDrift';

const IMAGE = 'spec.template.spec.containers[name=web].image';

const scope = (over: Partial<ExceptionScope> = {}): ExceptionScope => ({
  clusters: [],
  namespaces: [],
  policies: [],
  subjects: [],
  entities: [],
  ...over,
});

const thing = (over: Partial<DriftingThing> = {}): DriftingThing => ({
  clusterId: 'c-1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
  entityRef: 'component:default/cart',
  owner: 'group:default/shop',
  paths: [IMAGE],
  isInPart: false,
  ...over,
});

describe('coversDrift', () => {
  it.each<[string, Partial<ExceptionScope>, boolean]>([
    ['everything', {}, true],
    ['its cluster', { clusters: ['c-1'] }, true],
    ['another cluster', { clusters: ['c-2'] }, false],
    ['its namespace', { namespaces: ['a', 'shop'] }, true],
    ['another namespace', { namespaces: ['a'] }, false],
    ['its resource', { resource: { kind: 'Deployment', name: 'cart' } }, true],
    [
      'another kind',
      { resource: { kind: 'StatefulSet', name: 'cart' } },
      false,
    ],
    ['its component', { entities: ['component:default/cart'] }, true],
    ['another component', { entities: ['component:default/a'] }, false],
    ['its owner', { owner: 'group:default/shop' }, true],
    ['another owner', { owner: 'group:default/a' }, false],
    ['its path', { subjects: [IMAGE] }, true],
    ['all paths', { subjects: ['*'] }, true],
    ['what it stands in', { subjects: ['spec.template'] }, true],
    [
      'any item',
      { subjects: ['spec.template.spec.containers[*].image'] },
      true,
    ],
    ['another path', { subjects: ['spec.replicas'] }, false],
    ['what is beneath it', { subjects: [`${IMAGE}.tag`] }, false],
    ['another item', { subjects: [IMAGE.replace('web', 'app')] }, false],
    ['no path', { subjects: ['[[', ''] }, false],
  ])('knows %s', (_, over, expected) => {
    expect(coversDrift(scope(over), thing())).toBe(expected);
  });

  it('covers nothing of which a part is not covered, or not known', () => {
    const subjects = ['spec'];
    const of = (over: Partial<DriftingThing>) =>
      coversDrift(scope({ subjects }), thing(over));
    expect(of({ paths: ['spec.replicas', IMAGE] })).toBe(true);
    expect(of({ paths: ['spec.replicas', 'metadata.labels.a'] })).toBe(false);
    expect(of({ isInPart: true })).toBe(false);
    expect(of({ paths: [] })).toBe(false);
    // The whole object, and what is no path.
    expect(of({ paths: [''] })).toBe(false);
    expect(of({ paths: ['[['] })).toBe(false);
    expect(
      coversDrift(scope({ subjects: ['*'] }), thing({ paths: [''] })),
    ).toBe(true);
  });
});
