import fc from 'fast-check';
import { CART, digest, image, instance, SHOP } from '../__testUtils__/world';
import { compareReleases } from './compareReleases';
import { makeRelease } from './makeRelease';
import { notPinned } from './notPinned';
import type { ReleaseComponent } from './Release';
import { releaseOfRunning } from './releaseOfRunning';

const component = (
  images: ReleaseComponent['images'],
  more: Partial<ReleaseComponent> = {},
): ReleaseComponent => ({ entityRef: CART, images, ...more });

const commit = { type: 'commit', value: 'c'.repeat(40) } as const;

describe('makeRelease', () => {
  it('has the same id whatever order it is told in', () => {
    const components = [
      component([
        image('r/a@a'),
        image('r/b@b', { container: 'b' }),
        image('r/c@c', { workload: 'worker' }),
      ]),
      component([image('r/s@s')], { entityRef: SHOP }),
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(components, { minLength: 2 }),
        fc.shuffledSubarray([...components[0].images], { minLength: 3 }),
        (some, images) => {
          const told = some.map(each =>
            each.entityRef === CART ? { ...each, images } : each,
          );
          expect(makeRelease(told)).toEqual(makeRelease(components));
        },
      ),
    );
  });

  it('goes by digests, wherever they come from', () => {
    const of = (reference: string) =>
      makeRelease([component([image(reference)])]).id;
    expect(of('mirror/cart:1@a')).toBe(of('r/cart:latest@a'));
    expect(of('r/cart:1@a')).not.toBe(of('r/cart:1@b'));
    expect(of('r/cart:1')).not.toBe(of('mirror/cart:1'));
    expect(of('r/cart:1')).not.toBe(of('r/cart:1@a'));
  });

  it.each([
    ['nothing', []],
    ['a component of nothing', [component([])]],
    [
      'a component twice',
      [component([image('a@a')]), component([image('b@b')])],
    ],
    ['two images for one container', [component([image('a@a'), image('b@b')])]],
  ])('refuses %s', (_, components) => {
    expect(() => makeRelease(components)).toThrow(RangeError);
  });
});

describe('compareReleases', () => {
  const of = (reference: string) =>
    makeRelease([component([image(reference)])]);

  it.each([
    ['r/cart:1@a', 'r/cart:1@a', 'same'],
    ['r/cart:1@a', 'mirror/cart@a', 'same'],
    ['r/cart:1@a', 'r/cart:1@b', 'different'],
    ['r/cart:1', 'r/cart:1', 'unknown'],
    ['r/cart:1', 'r/cart:2', 'different'],
    ['r/cart:1', 'r/cart:1@a', 'different'],
  ])('%s and %s are %s', (left, right, expected) => {
    expect(compareReleases(of(left), of(right))).toBe(expected);
    expect(compareReleases(of(right), of(left))).toBe(expected);
  });
});

describe('notPinned', () => {
  it('names tags without digests, and revisions that move', () => {
    const pinned = component([image('a@a')], { revision: commit });
    expect(notPinned(makeRelease([pinned]))).toEqual([]);
    const moving = component([image('a:1'), image('b@b', { container: 'b' })], {
      revision: { type: 'chart', value: '1.2.3' },
    });
    expect(notPinned(makeRelease([moving]))).toEqual([
      {
        entityRef: CART,
        workload: 'web',
        container: 'web',
        reference: 'a:1',
        because: 'no-digest',
      },
      { entityRef: CART, reference: '1.2.3', because: 'movable-revision' },
    ]);
  });

  it.each([
    { type: 'commit', value: 'abc1234' },
    { type: 'branch', value: 'main' },
    { type: 'tag', value: 'v1' },
    { type: 'other', value: 'c'.repeat(40) },
    { type: 'digest', value: 'latest' },
  ] as const)('takes %p for one that may move', revision => {
    const made = makeRelease([component([], { revision })]);
    expect(notPinned(made)).toHaveLength(1);
  });

  it.each(['sha256:abc', 'latest', `md5:${'a'.repeat(32)}`, '__proto__'])(
    'takes %s for no digest',
    text => {
      const made = makeRelease([component([image('a', { digest: text })])]);
      expect(notPinned(made)).toHaveLength(1);
    },
  );
});

describe('releaseOfRunning', () => {
  const told = (
    instances: Parameters<typeof releaseOfRunning>[1],
    unread: string[] = [],
  ) => releaseOfRunning([CART], instances, unread);

  it('is what all instances run', () => {
    const sight = told([
      instance('one', [image('r/cart:1@a')]),
      instance('two', [image('mirror/cart:1@a')]),
      instance('two', [image('r/shop:1@s')], { entityRef: SHOP }),
    ]);
    expect(sight.release?.id).toBe(
      makeRelease([component([image('r/cart@a')])]).id,
    );
    expect(sight).toMatchObject({ missing: [], notPinned: [] });
  });

  it('is pinned by what kubelets run, where that is one content', () => {
    const one = told([
      instance('one', [image('r/cart:1', { runningDigests: [digest('a')] })]),
      instance('two', [image('r/cart:1@a')]),
    ]);
    expect(one.notPinned).toEqual([]);
    expect(one.release?.components[0].images[0]).toEqual(image('r/cart:1@a'));
    const nobody = told([instance('one', [image('r/cart:1')])]);
    expect(nobody.notPinned).toHaveLength(1);
    const odd = told([
      instance('one', [image('r/cart:1', { runningDigests: ['latest'] })]),
    ]);
    expect(odd.notPinned).toHaveLength(1);
  });

  it.each([
    ['not-there', [], [], []],
    ['not-current', [], ['two'], ['two']],
    [
      'not-current',
      [instance('one', [image('a@a')], { isCurrent: false })],
      [],
      ['one'],
    ],
    [
      'moving',
      [instance('one', [image('a@a')], { isSettled: false })],
      [],
      ['one'],
    ],
    [
      'mixed',
      [instance('two', [image('a@a')]), instance('one', [image('a@b')])],
      [],
      ['one', 'two'],
    ],
    [
      'mixed',
      [
        instance('one', [
          image('a:1', { runningDigests: [digest('a'), digest('b')] }),
        ]),
      ],
      [],
      ['one'],
    ],
    [
      'mixed',
      [
        instance('one', [image('a@a')], { revision: commit }),
        instance('two', [image('a@a')]),
      ],
      [],
      ['one', 'two'],
    ],
    ['nothing', [instance('one', [])], [], ['one']],
  ] as const)('cannot be told: %s', (because, instances, unread, clusters) => {
    expect(told(instances, [...unread])).toEqual({
      missing: [{ entityRef: CART, because, clusters }],
      notPinned: [],
    });
  });
});
