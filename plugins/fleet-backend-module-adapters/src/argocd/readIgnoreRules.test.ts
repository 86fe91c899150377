import { readIgnoreRules } from './readIgnoreRules';
import { applicationSchema } from './schema';

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

const read = (spec: object) =>
  readIgnoreRules(
    applicationSchema.parse({ metadata: { name: 'cart' }, spec }),
    context,
  );

describe('readIgnoreRules of an Application', () => {
  it('has none where there are none', () => {
    expect(read({})).toBeUndefined();
    expect(read({ ignoreDifferences: [] })).toBeUndefined();
    expect(read({ ignoreDifferences: [{ kind: 'Service' }] })).toBeUndefined();
  });

  it('keeps the place of those that cannot be read, and counts them', () => {
    expect(
      read({
        ignoreDifferences: [
          { kind: 'Service', name: 7, jsonPointers: ['/spec'] },
          { kind: 'Service', jsonPointers: ['/spec/clusterIP', 7] },
        ],
      }),
    ).toMatchObject({
      rules: [
        {
          where: { path: 'spec.ignoreDifferences[1]' },
          target: { group: '', kind: 'Service' },
          leftOut: [{ type: 'pointer', text: '/spec/clusterIP' }],
        },
      ],
      total: 2,
    });
  });

  it('says what a glob asks for beside stars', () => {
    expect(
      read({
        ignoreDifferences: [
          {
            group: '*.k8s.io',
            kind: '{Ingress,NetworkPolicy}',
            jsonPointers: ['/spec'],
          },
        ],
      })?.rules[0].target,
    ).toEqual({
      group: '*.k8s.io',
      others: ['kind {Ingress,NetworkPolicy}'],
    });
  });

  it.each([
    [['RespectIgnoreDifferences=true'], true],
    [['RespectIgnoreDifferences=false'], false],
    [[], false],
  ])('with the options %j holds at sync: %j', (syncOptions, atSync) => {
    const rules = read({
      syncPolicy: { syncOptions },
      ignoreDifferences: [{ kind: 'Service', jsonPointers: ['/spec'] }],
    });
    expect(rules?.rules[0].atSync).toBe(atSync);
  });
});
