import fc from 'fast-check';
import { imageRepository } from '../imageRepository';
import { locationWithin } from '../sourceLocation';
import { bindByEvidence, type Bindable } from '../bindByEvidence';
import { EntityIndex, type MirroredEntity } from '../EntityIndex';
import { keysOfBindable, keysOfEntity } from '../evidenceKeys';

const SOURCE = 'fleet.backstage.io/delivery-source';
const IMAGE = 'fleet.backstage.io/image';
const NAMESPACE = 'backstage.io/kubernetes-namespace';

const entity = (
  name: string,
  annotations: Record<string, string> = {},
  over: Partial<MirroredEntity> = {},
): MirroredEntity => ({
  ref: `component:default/${name}`,
  annotations,
  ...over,
});

const delivery = (
  repository: string,
  path = '',
  over: Partial<Bindable> = {},
): Bindable => {
  const source = locationWithin(repository, path);
  return {
    labels: {},
    namespace: 'flux',
    name: 'x',
    engine: 'flux',
    ...(source ? { sources: [source] } : {}),
    ...over,
  };
};

const workload = (image: string, namespace = 'shop'): Bindable => ({
  labels: {},
  namespace,
  name: 'x',
  image: imageRepository(image),
});

const bind = (bindable: Bindable, entities: MirroredEntity[]) =>
  bindByEvidence(bindable, ['prod'], new EntityIndex(entities));

const REPOSITORY = 'https://github.com/acme/config.git';

describe('the place of a delivery', () => {
  it.each([
    [
      'the place itself',
      'apps/pay',
      'https://github.com/acme/config/tree/main/apps/pay',
      true,
    ],
    [
      'a place above',
      'apps/pay/overlays/prod',
      'git@github.com:acme/config.git//apps/pay',
      true,
    ],
    ['the repository', 'apps/pay', 'https://github.com/acme/config', true],
    [
      'one of several',
      'apps/pay',
      'https://github.com/a/b, https://github.com/acme/config/apps',
      true,
    ],
    [
      'a place that begins with the same letters',
      'apps/payments',
      `${REPOSITORY}//apps/pay`,
      false,
    ],
    ['a place below', 'apps', `${REPOSITORY}//apps/pay`, false],
    [
      'another repository',
      'apps/pay',
      'https://github.com/acme/config2',
      false,
    ],
    ['all of an organisation', 'apps/pay', 'https://github.com/acme', false],
    ['a whole server', 'apps/pay', 'https://github.com', false],
  ])('is bound by %s', (_, path, annotation, isBound) => {
    expect(
      bind(delivery(REPOSITORY, path), [
        entity('pay', { [SOURCE]: annotation }),
      ]),
    ).toMatchObject(
      isBound
        ? { type: 'bound', rule: 'delivery-source' }
        : { type: 'unbound' },
    );
  });

  it.each([
    [
      'https://charts.example.com/stable',
      'pay',
      'https://charts.example.com/stable/pay',
    ],
    ['ghcr.io/acme/charts', 'pay', 'oci://ghcr.io/acme/charts/pay'],
    ['oci://ghcr.io/acme/manifests', '', 'oci://ghcr.io/acme/manifests'],
  ])('may be a chart or an artifact of %s', (repository, chart, annotation) => {
    expect(
      bind(delivery(repository, chart), [
        entity('pay', { [SOURCE]: annotation }),
      ]),
    ).toMatchObject({ type: 'bound', entityRef: 'component:default/pay' });
  });

  it('is the deepest one’s, and says who else it could have been', () => {
    expect(
      bind(delivery(REPOSITORY, 'apps/pay/prod'), [
        entity('all', { [SOURCE]: REPOSITORY }),
        entity('pay', { [SOURCE]: `${REPOSITORY}//apps/pay` }),
      ]),
    ).toMatchObject({
      type: 'bound',
      entityRef: 'component:default/pay',
      others: [{ entityRef: 'component:default/all', lost: 'less-specific' }],
    });
  });

  it('is within a component’s source where nothing else says so', () => {
    const sourced = entity(
      'pay',
      {},
      {
        sourceLocation:
          'url:https://github.com/acme/config/blob/main/apps/pay/catalog-info.yaml',
      },
    );
    const bindable = delivery(REPOSITORY, 'apps/pay/deploy');
    expect(bind(bindable, [sourced])).toMatchObject({
      type: 'bound',
      rule: 'source-location',
    });
    expect(
      bind(bindable, [sourced, entity('other', { [SOURCE]: REPOSITORY })]),
    ).toMatchObject({
      entityRef: 'component:default/other',
      rule: 'delivery-source',
      others: [{ entityRef: 'component:default/pay', lost: 'weaker-rule' }],
    });
    // What is no component has a source as well, and does not run.
    expect(bind(bindable, [{ ...sourced, ref: 'system:default/pay' }])).toEqual(
      { type: 'unbound' },
    );
  });

  it('is ambiguous between two at one depth, whatever their order', () => {
    const two = ['b', 'a'].map(name => entity(name, { [SOURCE]: REPOSITORY }));
    const expected = {
      type: 'ambiguous',
      rule: 'delivery-source',
      candidates: ['component:default/a', 'component:default/b'],
    };
    expect(bind(delivery(REPOSITORY), two)).toEqual(expected);
    expect(bind(delivery(REPOSITORY), two.reverse())).toEqual(expected);
  });
});

describe('the image of a workload', () => {
  it.each([
    ['nginx:1.27', 'docker.io/library/nginx', true],
    [
      'ghcr.io/acme/pay@sha256:0',
      'ghcr.io/acme/other, ghcr.io/acme/pay:9',
      true,
    ],
    ['ghcr.io/acme/pay', 'ghcr.io/acme/payments', false],
    ['localhost:5000/pay:1', 'localhost:5000/pay', true],
  ])('%s is bound by %s: %s', (image, annotation, isBound) => {
    expect(
      bind(workload(image), [entity('pay', { [IMAGE]: annotation })]).type,
    ).toBe(isBound ? 'bound' : 'unbound');
  });

  it('is the one’s that names the namespace, and not the one’s that names another', () => {
    expect(
      bind(workload('nginx'), [
        entity('any', { [IMAGE]: 'nginx' }),
        entity('here', { [IMAGE]: 'nginx', [NAMESPACE]: 'shop' }),
        entity('there', { [IMAGE]: 'nginx', [NAMESPACE]: 'pay' }),
      ]),
    ).toMatchObject({
      entityRef: 'component:default/here',
      others: [
        { entityRef: 'component:default/any', lost: 'less-specific' },
        { entityRef: 'component:default/there', lost: 'elsewhere' },
      ],
    });
  });
});

describe('Argo CD', () => {
  const app = (over: Partial<Bindable> = {}): Bindable => ({
    labels: {},
    namespace: 'argocd',
    name: 'pay',
    engine: 'argocd',
    project: 'bank',
    observerNames: ['hub-eu'],
    ...over,
  });

  it('binds all of a project, but less than one that names the application', () => {
    const project = entity('all', { 'argocd/project-name': 'bank' });
    expect(bind(app(), [project])).toMatchObject({
      entityRef: 'component:default/all',
    });
    expect(
      bind(app(), [project, entity('pay', { 'argocd/app-name': 'pay' })]),
    ).toMatchObject({ entityRef: 'component:default/pay' });
  });

  it('decides by the instance between two of one name, and excludes none by it', () => {
    const eu = entity('eu', {
      'argocd/app-name': 'pay',
      'argocd/instance-name': 'hub-eu',
    });
    const us = entity('us', {
      'argocd/app-name': 'pay',
      'argocd/instance-name': 'hub-us',
    });
    expect(bind(app(), [us, eu])).toMatchObject({
      entityRef: 'component:default/eu',
    });
    expect(bind(app(), [us])).toMatchObject({ type: 'bound' });
  });
});

describe('a namespace that belongs to somebody', () => {
  const owner = { owners: ['group:default/shop'], pattern: 'shop' };
  const claim = (name: string, by?: string) =>
    entity(name, { [IMAGE]: 'nginx' }, by ? { owner: by } : {});
  const bindOwned = (...entities: MirroredEntity[]) =>
    bindByEvidence(
      workload('nginx'),
      ['prod'],
      new EntityIndex(entities),
      owner,
    );

  it('lets nobody else claim what is in it', () => {
    expect(bindOwned(claim('thief', 'group:default/other'))).toMatchObject({
      type: 'contested',
      entityRef: 'component:default/thief',
      namespaceOwner: 'group:default/shop',
      pattern: 'shop',
    });
    expect(bindOwned(claim('nobodys')).type).toBe('contested');
  });

  it('is not made ambiguous by somebody else', () => {
    expect(
      bindOwned(
        claim('thief', 'group:default/other'),
        claim('own', 'group:default/shop'),
      ),
    ).toMatchObject({
      type: 'bound',
      entityRef: 'component:default/own',
      others: [{ entityRef: 'component:default/thief', lost: 'other-owner' }],
    });
  });
});

const word = fc.constantFrom('a', 'b', 'c');
const anyEntity = fc
  .record({
    name: fc.constantFrom('one', 'two', 'three', 'four'),
    annotations: fc.dictionary(
      fc.constantFrom(
        'backstage.io/kubernetes-id',
        'backstage.io/kubernetes-label-selector',
        'argocd/app-name',
        'argocd/project-name',
        'argocd/app-selector',
        SOURCE,
        IMAGE,
        NAMESPACE,
      ),
      fc.oneof(
        word,
        word.map(each => `${REPOSITORY}//${each}`),
        word.map(each => `tier=${each}`),
      ),
      { maxKeys: 4 },
    ),
    path: fc.option(word, { nil: undefined }),
  })
  .map(({ name, annotations, path }) =>
    entity(
      name,
      annotations,
      path ? { sourceLocation: `url:${REPOSITORY}//${path}` } : {},
    ),
  );
const anyBindable = fc
  .record({
    id: fc.option(word),
    tier: fc.option(word),
    image: fc.option(word),
    engine: fc.option(fc.constantFrom('argocd', 'flux')),
    namespace: word,
    name: word,
    path: word,
  })
  .map(({ id, tier, image, engine, namespace, name, path }): Bindable => {
    const ofImage = image ? { image: imageRepository(image) } : {};
    return {
      ...(engine
        ? delivery(REPOSITORY, `${path}/x`, { engine, project: path })
        : ofImage),
      labels: {
        ...(id ? { 'backstage.io/kubernetes-id': id } : {}),
        ...(tier ? { tier } : {}),
      },
      namespace,
      name,
    };
  });
const anyEntities = fc.uniqueArray(anyEntity, {
  selector: ({ ref }) => ref,
  maxLength: 4,
});

describe('whatever the catalog says', () => {
  it('comes out the same in any order', () => {
    fc.assert(
      fc.property(anyBindable, anyEntities, (bindable, entities) => {
        expect(bind(bindable, [...entities].reverse())).toEqual(
          bind(bindable, entities),
        );
      }),
      { seed: 20261128, numRuns: 500 },
    );
  });

  it('concerns nothing that shares no evidence with it', () => {
    let concerned = 0;
    fc.assert(
      fc.property(
        anyBindable,
        anyEntities,
        anyEntity,
        (bindable, others, added) => {
          const entities = others.filter(({ ref }) => ref !== added.ref);
          const keys = new Set(keysOfBindable(bindable));
          if (keysOfEntity(added).some(key => keys.has(key))) {
            concerned += 1;
            return;
          }
          expect(bind(bindable, [...entities, added])).toEqual(
            bind(bindable, entities),
          );
        },
      ),
      { seed: 20261128, numRuns: 1_000 },
    );
    // Evidence that all share would prove nothing.
    expect(concerned).toBeGreaterThan(50);
    expect(concerned).toBeLessThan(900);
  });

  it('is found without holding things against all entities', () => {
    const index = new EntityIndex(
      Array.from({ length: 5_000 }, (_, n) =>
        entity(`e-${n}`, {
          'backstage.io/kubernetes-id': `e-${n}`,
          'backstage.io/kubernetes-label-selector': `tier=web,app=e-${n}`,
          'argocd/app-selector': `team in (a, b),app=e-${n}`,
          [SOURCE]: `${REPOSITORY}//apps/e-${n}`,
          [IMAGE]: `acme/e-${n}`,
        }),
      ),
    );
    const objects = 2_000;
    for (let n = 0; n < objects; n++) {
      const name = `e-${n % 5_000}`;
      const labels = { app: name, tier: 'web', team: 'a' };
      bindByEvidence({ ...workload(`acme/${name}`), labels }, ['prod'], index);
      expect(
        bindByEvidence(
          delivery(REPOSITORY, `apps/${name}`, { labels, engine: 'argocd' }),
          ['prod'],
          index,
        ),
      ).toMatchObject({
        type: 'bound',
        entityRef: `component:default/${name}`,
      });
    }
    // One selector for each lookup: of its own entity.
    expect(index.comparisons).toBe(3 * objects);
  });
});
