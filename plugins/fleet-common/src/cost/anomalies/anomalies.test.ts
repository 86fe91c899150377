import {
  cases,
  costsFrom,
  Generator,
  times,
} from '../series/__testUtils__/generate';
import type { DailyCost } from '../series/DailyCost';
import { addDays } from '../series/days';
import { anomaliesOf, standsOut } from './anomaliesOf';
import { type CostEvent, likelyCauses } from './likelyCauses';

const WEEKDAYS = [100, 110, 120, 130, 140, 60, 40];
const FIRST = '2026-08-31';
/** Day 56, a Monday, after eight weeks. */
const DAY = '2026-10-26';
const only = { first: DAY, last: DAY };
const weeks = (index: number) =>
  WEEKDAYS[index % 7] + [0, 2, -2, 1][Math.floor(index / 7) % 4];

describe('standsOut', () => {
  // Median 5 and MAD 2: 0.6745 · (x − 5) / 2 is over 3.5 from 15.378 on.
  const past = [1, 3, 5, 7, 9];

  it.each([
    [15.3, undefined],
    [15.4, 'more'],
    [-5.3, undefined],
    [-5.4, 'less'],
  ])('says of %d that it costs %s', (cost, direction) => {
    expect(standsOut(cost, past, { floor: 1 })?.direction).toBe(direction);
  });

  it('has the modified z-score as its source has it', () => {
    expect(standsOut(25, past, { floor: 1 })).toEqual({
      direction: 'more',
      cost: 25,
      usual: 5,
      difference: 20,
      spread: 2,
      score: 6.745,
    });
  });

  it('needs an amount over the floor, too', () => {
    expect(standsOut(25, past, { floor: 20 })).toBeUndefined();
    expect(standsOut(25, past, { floor: 19.9 })).toBeDefined();
    expect(standsOut(25, past, { floor: 1, threshold: 7 })).toBeUndefined();
  });

  it('goes by the floor alone where others are alike', () => {
    const alike = [5, 5, 5, 5, 90];
    expect(standsOut(7, alike, { floor: 2 })).toBeUndefined();
    expect(standsOut(7.5, alike, { floor: 2 })).toEqual({
      direction: 'more',
      cost: 7.5,
      usual: 5,
      difference: 2.5,
      spread: 0,
    });
  });
});

describe('anomaliesOf', () => {
  const history = costsFrom(FIRST, times(70, weeks));
  const changed = (day: string, cost: number) =>
    history.map(each => (each.day === day ? { ...each, cost } : each));

  it('finds nothing where weeks are as they are', () => {
    expect(
      anomaliesOf(
        history,
        { first: '2026-09-28', last: '2026-11-08' },
        { floor: 1 },
      ),
    ).toEqual({ anomalies: [], judgedDays: 42, unjudged: [] });
  });

  it('finds the days that it was told, both ways', () => {
    const { anomalies } = anomaliesOf(
      changed('2026-10-27', 20).map(each =>
        each.day === DAY ? { ...each, cost: 300 } : each,
      ),
      { first: '2026-09-28', last: '2026-11-08' },
      { floor: 10 },
    );
    expect(anomalies).toEqual([
      {
        day: DAY,
        direction: 'more',
        cost: 300,
        usual: 100.5,
        difference: 199.5,
        spread: 1,
        score: expect.closeTo(0.6745 * 199.5, 9),
        comparedDays: 8,
      },
      expect.objectContaining({ day: '2026-10-27', direction: 'less' }),
    ]);
  });

  it('takes a cheap Sunday for no anomaly among dear days, and a dear one for one', () => {
    const sunday = addDays(DAY, 6);
    const on = { first: sunday, last: sunday };
    expect(anomaliesOf(history, on, { floor: 10 }).anomalies).toEqual([]);
    expect(
      anomaliesOf(changed(sunday, 100), on, { floor: 10 }).anomalies,
    ).toHaveLength(1);
  });

  it('does not judge what it cannot', () => {
    const inPart: DailyCost[] = history
      .filter(({ day }) => day !== '2026-10-27')
      .map(each =>
        each.day === DAY
          ? { ...each, cost: 1, coverage: { known: 1, expected: 2 } }
          : each,
      );
    expect(
      anomaliesOf(inPart, { first: DAY, last: '2026-10-28' }, { floor: 1 }),
    ).toEqual({
      anomalies: [],
      judgedDays: 1,
      unjudged: [
        { day: DAY, why: 'in-part' },
        { day: '2026-10-27', why: 'missing' },
      ],
    });
  });

  it.each([
    [3, 'few-days'],
    [4, undefined],
  ])('with %i weeks before it a day is judged or not', (count, why) => {
    const young = history.filter(({ day }) => day >= addDays(DAY, -7 * count));
    const { judgedDays, unjudged } = anomaliesOf(young, only, { floor: 1 });
    expect(unjudged[0]?.why).toBe(why);
    expect(judgedDays).toBe(why ? 0 : 1);
  });

  it('never judges by nothing, whatever is asked', () => {
    expect(
      anomaliesOf(costsFrom(DAY, [5]), only, { floor: 0, leastDays: 0 }),
    ).toMatchObject({ judgedDays: 0, unjudged: [{ why: 'few-days' }] });
  });

  it.each(cases(40, 'anomaly'))('%s', seed => {
    const generator = new Generator(seed);
    const days = generator.anyDays(FIRST, 90);
    const span = { first: '2026-10-05', last: '2026-10-31' };
    const settings = { floor: generator.between(0, 400) };
    const found = anomaliesOf(days, span, settings);

    expect(found.judgedDays + found.unjudged.length).toBe(27);
    expect(anomaliesOf(generator.shuffled(days), span, settings)).toEqual(
      found,
    );
    // What comes later changes nothing of what was said.
    expect(
      anomaliesOf(
        days.filter(({ day }) => day <= span.last),
        span,
        settings,
      ),
    ).toEqual(found);
    // Nor does the unit of money.
    const factor = 2 ** generator.whole(-3, 6);
    expect(
      anomaliesOf(
        days.map(each => ({ ...each, cost: each.cost * factor })),
        span,
        { floor: settings.floor * factor },
      ).anomalies.map(({ day, score }) => [day, score]),
    ).toEqual(found.anomalies.map(({ day, score }) => [day, score]));
    // A higher floor finds no more.
    const fewer = anomaliesOf(days, span, { floor: settings.floor + 100 });
    const all = found.anomalies.map(({ day }) => day);
    for (const { day, difference } of fewer.anomalies) {
      expect(all).toContain(day);
      expect(Math.abs(difference)).toBeGreaterThan(settings.floor + 100);
    }
  });
});

describe('likelyCauses', () => {
  const event = (at: string, kind: CostEvent['kind'], what: string) => ({
    at,
    kind,
    what,
  });

  it('are what happened on the day and shortly before, the nearest first', () => {
    const events = [
      event('2026-10-23T23:59:59Z', 'release', 'too long ago'),
      event('2026-10-24T00:00:00Z', 'nodes', 'two days before'),
      event('2026-10-25T08:00:00Z', 'release', 'the morning before'),
      event('2026-10-25T20:00:00Z', 'scaling', 'the evening before'),
      event('2026-10-26T18:00:00Z', 'release', 'in the evening'),
      event('2026-10-26T06:00:00Z', 'scaling', 'in the morning'),
      event('2026-10-26T06:00:00Z', 'release', 'at the same time'),
      event('2026-10-27T00:00:00Z', 'release', 'afterwards'),
    ];
    const causes = likelyCauses({ day: DAY }, events);
    expect(causes.map(({ what, daysBefore }) => [what, daysBefore])).toEqual([
      ['at the same time', 0],
      ['in the morning', 0],
      ['in the evening', 0],
      ['the evening before', 1],
      ['the morning before', 1],
      ['two days before', 2],
    ]);
    const generator = new Generator('causes');
    expect(likelyCauses({ day: DAY }, generator.shuffled(events))).toEqual(
      causes,
    );
  });

  it('looks back as far as it is told', () => {
    const events = [event('2026-10-20T00:00:00Z', 'nodes', 'a week before')];
    expect(likelyCauses({ day: DAY }, events)).toEqual([]);
    expect(likelyCauses({ day: DAY }, events, 6)).toHaveLength(1);
  });
});
