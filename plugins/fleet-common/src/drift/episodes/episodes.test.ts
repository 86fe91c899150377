import fc from 'fast-check';
import { ageOfEpisode } from './ageOfEpisode';
import { driftDebt } from './driftDebt';
import type { DriftEpisode, DriftObservation } from './DriftEpisode';
import { episodesOf, MAX_EPISODE_PATHS, observeDrift } from './episodesOf';
import { timeToHeal } from './timeToHeal';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OPTIONS = { flapWindowMs: 10 * MINUTE };

/** `d` drifted, `s` in sync, `u` unknown, at so many minutes. */
function seen(text: string): DriftObservation[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map(each => ({
      at: Number(each.slice(1)) * MINUTE,
      verdict: (
        { d: 'drifted', s: 'in-sync', u: 'unknown' } as Record<
          string,
          DriftObservation['verdict']
        >
      )[each[0]],
    }));
}

/** `first-last`, after what, the end and flaps. */
function told({
  firstObservedAt,
  lastObservedAt,
  notBefore,
  healed,
  flaps,
  isUnconfirmed,
}: DriftEpisode): string {
  return [
    `${firstObservedAt / MINUTE}-${lastObservedAt / MINUTE}`,
    notBefore === undefined ? 'at least' : `after ${notBefore / MINUTE}`,
    healed ? `healed ${healed.at / MINUTE}` : 'open',
    ...(flaps ? [`flaps ${flaps}`] : []),
    ...(isUnconfirmed ? ['unconfirmed'] : []),
  ].join(', ');
}

describe('episodesOf', () => {
  it.each([
    ['', []],
    ['u1 s2 u3', []],
    ['d5', ['5-5, at least, open']],
    ['s1 d5 d9', ['5-9, after 1, open']],
    ['s1 u3 d5', ['5-5, after 1, open']],
    ['u1 d5', ['5-5, at least, open']],
    ['s1 d5 d8 s9', ['5-8, after 1, healed 9']],
    // What is unknown ends nothing, however long.
    ['s1 d5 u6 u9000', ['5-5, after 1, open, unconfirmed']],
    ['s1 d5 u6 d7', ['5-7, after 1, open']],
    ['s1 d5 u6 s9', ['5-5, after 1, healed 9']],
    // Soon after it is the same, and later another one.
    ['s1 d5 s9 d19', ['5-19, after 1, open, flaps 1']],
    ['s1 d5 s9 d19 s20 d21 s22', ['5-21, after 1, healed 22, flaps 2']],
    ['s1 d5 s9 d20', ['5-5, after 1, healed 9', '20-20, after 9, open']],
    ['s1 d5 s9 s15 d20', ['5-5, after 1, healed 9', '20-20, after 15, open']],
    // Whether it differed in between is not known: by its time it is another one.
    ['s1 d5 s9 u10 d30', ['5-5, after 1, healed 9', '30-30, after 9, open']],
    ['d5 s9 d30', ['5-5, at least, healed 9', '30-30, after 9, open']],
    // In any order; at one time what differs counts.
    ['d9 s1 d5', ['5-9, after 1, open']],
    ['d5 s5', ['5-5, after 5, open']],
    ['s1 d5 s9 d9', ['5-9, after 1, open, flaps 1']],
  ])('of %j are %j', (text, expected) => {
    expect(episodesOf(seen(text), OPTIONS).map(told)).toEqual(expected);
  });

  it('keep all paths that were seen, and the newest revision', () => {
    const [episode] = episodesOf([
      { at: 1, verdict: 'drifted' },
      { at: 2, verdict: 'drifted', paths: ['b', 'a'], desiredRevision: '1' },
      { at: 3, verdict: 'drifted', paths: ['c', 'a'], desiredRevision: '2' },
      { at: 4, verdict: 'drifted', paths: [] },
    ]);
    expect(episode).toMatchObject({
      paths: ['a', 'b', 'c'],
      desiredRevision: '2',
    });
  });

  it('say that paths are not known', () => {
    const [episode] = episodesOf(seen('d1 d2'));
    expect(episode).not.toHaveProperty('paths');
  });

  it('keep so many paths, and say that there were more', () => {
    const paths = Array.from({ length: 300 }, (_, index) => `p${index}`);
    const observed = (given: string[]): DriftObservation[] => [
      { at: 1, verdict: 'drifted', paths: given },
      { at: 2, verdict: 'drifted', paths: ['p0'] },
    ];
    const [many] = episodesOf(observed(paths));
    expect(many.paths).toHaveLength(MAX_EPISODE_PATHS);
    expect(many.pathsTruncated).toBe(true);
    const [few] = episodesOf(observed(paths.slice(0, MAX_EPISODE_PATHS)));
    expect(few).not.toHaveProperty('pathsTruncated');
  });

  it('tell in how many seconds they healed', () => {
    const [known, ...rest] = episodesOf(seen('s1 d5 s9'));
    expect(rest).toEqual([]);
    expect(known.healed).toEqual({ at: 9 * MINUTE, seconds: 240 });
    const [unknown] = episodesOf(seen('d5 s9'));
    expect(unknown.healed).toEqual({
      at: 9 * MINUTE,
      seconds: 240,
      isAtLeast: true,
    });
  });

  it('take no time that is none, and no verdict that nobody knows', () => {
    expect(
      episodesOf([
        { at: NaN, verdict: 'drifted' },
        { at: Infinity, verdict: 'drifted' },
        { at: 1, verdict: 'odd' as 'drifted' },
      ]),
    ).toEqual([]);
  });
});

const observation: fc.Arbitrary<DriftObservation> = fc.record({
  at: fc.integer({ min: 0, max: 200 }).map(minutes => minutes * MINUTE),
  verdict: fc.constantFrom('drifted', 'in-sync', 'unknown'),
});

describe('observeDrift', () => {
  it('lets nothing old change what is known', () => {
    const watch = { lastObservedAt: 10, lastInSyncAt: 10 };
    expect(observeDrift(watch, { at: 9, verdict: 'drifted' })).toBe(watch);
  });

  it('leaves what it is given as it is', () => {
    const watch = observeDrift({}, { at: 1, verdict: 'drifted', paths: ['a'] });
    const before = JSON.stringify(watch);
    observeDrift(watch, { at: 2, verdict: 'in-sync' });
    observeDrift(watch, { at: 2, verdict: 'unknown' });
    observeDrift(watch, { at: 2, verdict: 'drifted', paths: ['b'] });
    expect(JSON.stringify(watch)).toBe(before);
  });

  it('ends nothing but by being in sync, and loses no drift', () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 40 }), observations => {
        const episodes = episodesOf(observations, OPTIONS);
        const times = (verdict: string) =>
          observations
            .filter(each => each.verdict === verdict)
            .map(({ at }) => at);
        const ends = episodes.flatMap(({ healed }) => healed?.at ?? []);
        expect(times('in-sync')).toEqual(expect.arrayContaining(ends));
        for (const at of times('drifted')) {
          expect(
            episodes.filter(
              each => each.firstObservedAt <= at && at <= each.lastObservedAt,
            ),
          ).toHaveLength(1);
        }
        // One after the other, and only the last can be open.
        episodes.slice(1).forEach((episode, index) => {
          expect(episodes[index].healed!.at).toBeLessThan(
            episode.firstObservedAt,
          );
        });
        // What is unknown makes and ends no episode.
        const withoutUnknown = episodesOf(
          observations.filter(each => each.verdict !== 'unknown'),
          OPTIONS,
        );
        expect(episodes.map(({ isUnconfirmed: _, ...each }) => each)).toEqual(
          withoutUnknown,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('ageOfEpisode', () => {
  it.each([
    ['s1 d5', 65, { ms: HOUR, mostMs: 64 * MINUTE }],
    ['d5', 65, { ms: HOUR, isAtLeast: true }],
    ['s1 d5 s9', 65, { ms: 4 * MINUTE, mostMs: 8 * MINUTE }],
    // A clock that went back.
    ['d5', 1, { ms: 0, isAtLeast: true }],
  ])('of %s at %i is %j', (text, minutes, expected) => {
    const [episode] = episodesOf(seen(text));
    expect(ageOfEpisode(episode, minutes * MINUTE)).toEqual(expected);
  });
});

describe('driftDebt', () => {
  const debt = (
    text: string,
    minutes: number,
    tier?: string,
    weights?: Record<string, number>,
  ) =>
    driftDebt(
      episodesOf(seen(text), OPTIONS).map(episode => ({ episode, tier })),
      minutes * MINUTE,
      weights,
    );

  it.each([
    ['s0 d60 s120', 999, 1, 0, 0],
    ['s0 d60', 180, 2, 0, 0],
    ['d60', 180, 2, 0, 1],
    // Nobody sees whether it still differs: that is no reason to forget it.
    ['s0 d60 d120 u180', 240, 3, 2, 0],
    ['s0 d60 s120 d200', 260, 2, 0, 0],
    // Six minutes in which it was in sync are taken off.
    ['s0 d60 s64 s70 d72 s126', 999, 1, 0, 0],
    ['s0 d60', 0, 0, 0, 0],
  ])('of %s at %i is %d h', (text, minutes, hours, unconfirmed, undated) => {
    const found = debt(text, minutes);
    expect(found.hours).toBeCloseTo(hours, 9);
    expect(found.unconfirmedHours).toBeCloseTo(unconfirmed, 9);
    expect(found.undated).toBe(undated);
  });

  it.each<[string | undefined, Record<string, number>, number]>([
    ['production', { production: 5, unassigned: 2 }, 5],
    ['staging', { production: 5, unassigned: 2 }, 2],
    [undefined, { production: 5, unassigned: 2 }, 2],
    ['staging', { production: 5 }, 1],
    ['none', { none: 0 }, 0],
    ['broken', { broken: NaN }, 1],
    ['less', { less: -1, unassigned: 3 }, 3],
    ['__proto__', {}, 1],
    ['constructor', {}, 1],
  ])('of tier %s by %j weighs %d', (tier, weights, expected) => {
    const found = debt('s0 d60', 120, tier, weights);
    expect(found.hours).toBe(expected);
  });
});

describe('timeToHeal', () => {
  it('counts what is known, and tells the rest apart', () => {
    const episodes = [
      ...episodesOf(seen('s0 d10 s20 d60 s80'), OPTIONS),
      ...episodesOf(seen('d10 s20'), OPTIONS),
      ...episodesOf(seen('s0 d10'), OPTIONS),
    ];
    expect(timeToHeal(episodes, 40 * MINUTE)).toMatchObject({
      repaired: { count: 2, mean: 15 * MINUTE },
      open: { count: 1, longestAtLeast: 30 * MINUTE },
      undated: 1,
    });
  });
});
