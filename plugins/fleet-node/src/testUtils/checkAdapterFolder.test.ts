import { z } from 'zod';
import { defineAdapter, defineWatch } from '../adapters';
import type { AdapterFolder } from './adapterFolder';
import { type AdapterCases, casesSchema } from './cases';
import {
  casesOf,
  checkCases,
  checkFactTypes,
  checkFiles,
} from './checkAdapterFolder';

const adapter = defineAdapter({
  id: 'shop',
  title: 'Shop',
  homepage: 'https://shop.example.com',
  watches: [
    defineWatch({
      group: 'shop.example.com',
      versions: ['v1'],
      kind: 'Cart',
      plural: 'carts',
      namespaced: true,
      facts: ['delivery'],
      reads: 'nothing',
      schema: z.object({}),
      map: () => ({ facts: [] }),
    }),
  ],
});

const FILES = [
  'README.md',
  '__fixtures__/cart-healthy.yaml',
  'cases.yaml',
  'index.ts',
  'mapCart.ts',
  'schema.ts',
];

function folder(files = FILES, name = 'shop'): AdapterFolder {
  return { name, files, read: () => '' };
}

const REASON = 'a cart has no state of its own';

function cases(more: Partial<AdapterCases['Cart']> = {}): AdapterCases {
  return {
    Cart: {
      notApplicable: {
        degraded: REASON,
        progressing: REASON,
        'no-status': REASON,
        'stale-generation': REASON,
        malformed: REASON,
      },
      cases: [{ fixture: 'cart-healthy.yaml', scenario: 'healthy', facts: [] }],
      ...more,
    },
  };
}

describe('checkFiles', () => {
  it('accepts the files that an adapter has', () => {
    expect(
      checkFiles(
        adapter,
        folder([
          ...FILES,
          'act.ts',
          'polls.ts',
          'readCart.ts',
          'mapCart.test.ts',
        ]),
      ),
    ).toEqual([]);
  });

  it.each([
    'mapcart.ts',
    'mapBasket.ts',
    'helpers.ts',
    'case.yaml',
    '__fixtures__/Cart_Healthy.yaml',
    '__fixtures__/deep/cart.yaml',
    '__fixtures__/cart.yml',
    'health.test.ts',
  ])('rejects %s', file => {
    expect(checkFiles(adapter, folder([...FILES, file]))).toEqual([
      `The file '${file}' has an unknown name.`,
    ]);
  });

  it.each(['README.md', 'schema.ts', 'mapCart.ts'])('misses %s', file => {
    expect(
      checkFiles(adapter, folder(FILES.filter(other => other !== file))),
    ).toEqual([`The file '${file}' is missing.`]);
  });

  it('rejects a folder that is not named for its adapter', () => {
    expect(checkFiles(adapter, folder(FILES, 'store'))).toEqual([
      "The folder 'store' is not named for its adapter 'shop'.",
    ]);
  });
});

describe('checkCases', () => {
  it('accepts what is complete', () => {
    expect(checkCases(adapter, folder(), cases())).toEqual([]);
  });

  it('rejects a fixture that no case uses', () => {
    expect(
      checkCases(
        adapter,
        folder([...FILES, '__fixtures__/cart-broken.yaml']),
        cases(),
      ),
    ).toEqual(["No case uses the fixture 'cart-broken.yaml'."]);
  });

  it('rejects a case without its fixture', () => {
    expect(
      checkCases(
        adapter,
        folder(FILES.filter(file => !file.startsWith('__fixtures__'))),
        cases(),
      ),
    ).toEqual(["The fixture 'cart-healthy.yaml' does not exist."]);
  });

  it('rejects a scenario that is neither shown nor excused', () => {
    const { malformed, ...notApplicable } = cases().Cart.notApplicable ?? {};
    expect(malformed).toBe(REASON);
    expect(checkCases(adapter, folder(), cases({ notApplicable }))).toEqual([
      "The kind 'Cart' has no case for 'malformed'.",
    ]);
  });

  it('rejects an excuse for a scenario that is shown', () => {
    expect(
      checkCases(
        adapter,
        folder(),
        cases({
          notApplicable: { ...cases().Cart.notApplicable, healthy: REASON },
        }),
      ),
    ).toEqual([
      "The kind 'Cart' has a case for 'healthy', which it calls not applicable.",
    ]);
  });

  it('rejects kinds without cases and cases without a kind', () => {
    const { Cart } = cases();
    expect(checkCases(adapter, folder(), { Basket: Cart })).toEqual([
      "The kind 'Cart' has no cases.",
      "The cases speak of 'Basket', which is not read.",
    ]);
  });
});

describe('checkFactTypes', () => {
  it('wants exactly the declared types', () => {
    expect(
      checkFactTypes(adapter, new Map([['Cart', new Set(['delivery'])]])),
    ).toEqual([]);
    expect(
      checkFactTypes(adapter, new Map([['Cart', new Set(['workload'])]])),
    ).toEqual([
      "The kind 'Cart' declares 'delivery' facts, and no case makes one.",
      "The kind 'Cart' makes 'workload' facts, which it does not declare.",
    ]);
  });
});

describe('casesSchema', () => {
  it.each([
    ['an unknown key', { ...cases().Cart, case: [] }],
    [
      'an excuse without a reason',
      { notApplicable: { degraded: 'no' }, cases: [] },
    ],
    ['an unknown scenario', { notApplicable: { broken: REASON }, cases: [] }],
    [
      'neither facts nor skipped',
      { cases: [{ fixture: 'a.yaml', scenario: 'healthy' }] },
    ],
    [
      'an unknown reason to skip',
      { cases: [{ fixture: 'a.yaml', scenario: 'healthy', skipped: 'odd' }] },
    ],
  ])('rejects %s', (_, Cart) => {
    expect(casesSchema.safeParse({ Cart }).success).toBe(false);
  });
});

describe('a kind that two groups have', () => {
  const twice = defineAdapter({
    ...adapter,
    watches: [
      ...adapter.watches,
      { ...adapter.watches[0], group: 'old.example.com' },
    ],
  });
  const fixtureOf = (group: string): AdapterFolder => ({
    ...folder(),
    read: () => `apiVersion: ${group}/v1\nkind: Cart\n`,
  });

  it('has the cases of its own group', () => {
    const [current, old] = twice.watches;
    const held = fixtureOf('shop.example.com');
    expect(casesOf(current, twice, held, cases())).toHaveLength(1);
    expect(casesOf(old, twice, held, cases())).toEqual([]);
    expect(casesOf(current, adapter, held, cases())).toHaveLength(1);
  });

  it('needs cases in each of them', () => {
    expect(checkCases(twice, fixtureOf('old.example.com'), cases())).toEqual([
      "The kind 'Cart' of 'shop.example.com' has no case of its own.",
    ]);
  });
});
