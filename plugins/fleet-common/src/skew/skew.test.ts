import fc from 'fast-check';
import { compareSights, sightOfMode } from './compareSights';
import { expectedOf, expectedOfTrait } from './expectedOf';
import { groupOf, skewGroupId, type SkewCluster } from './groupOf';
import { judgeTrait, type TraitMember } from './judgeTrait';
import { modeOf } from './modeOf';
import { compareLines, differingOf } from './orderLines';
import { SKEW_UNKNOWNS, type TraitSight } from './sights';
import { DEFAULT_SKEW_SETTINGS, skewSettingsSchema } from './SkewSettings';

const TRAIT = { aspect: 'component', key: 'component:default/shop' } as const;

/** `-` absent, `?` not known, anything else a value. */
function sight(text: string): TraitSight {
  if (text === '-') return { state: 'absent' };
  return text === '?'
    ? { state: 'unknown', reason: 'stale' }
    : { state: 'value', value: text };
}

const sightsOf = (text: string) => text.split(' ').filter(Boolean).map(sight);

/** As {@link sight}; with `!` it is exempt, with `~` on its way. */
function membersOf(text: string): TraitMember<number>[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((each, cluster) => ({
      cluster,
      sight: sight(each.replace(/[!~]$/, '')),
      ...(each.endsWith('!')
        ? { exempt: { by: 'placement' as const, reason: 'not placed' } }
        : {}),
      ...(each.endsWith('~')
        ? { moving: { by: 'rollout' as const, reason: 'on its way' } }
        : {}),
    }));
}

const cluster = (over: Partial<SkewCluster> = {}): SkewCluster => ({
  id: 'a',
  name: 'prod-eu-1',
  tier: 'unassigned',
  environment: 'production',
  region: 'eu-west-1',
  provider: 'aws',
  owner: 'unassigned',
  ...over,
});

describe('modeOf', () => {
  it.each([
    ['', { state: 'unknown', known: 0 }],
    ['? ?', { state: 'unknown', known: 0 }],
    ['a', { state: 'value', value: 'a', clusters: 1, known: 1 }],
    ['a a b ? ? ?', { state: 'value', value: 'a', clusters: 2, known: 3 }],
    // More than any other is enough: it need not be half of them.
    ['a a b c -', { state: 'value', value: 'a', clusters: 2, known: 5 }],
    ['- - a', { state: 'absent', clusters: 2, known: 3 }],
    [
      'b a',
      {
        state: 'tied',
        values: [
          { value: 'a', clusters: 1 },
          { value: 'b', clusters: 1 },
        ],
        known: 2,
      },
    ],
    [
      'a -',
      {
        state: 'tied',
        values: [{ value: 'a', clusters: 1 }, { clusters: 1 }],
        known: 2,
      },
    ],
  ])('of %p is %p', (text, mode) => {
    expect(modeOf(sightsOf(text))).toEqual(mode);
  });
});

describe('judgeTrait', () => {
  const told = (text: string) => {
    const { counts, others } = judgeTrait(TRAIT, membersOf(text));
    return [
      counts.same,
      ...others.map(({ cluster: index, verdict }) => `${index} ${verdict}`),
    ];
  };

  it.each([
    ['a a b - ?', [2, '2 differs', '3 absent', '4 unknown']],
    // What most do not have is too much where it is.
    ['- - a', [2, '2 differs']],
    ['a b ?', [0, '0 undecided', '1 undecided', '2 unknown']],
    ['? ?', [0, '0 unknown', '1 unknown']],
    // Whatever is exempt has no voice: of three that it is placed on, most have it.
    [
      'a a b -! -! -! -!',
      [2, '2 differs', '3 expected', '4 expected', '5 expected', '6 expected'],
    ],
    // Exempt and alike is alike; exempt and not known is not known.
    ['a a a! ?!', [3, '3 unknown']],
    // While a release is on its way nobody knows which side moves.
    ['a~ a~ b~', [2, '2 expected']],
    ['a~ b~', [0, '0 expected', '1 expected']],
  ])('of %p says %p', (text, verdicts) => {
    expect(told(text)).toEqual(verdicts);
  });

  it('says why what is expected is', () => {
    const { others } = judgeTrait(TRAIT, membersOf('a a -! b~'));
    expect(others.map(({ expected }) => expected?.by)).toEqual([
      'placement',
      'rollout',
    ]);
  });
});

const anySight: fc.Arbitrary<TraitSight> = fc.oneof(
  fc
    .constantFrom('a', 'b', 'c')
    .map(value => ({ state: 'value' as const, value })),
  fc.constant({ state: 'absent' as const }),
  fc
    .constantFrom(...SKEW_UNKNOWNS)
    .map(reason => ({ state: 'unknown' as const, reason })),
);
const reason = fc.constant({ by: 'configuration' as const, reason: 'may' });
const anyMembers = fc
  .array(
    fc.record(
      { sight: anySight, exempt: reason, moving: reason },
      { requiredKeys: ['sight'] },
    ),
    { maxLength: 12 },
  )
  .map(members =>
    members.map(
      (each, index): TraitMember<number> => ({ ...each, cluster: index }),
    ),
  );

describe('judging any clusters', () => {
  it('counts each of them once', () => {
    fc.assert(
      fc.property(anyMembers, members => {
        const { counts, others } = judgeTrait(TRAIT, members);
        const { clusters, ...verdicts } = counts;
        expect(clusters).toBe(members.length);
        expect(
          Object.values(verdicts).reduce((sum, each) => sum + each, 0),
        ).toBe(clusters);
        expect(others).toHaveLength(clusters - counts.same);
      }),
    );
  });

  it('never takes what is not known for alike, nor for different', () => {
    fc.assert(
      fc.property(anyMembers, members => {
        const { counts, mode } = judgeTrait(TRAIT, members);
        const unknown = members.filter(each => each.sight.state === 'unknown');
        expect(counts.unknown).toBe(unknown.length);
        const hasMode = mode.state === 'value' || mode.state === 'absent';
        expect(hasMode ? 0 : counts.same).toBe(0);
      }),
    );
  });

  it('says the same whatever is not known besides', () => {
    fc.assert(
      fc.property(
        anyMembers,
        fc.integer({ min: 0, max: 5 }),
        (members, more) => {
          const unknown = Array.from({ length: more }, (_, index) => ({
            cluster: members.length + index,
            sight: sight('?'),
          }));
          const before = judgeTrait(TRAIT, members);
          const after = judgeTrait(TRAIT, [...members, ...unknown]);
          expect(after.mode).toEqual(before.mode);
          expect(after.counts).toEqual({
            ...before.counts,
            clusters: before.counts.clusters + more,
            unknown: before.counts.unknown + more,
          });
        },
      ),
    );
  });

  it('does not go by the order of clusters', () => {
    fc.assert(
      fc.property(anyMembers, members => {
        const there = judgeTrait(TRAIT, members);
        const back = judgeTrait(TRAIT, [...members].reverse());
        expect(back.mode).toEqual(there.mode);
        expect(back.counts).toEqual(there.counts);
      }),
    );
  });

  it('has a mode that no other value reaches', () => {
    fc.assert(
      fc.property(fc.array(anySight, { maxLength: 12 }), sights => {
        const mode = modeOf(sights);
        if (mode.state !== 'value' && mode.state !== 'absent') return;
        const said = (each: TraitSight) =>
          each.state === 'value' ? `=${each.value}` : each.state;
        const own = mode.state === 'value' ? `=${mode.value}` : 'absent';
        for (const each of sights) {
          if (each.state === 'unknown' || said(each) === own) continue;
          const rivals = sights.filter(other => said(other) === said(each));
          expect(rivals.length).toBeLessThan(mode.clusters);
        }
      }),
    );
  });
});

describe('compareSights', () => {
  it.each([
    ['a', 'a', 'same'],
    ['a', 'b', 'differs'],
    ['a', '-', 'differs'],
    ['-', '-', 'same'],
    ['?', '?', 'unknown'],
    ['a', '?', 'unknown'],
  ])('says of %p and %p that it is %p', (left, right, verdict) => {
    expect(compareSights(sight(left), sight(right))).toBe(verdict);
    expect(compareSights(sight(right), sight(left))).toBe(verdict);
  });

  it('names what may differ', () => {
    const expected = { by: 'rollout' as const, reason: 'on its way' };
    expect(compareSights(sight('a'), sight('b'), expected)).toBe('expected');
    expect(compareSights(sight('a'), sight('?'), expected)).toBe('unknown');
  });

  it('has nothing to compare with in a tie', () => {
    expect(sightOfMode(modeOf(sightsOf('a b')))).toBeUndefined();
    expect(sightOfMode(modeOf(sightsOf('?')))).toBeUndefined();
    expect(sightOfMode(modeOf(sightsOf('a')))).toEqual(sight('a'));
    expect(sightOfMode(modeOf(sightsOf('-')))).toEqual(sight('-'));
  });
});

describe('groupOf', () => {
  it('goes by the first attribute that is known', () => {
    expect(groupOf(cluster(), DEFAULT_SKEW_SETTINGS)).toEqual({
      by: 'environment',
      value: 'production',
    });
    const group = groupOf(cluster({ tier: 'critical' }), DEFAULT_SKEW_SETTINGS);
    expect(skewGroupId(group!)).toBe('tier:critical');
  });

  it('has no group for one of which nothing is known', () => {
    expect(
      groupOf(cluster({ environment: 'unassigned' }), DEFAULT_SKEW_SETTINGS),
    ).toBeUndefined();
  });
});

describe('expectedOf', () => {
  const settings = skewSettingsSchema.parse({
    expected: [
      {
        aspect: 'quota',
        key: '*/compute-*',
        regions: ['eu-*'],
        reason: 'Europe is larger',
      },
      {
        key: 'component:default/edge',
        clusters: ['edge-*'],
        reason: 'Edge only',
      },
    ],
  });

  it('takes the first entry that names the trait and the cluster', () => {
    const quota = { aspect: 'quota', key: 'shop/compute-limits' } as const;
    expect(expectedOf(quota, cluster(), settings)).toEqual({
      by: 'configuration',
      reason: 'Europe is larger',
    });
    expect(
      expectedOf(quota, cluster({ region: 'us-1' }), settings),
    ).toBeUndefined();
    expect(
      expectedOf({ ...quota, aspect: 'policy' }, cluster(), settings),
    ).toBeUndefined();
  });

  it('is of every aspect where it names none', () => {
    const trait = {
      aspect: 'component',
      key: 'component:default/edge',
    } as const;
    expect(
      expectedOf(trait, cluster({ name: 'edge-7' }), settings)?.reason,
    ).toBe('Edge only');
    expect(expectedOf(trait, cluster(), settings)).toBeUndefined();
  });

  it('finds what is said of a trait on any cluster', () => {
    const trait = { aspect: 'quota', key: 'shop/compute-limits' } as const;
    expect(expectedOfTrait(trait, settings)).toHaveLength(1);
    expect(expectedOfTrait({ ...trait, key: 'shop/pods' }, settings)).toEqual(
      [],
    );
  });

  it('wants a reason', () => {
    expect(
      skewSettingsSchema.safeParse({ expected: [{ key: '*' }] }).success,
    ).toBe(false);
  });
});

describe('compareLines', () => {
  it('puts what differs first, then what is not known', () => {
    const line = (key: string, text: string) =>
      judgeTrait({ ...TRAIT, key }, membersOf(text));
    const lines = [
      line('alike', 'a a a'),
      line('unknown', 'a a ?'),
      line('one', 'a a b'),
      line('tied', 'a b'),
      line('b-one', 'a a -'),
      line('expected', 'a a b!'),
    ].sort(compareLines);
    expect(lines.map(({ key }) => key)).toEqual([
      'tied',
      'b-one',
      'one',
      'unknown',
      'alike',
      'expected',
    ]);
    expect(lines.map(({ counts }) => differingOf(counts))).toEqual([
      2, 1, 1, 0, 0, 0,
    ]);
  });
});
