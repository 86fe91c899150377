import fc from 'fast-check';
import { HOSTILE_TEXTS } from '../../testUtils';
import type { StageCluster } from './isSelected';
import { placeClusters } from './placeClusters';
import { readStages } from './readStages';
import type { Stage } from './Stage';
import { stagesOfSteps } from './stagesOfSteps';

const GOOD = [
  { name: 'staging', environment: ['staging'], soakSeconds: 900 },
  {
    name: 'production',
    environment: ['production'],
    soakSeconds: 3600,
    waves: [
      { name: 'everywhere', order: 3, size: '50%' },
      { name: 'canary', order: 1, clusters: ['prod-euw1-*'], soakSeconds: 60 },
      {
        name: 'gold',
        order: 2,
        labels: { 'shop.io/class': ['gold'] },
        size: 1,
      },
    ],
  },
];

function read(input: unknown): Stage[] {
  const { stages, problems } = readStages(input);
  expect(problems).toEqual([]);
  return stages!;
}

const cluster = (name: string, more: Partial<StageCluster> = {}) => ({
  id: `id-${name}`,
  name,
  environment: 'production',
  ...more,
});

describe('readStages', () => {
  it('reads stages with their waves in order', () => {
    expect(read(GOOD)).toMatchObject([
      {
        name: 'staging',
        after: [],
        soakMs: 900_000,
        waves: [{ name: 'all' }],
      },
      {
        name: 'production',
        after: ['staging'],
        waves: [
          { name: 'canary', soakMs: 60_000 },
          { name: 'gold', size: 1 },
          { name: 'everywhere', size: '50%' },
        ],
      },
    ]);
    expect(read(GOOD)[0].waves[0]).not.toHaveProperty('selector');
  });

  const staged = (more: object) => [
    { name: 'dev', environment: ['dev'], ...more },
  ];
  it.each([
    [{}, 'stages', /expected array/, /a list/],
    [[], 'stages', /small/i, /within/],
    [staged({ name: 'Dev/1' }), 'stages[0].name', /lower-case/, /form/],
    [staged({ name: '__proto__' }), 'stages[0].name', /lower-case/, /./],
    [staged({ soak: 5 }), 'stages[0]', /soak/, /take out "soak"/],
    [staged({ soakSeconds: '5' }), 'stages[0].soakSeconds', /number/, /number/],
    [
      staged({ labels: { 'a b': ['x'] } }),
      'stages[0].labels["a b"]',
      /./,
      /label/,
    ],
    [[{ name: 'dev' }], 'stages[0]', /which clusters/, /name clusters, region/],
    [
      staged({ waves: [{ name: 'a', size: '0%' }] }),
      'stages[0].waves[0].size',
      /share/,
      /./,
    ],
    [
      staged({ waves: [{ name: 'a' }, { name: 'b' }] }),
      'stages[0].waves[1]',
      /which clusters/,
      /one wave alone/,
    ],
    [
      staged({ waves: [{ name: 'a', tier: ['1'] }, { name: 'a' }] }),
      'stages[0].waves[1].name',
      /called "a"/,
      /another name/,
    ],
    [
      staged({
        waves: [
          { name: 'a', order: 1 },
          { name: 'b', tier: ['1'] },
        ],
      }),
      'stages[0].waves[1]',
      /no order/,
      /none of them/,
    ],
    [
      staged({
        waves: [
          { name: 'a', order: 1 },
          { name: 'b', order: 1, tier: ['1'] },
        ],
      }),
      'stages[0].waves[1].order',
      /order 1/,
      /another order/,
    ],
    [
      [...GOOD, { ...GOOD[0] }],
      'stages[2].name',
      /called "staging"/,
      /another name/,
    ],
    [
      staged({ after: ['nowhere'] }),
      'stages[0].after[0]',
      /no stage/,
      /one of dev/,
    ],
    [staged({ after: ['dev'] }), 'stages[0].after', /after itself/, /circle/],
    [
      [{ ...GOOD[0], after: ['production'] }, GOOD[1]],
      'stages[1]',
      /after itself/,
      /circle/,
    ],
  ])(
    'says what is wrong with %j, where, and what to do',
    (input, path, message, advice) => {
      const { stages, problems } = readStages(input);
      expect(stages).toBeUndefined();
      expect(problems).toContainEqual({
        path,
        message: expect.stringMatching(message),
        advice: expect.stringMatching(advice),
      });
    },
  );

  it('never throws, and reads nothing of what is partly wrong', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), input => {
        expect(readStages(input).stages).toBeUndefined();
        expect(readStages([GOOD[0], input]).stages).toBeUndefined();
      }),
    );
    for (const { text } of HOSTILE_TEXTS) {
      const { stages = [] } = readStages([{ name: text, environment: ['a'] }]);
      // What is a plain name, such as `constructor`, is one.
      expect(stages.every(({ name }) => /^[-a-z0-9]+$/.test(name))).toBe(true);
    }
  });
});

describe('placeClusters', () => {
  it('puts each cluster in its stage and wave, in parts that go at once', () => {
    const placed = placeClusters(read(GOOD), [
      cluster('stage-1', { environment: 'staging' }),
      cluster('prod-4'),
      cluster('prod-1'),
      cluster('prod-3'),
      cluster('prod-2'),
      cluster('prod-euw1-a'),
      cluster('prod-5', { labels: { 'shop.io/class': 'gold' } }),
      cluster('prod-6', { labels: { 'shop.io/class': 'gold' } }),
      cluster('lost', { environment: undefined }),
      cluster('prod-euw1-b', { labels: { 'shop.io/class': 'gold' } }),
    ]);
    expect(
      placed.stages.flatMap(({ waves }) =>
        waves.map(({ key, soakMs, clusters }) => [key, soakMs, clusters]),
      ),
    ).toEqual([
      ['staging/all/1', 900_000, ['id-stage-1']],
      ['production/canary/1', 60_000, ['id-prod-euw1-a']],
      ['production/gold/1', 3_600_000, ['id-prod-5']],
      ['production/gold/2', 3_600_000, ['id-prod-6']],
      ['production/everywhere/1', 3_600_000, ['id-prod-1', 'id-prod-2']],
      ['production/everywhere/2', 3_600_000, ['id-prod-3', 'id-prod-4']],
    ]);
    expect(placed.unplaced).toEqual([
      { cluster: 'id-lost', because: 'no-stage' },
    ]);
    expect(placed.ambiguous).toEqual([
      {
        cluster: 'id-prod-euw1-b',
        places: ['production/canary', 'production/gold'],
      },
    ]);
  });

  it('says in which stage no wave was found', () => {
    const stages = read([
      {
        name: 'a',
        environment: ['production'],
        waves: [{ name: 'w', tier: ['1'] }],
      },
    ]);
    expect(placeClusters(stages, [cluster('x')]).unplaced).toEqual([
      { cluster: 'id-x', because: 'no-wave', stage: 'a' },
    ]);
  });

  it('puts what several stages select in none of them', () => {
    const stages = read([
      { name: 'a', environment: ['production'] },
      { name: 'b', clusters: ['x*'] },
    ]);
    expect(placeClusters(stages, [cluster('x1'), cluster('y')])).toMatchObject({
      stages: [{ waves: [{ clusters: ['id-y'] }] }, { waves: [] }],
      unplaced: [],
      ambiguous: [{ cluster: 'id-x1', places: ['a', 'b'] }],
    });
  });

  it('takes no property of objects for a label', () => {
    const stages = read([{ name: 'a', labels: { constructor: ['x'] } }]);
    expect(
      placeClusters(stages, [cluster('x', { labels: {} })]).unplaced,
    ).toHaveLength(1);
  });

  it('refuses clusters of one id', () => {
    expect(() => placeClusters([], [cluster('a'), cluster('a')])).toThrow(
      RangeError,
    );
  });

  const value = fc.constantFrom('a', 'b', 'c');
  const values = fc.option(fc.uniqueArray(value, { minLength: 1 }), {
    nil: undefined,
  });
  const selecting = fc.record({ region: values, tier: values });
  const stagesArbitrary = fc.array(
    fc.record({
      selector: selecting,
      soakMs: fc.nat(),
      waves: fc.array(
        fc.record({
          selector: fc.option(selecting, { nil: undefined }),
          size: fc.constantFrom(undefined, 1, 3, '1%', '34%', '100%'),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { maxLength: 4 },
  );
  const clustersArbitrary = fc.uniqueArray(
    fc.record({
      id: fc.string(),
      name: fc.string(),
      region: fc.option(value, { nil: undefined }),
      tier: fc.option(value, { nil: undefined }),
    }),
    { selector: ({ id }) => id, maxLength: 20 },
  );

  it('has every cluster at exactly one place, whatever order they come in', () => {
    fc.assert(
      fc.property(
        stagesArbitrary,
        clustersArbitrary.chain(clusters =>
          fc.tuple(
            fc.constant(clusters),
            fc.shuffledSubarray(clusters, { minLength: clusters.length }),
          ),
        ),
        (some, [clusters, shuffled]) => {
          const stages = some.map((stage, index) => ({
            ...stage,
            name: `s${index}`,
            after: [],
            waves: stage.waves.map((wave, at) => ({ ...wave, name: `w${at}` })),
          })) as Stage[];
          const placed = placeClusters(stages, clusters);
          const waves = placed.stages.flatMap(each => each.waves);
          const all = [
            ...waves.flatMap(each => each.clusters),
            ...placed.unplaced.map(each => each.cluster),
            ...placed.ambiguous.map(each => each.cluster),
          ];
          expect([...all].sort()).toEqual(clusters.map(({ id }) => id).sort());
          expect(waves.every(each => each.clusters.length > 0)).toBe(true);
          const keys = waves.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          expect(placeClusters(stages, shuffled)).toEqual(placed);
        },
      ),
    );
  });
});

describe('stagesOfSteps', () => {
  const placement = {
    strategy: 'rolling' as const,
    steps: ['env In dev', 'env In prod'],
    deliveries: [
      { name: 'a', step: '1' },
      { name: 'b', step: '2' },
      { name: 'c', step: '-1' },
      { name: 'd' },
      { name: 'e', step: '1' },
      { name: 'f', step: '3' },
      { name: 'g', step: '2' },
    ],
    total: 7,
  };
  const clusterOf = ({ name }: { name: string }) =>
    ((
      {
        a: 'one',
        b: 'two',
        c: 'three',
        d: 'four',
        e: 'five',
        f: 'six',
        g: 'five',
      } as Record<string, string>
    )[name]);

  it('takes each step for a stage, as the engine says who is in it', () => {
    expect(stagesOfSteps(placement, clusterOf)).toMatchObject({
      stages: [
        {
          name: 'step-1',
          title: 'env In dev',
          after: [],
          waves: [{ key: 'step-1/all/1', clusters: ['one'], soakMs: 0 }],
        },
        { name: 'step-2', after: ['step-1'], waves: [{ clusters: ['two'] }] },
      ],
      unplaced: [
        { cluster: 'four', because: 'no-step' },
        { cluster: 'six', because: 'no-step' },
        { cluster: 'three', because: 'no-step' },
      ],
      ambiguous: [{ cluster: 'five', places: ['step-1', 'step-2'] }],
      unresolved: [],
    });
  });

  it('names deliveries of which nobody knows the cluster', () => {
    expect(stagesOfSteps(placement, () => undefined)).toMatchObject({
      unplaced: [],
      unresolved: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    });
  });

  it.each([
    ['not-rolling', { strategy: 'all-at-once' as const }],
    ['not-rolling', { strategy: 'unknown' as const }],
    ['no-steps', { steps: [] }],
    ['in-part', { total: 8 }],
  ])('has no stages: %s', (because, more) => {
    expect(stagesOfSteps({ ...placement, ...more }, clusterOf)).toEqual({
      because,
    });
  });

  it('has a release soak for as long as who promotes says', () => {
    expect(stagesOfSteps(placement, clusterOf, 60_000)).toMatchObject({
      stages: [
        { waves: [{ soakMs: 60_000 }] },
        { waves: [{ soakMs: 60_000 }] },
      ],
    });
  });

  const deliveriesArbitrary = fc.uniqueArray(
    fc.record({
      name: fc.string({ minLength: 1 }),
      step: fc.constantFrom(
        undefined,
        '1',
        '2',
        '3',
        '-1',
        '0',
        '4',
        'x',
        ' 1',
      ),
      goesTo: fc.constantFrom(undefined, 'a', 'b', 'c', 'd'),
    }),
    { selector: ({ name }) => name, maxLength: 12 },
  );

  it('has every cluster at exactly one place, and loses no delivery', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        deliveriesArbitrary.chain(some =>
          fc.tuple(
            fc.constant(some),
            fc.shuffledSubarray(some, { minLength: some.length }),
          ),
        ),
        (steps, [some, shuffled]) => {
          const stagesBy = (deliveries: typeof some) =>
            stagesOfSteps(
              {
                strategy: 'rolling',
                steps: Array.from({ length: steps }, (_, at) => `step ${at}`),
                deliveries: deliveries.map(({ name, step }) => ({
                  name,
                  ...(step === undefined ? {} : { step }),
                })),
                total: deliveries.length,
              },
              ({ name }) => deliveries.find(each => each.name === name)?.goesTo,
            );
          const found = stagesBy(some);
          if ('because' in found) throw new Error(found.because);
          const { stages, unplaced, ambiguous, unresolved } = found;
          const inStep = stages.map(({ waves }) =>
            waves.flatMap(({ clusters }) => clusters),
          );
          expect(
            [
              ...inStep.flat(),
              ...[...unplaced, ...ambiguous].map(each => each.cluster),
            ].sort(),
          ).toEqual(
            [...new Set(some.flatMap(({ goesTo }) => goesTo ?? []))].sort(),
          );
          expect(unresolved).toEqual(
            some
              .filter(({ goesTo }) => goesTo === undefined)
              .map(({ name }) => name)
              .sort((one, other) => (one < other ? -1 : 1)),
          );
          // Who is in a step is there by each of its deliveries.
          expect(
            inStep.flatMap((clusters, at) =>
              some.filter(
                ({ goesTo, step }) =>
                  goesTo !== undefined &&
                  clusters.includes(goesTo) &&
                  step !== String(at + 1),
              ),
            ),
          ).toEqual([]);
          expect(stagesBy(shuffled)).toEqual(found);
        },
      ),
    );
  });
});
