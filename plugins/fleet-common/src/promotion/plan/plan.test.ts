import fc from 'fast-check';
import {
  CART,
  COMMIT,
  digest,
  image,
  instance,
  OTHER_COMMIT,
  SHOP,
  stage,
} from '../__testUtils__/world';
import { releaseOfRunning, type RunningInstance } from '../release';
import { hashOfPlan } from './hashOfPlan';
import { planPromotion, type PlanRequest } from './planPromotion';
import type { PromotionPlan } from './PromotionPlan';

const NEW = [image('r/cart:2@n'), image('r/log:1@l', { container: 'log' })];

function request(
  running: readonly RunningInstance[],
  more: Partial<PlanRequest> & { source?: PlanRequest['source'] } = {},
): PlanRequest {
  return {
    from: 'staging',
    source: releaseOfRunning([CART], [instance('s', NEW)], []),
    to: stage({ canary: ['a'], rest: ['c', 'b'] }),
    components: [CART],
    running,
    currentClusters: ['a', 'b', 'c'],
    commit: COMMIT,
    ...more,
  };
}

const OLD = [image('r/cart:1@o'), image('r/old:1@o', { container: 'old' })];

const summary = ({ items }: PromotionPlan) =>
  items.map(({ cluster, change, because, wave }) => [
    wave,
    cluster,
    change,
    because,
  ]);

describe('planPromotion', () => {
  it('tells of each target what happens to it', () => {
    const plan = planPromotion(
      request([instance('a', OLD), instance('c', NEW)]),
    );
    expect(summary(plan)).toEqual([
      ['production/canary/1', 'a', 'changed', []],
      ['production/rest/1', 'b', 'new', []],
      ['production/rest/1', 'c', 'unchanged', ['same']],
    ]);
    expect(plan.items[0].images).toEqual([
      {
        workload: 'web',
        container: 'log',
        change: 'new',
        to: { repository: 'r/log', tag: '1', digest: digest('l') },
      },
      {
        workload: 'web',
        container: 'old',
        change: 'removed',
        from: { repository: 'r/old', tag: '1', digest: digest('o') },
      },
      {
        workload: 'web',
        container: 'web',
        change: 'changed',
        from: { repository: 'r/cart', tag: '1', digest: digest('o') },
        to: { repository: 'r/cart', tag: '2', digest: digest('n') },
      },
    ]);
    expect(plan).toMatchObject({ mayMove: true, because: [] });
  });

  it('pins what ran by its tag', () => {
    const tagged = NEW.map(({ digest: _, ...each }) => each);
    const plan = planPromotion(
      request(['a', 'b', 'c'].map(each => instance(each, tagged))),
    );
    expect(plan.items.every(({ change }) => change === 'changed')).toBe(true);
  });

  it.each([
    [
      'the target is not current',
      request([instance('a', OLD, { isCurrent: false })]),
      ['unknown', ['target-not-current']],
    ],
    [
      'nobody knows whether it is on the target',
      request([], { currentClusters: ['b', 'c'] }),
      ['unknown', ['target-not-current']],
    ],
    [
      'the target moves',
      request([instance('a', OLD, { isSettled: false })]),
      ['changed', ['target-moving']],
    ],
    [
      'the release is not pinned',
      request([instance('a', [image('r/cart:2')])], {
        source: releaseOfRunning(
          [CART],
          [instance('s', [image('r/cart:2')])],
          [],
        ),
      }),
      ['unknown', ['not-pinned']],
    ],
    [
      'the source is not current',
      request([instance('a', OLD)], {
        source: releaseOfRunning([CART], [], ['s']),
      }),
      ['unknown', ['source-not-current']],
    ],
    [
      'the source was not asked',
      request([instance('a', OLD)], {
        source: { missing: [], notPinned: [] },
      }),
      ['unknown', ['source-not-current']],
    ],
    [
      'the source runs several',
      request([instance('a', OLD)], {
        source: releaseOfRunning(
          [CART],
          [instance('s', OLD), instance('t', NEW)],
          [],
        ),
      }),
      ['unknown', ['source-mixed']],
    ],
    [
      'it would be removed',
      request([instance('a', OLD)], {
        source: releaseOfRunning([CART], [], []),
      }),
      ['removed', ['removal']],
    ],
  ])('holds all back where %s', (_, asked, [change, because]) => {
    const plan = planPromotion(asked);
    expect(plan.items.find(({ cluster }) => cluster === 'a')).toMatchObject({
      change,
      because,
      mayMove: false,
    });
    expect(plan.mayMove).toBe(false);
    expect(plan.because).toContain('held-items');
  });

  it('removes what may be removed', () => {
    const both = releaseOfRunning([CART, SHOP], [instance('s', NEW)], []);
    const plan = planPromotion(
      request([instance('a', OLD, { entityRef: SHOP })], {
        source: both,
        components: [CART, SHOP],
        mayRemove: true,
      }),
    );
    expect(
      plan.items.filter(({ entityRef }) => entityRef === SHOP),
    ).toMatchObject([{ cluster: 'a', change: 'removed', mayMove: true }]);
  });

  it.each([
    ['not-next', { from: 'dev' }],
    ['no-target', { to: stage({}) }],
    ['no-release', { source: releaseOfRunning([CART], [], []) }],
    ['nothing-to-move', { isWanted: () => false }],
  ] as const)('is held: %s', (because, more) => {
    const plan = planPromotion(request([], more));
    expect(plan.because).toContain(because);
    expect(plan.mayMove).toBe(false);
  });

  it('goes only where it is wanted, and where it is', () => {
    const plan = planPromotion(
      request([instance('a', OLD)], { isWanted: (_, each) => each === 'b' }),
    );
    expect(plan.items.map(({ cluster }) => cluster)).toEqual(['a', 'b']);
  });

  it('has one item for each namespace', () => {
    const plan = planPromotion(
      request([
        instance('a', OLD, { namespace: 'two' }),
        instance('a', NEW, { namespace: 'one' }),
      ]),
    );
    expect(
      plan.items
        .filter(({ cluster }) => cluster === 'a')
        .map(({ namespace, change }) => [namespace, change]),
    ).toEqual([
      ['one', 'unchanged'],
      ['two', 'changed'],
    ]);
  });

  it.each(['main', 'abc1234', '', 'A'.repeat(40)])(
    'refuses %p for a commit',
    commit => {
      expect(() => planPromotion(request([], { commit }))).toThrow(RangeError);
    },
  );
});

describe('hashOfPlan', () => {
  const running = [
    instance('a', OLD),
    instance('b', OLD, { namespace: 'x' }),
    instance('b', NEW, { namespace: 'y' }),
    instance('c', NEW, {
      revision: { type: 'commit', value: 'd'.repeat(40) },
    }),
    instance('c', OLD, { entityRef: SHOP }),
  ];
  const more = {
    components: [CART, SHOP],
    source: releaseOfRunning(
      [CART, SHOP],
      [
        instance('s', NEW),
        instance('s', [image('r/shop:1')], { entityRef: SHOP }),
      ],
      [],
    ),
  };
  const plan = planPromotion(request(running, more));

  it('is a text of fixed length', () => {
    expect(plan.hash).toMatch(/^plan1:[0-9a-f]{64}$/);
  });

  it('is the same whatever order anything came in, and of whatever commit', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(running, { minLength: running.length }),
        fc.shuffledSubarray(OLD, { minLength: OLD.length }),
        fc.constantFrom([CART, SHOP], [SHOP, CART, SHOP]),
        fc.constantFrom(['b', 'c'], ['c', 'b']),
        fc.shuffledSubarray([...plan.items], { minLength: plan.items.length }),
        (instances, old, components, rest, items) => {
          const again = planPromotion(
            request(
              instances.map(each =>
                each.images === OLD ? { ...each, images: old } : each,
              ),
              {
                ...more,
                components,
                to: stage({ canary: ['a'], rest }),
                commit: OTHER_COMMIT,
              },
            ),
          );
          expect(again.hash).toBe(plan.hash);
          expect(hashOfPlan({ ...plan, items })).toBe(plan.hash);
        },
      ),
    );
  });

  /** Ways to all that is in a value. */
  function leaves(value: unknown, path: string[] = []): string[][] {
    if (typeof value !== 'object' || value === null) return [path];
    return Object.entries(value).flatMap(([key, each]) =>
      leaves(each, [...path, key]),
    );
  }

  const { hash: _, commit: __, mayMove: ___, ...hashed } = plan;
  // What is made of others in it.
  const paths = leaves(hashed).filter(
    path =>
      path[path.length - 1] !== 'mayMove' &&
      !(path[0] === 'waves' && ['stage', 'wave', 'part'].includes(path[2])),
  );

  it('is another one if anything is another', () => {
    expect(paths.length).toBeGreaterThan(60);
    for (const path of paths) {
      const changed = structuredClone(hashed) as any;
      const last = path[path.length - 1];
      let at = changed;
      for (const step of path.slice(0, -1)) at = at[step];
      at[last] = typeof at[last] === 'number' ? at[last] + 1 : `${at[last]}x`;
      expect([path, hashOfPlan(changed)]).not.toEqual([path, plan.hash]);
    }
  });

  it('is another one if anything is gone, or goes in another order', () => {
    const [first, second] = plan.waves;
    expect(hashOfPlan({ ...plan, waves: [second, first] })).not.toBe(plan.hash);
    expect(hashOfPlan({ ...plan, waves: [first] })).not.toBe(plan.hash);
    plan.items.forEach((item, index) => {
      const items = plan.items.filter(each => each !== item);
      expect(hashOfPlan({ ...plan, items })).not.toBe(plan.hash);
      const { namespace: ____, ...rest } = item;
      if (item.namespace === undefined) return;
      expect(
        hashOfPlan({
          ...plan,
          items: plan.items.map((each, at) => (at === index ? rest : each)),
        }),
      ).not.toBe(plan.hash);
    });
  });
});
