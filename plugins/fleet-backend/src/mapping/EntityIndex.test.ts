import { EntityIndex } from './EntityIndex';

describe('EntityIndex', () => {
  const index = new EntityIndex([
    {
      ref: 'component:default/a',
      annotations: {
        'backstage.io/kubernetes-id': 'shared',
        'argocd/app-name': 'a',
      },
    },
    {
      ref: 'component:default/b',
      annotations: {
        'backstage.io/kubernetes-id': 'shared',
        'backstage.io/kubernetes-label-selector': 'app=b',
        'argocd/app-selector': 'team=b',
      },
    },
    {
      ref: 'component:default/broken',
      annotations: {
        'backstage.io/kubernetes-label-selector': 'app in b',
        'argocd/app-selector': '',
      },
    },
    { ref: 'component:default/constructor', annotations: {} },
  ]);

  it('finds entities by each annotation', () => {
    const refs = (entities?: { ref: string }[]) => entities?.map(e => e.ref);
    expect(refs(index.byKubernetesId.get('shared'))).toEqual([
      'component:default/a',
      'component:default/b',
    ]);
    expect(refs(index.byArgocdName.get('a'))).toEqual(['component:default/a']);
    expect(index.byRef.get('component:default/b')?.ref).toBe(
      'component:default/b',
    );
  });

  it('leaves out selectors that are none', () => {
    const labels = { app: 'b', team: 'b', in: 'b' };
    for (const selectors of [index.selectors, index.argocdSelectors]) {
      expect(
        selectors.matching(labels).map(({ entity }) => entity.ref),
      ).toEqual(['component:default/b']);
    }
  });

  it('finds nothing by what objects inherit', () => {
    expect(index.byKubernetesId.get('constructor')).toBeUndefined();
    expect(index.byArgocdName.get('__proto__')).toBeUndefined();
    expect(index.byRef.get('toString')).toBeUndefined();
  });
});
