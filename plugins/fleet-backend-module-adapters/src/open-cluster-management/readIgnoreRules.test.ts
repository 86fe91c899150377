import { readIgnoreRules } from './readIgnoreRules';
import { manifestWorkSchema } from './schema';

const context = {
  source: {
    group: 'work.open-cluster-management.io',
    version: 'v1',
    kind: 'ManifestWork',
    namespace: 'prod-euw1-a',
    name: 'cart',
    uid: '1',
  },
};

const STATUS = {
  resourceStatus: {
    manifests: [
      {
        resourceMeta: {
          group: 'apps',
          kind: 'Deployment',
          resource: 'deployments',
          namespace: 'shop',
          name: 'cart',
        },
      },
    ],
  },
};

const read = (manifestConfigs: unknown, status: object = STATUS) =>
  readIgnoreRules(
    manifestWorkSchema.parse({
      metadata: { name: 'cart' },
      spec: { manifestConfigs },
      status,
    }),
    context,
  );

const cart = (updateStrategy: object, over: object = {}) => ({
  resourceIdentifier: {
    group: 'apps',
    resource: 'deployments',
    namespace: 'shop',
    name: 'cart',
    ...over,
  },
  updateStrategy,
});

const TARGET = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};

describe('readIgnoreRules of a ManifestWork', () => {
  it('has none where all is brought anew', () => {
    expect(read(undefined)).toBeUndefined();
    expect(read([cart({ type: 'Update' })])).toBeUndefined();
    expect(read([cart({ type: 'ServerSideApply' })])).toBeUndefined();
    // What is ignored is ignored by server-side apply alone.
    expect(
      read([
        cart({
          type: 'Update',
          serverSideApply: {
            ignoreFields: [{ condition: 'OnSpokePresent', jsonPaths: ['.x'] }],
          },
        }),
      ]),
    ).toBeUndefined();
  });

  it.each([
    ['CreateOnly', 'changes'],
    ['ReadOnly', 'everything'],
  ])('says of %s that it leaves out %s', (type, leftOut) => {
    expect(read([cart({ type })])).toEqual({
      rules: [
        {
          where: {
            kind: 'ManifestWork',
            namespace: 'prod-euw1-a',
            name: 'cart',
            path: 'spec.manifestConfigs[0].updateStrategy.type',
          },
          target: TARGET,
          leftOut: [{ type: leftOut }],
          setting: type,
          atSync: true,
        },
      ],
      total: 1,
    });
  });

  it('has the fields that server-side apply leaves', () => {
    expect(
      read([
        cart({
          type: 'ServerSideApply',
          serverSideApply: {
            ignoreFields: [
              {
                condition: 'OnSpokeChange',
                jsonPointers: ['/spec/replicas'],
                jsonPaths: ['.spec.paused'],
                jqPathExpressions: ['.spec.template.metadata.annotations'],
              },
            ],
          },
        }),
      ])?.rules,
    ).toMatchObject([
      {
        where: {
          path: 'spec.manifestConfigs[0].updateStrategy.serverSideApply.ignoreFields[0]',
        },
        leftOut: [
          { type: 'pointer', text: '/spec/replicas' },
          { type: 'jsonpath', text: '.spec.paused' },
          { type: 'jq', text: '.spec.template.metadata.annotations' },
        ],
        setting: 'OnSpokeChange',
        atSync: true,
      },
    ]);
  });

  it('does not guess a kind', () => {
    expect(read([cart({ type: 'ReadOnly' })], {})?.rules[0].target).toEqual({
      group: 'apps',
      namespace: 'shop',
      name: 'cart',
      others: ['resource deployments'],
    });
  });

  it('says where an earlier entry may decide', () => {
    const targets = read([
      cart({ type: 'ReadOnly' }),
      cart({ type: 'Update' }, { name: 'search' }),
      cart({ type: 'CreateOnly' }, { name: 'ledger' }),
      cart({ type: 'CreateOnly' }, { name: 'search' }),
      cart({ type: 'CreateOnly' }, { name: '*' }),
      cart({ type: 'CreateOnly' }, { name: 'other' }),
      cart({ type: 'CreateOnly' }, { resource: 'statefulsets' }),
    ])?.rules.map(({ target }) => target);
    const earlier = 'no earlier entry of manifestConfigs';
    expect(targets).toEqual([
      TARGET,
      { ...TARGET, name: 'ledger' },
      { ...TARGET, name: 'search', others: [earlier] },
      { ...TARGET, name: '*', others: [earlier] },
      { ...TARGET, name: 'other', others: [earlier] },
      {
        group: 'apps',
        namespace: 'shop',
        name: 'cart',
        others: ['resource statefulsets'],
      },
    ]);
  });
});
