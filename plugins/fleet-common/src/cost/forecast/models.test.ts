import { Generator, times } from '../series/__testUtils__/generate';
import { chooseSmoothing, holtWintersModel } from './fitHoltWinters';
import { runRateModel, weekdayMedianModel } from './simpleModels';
import { fromFirstWeek, steadySlope, usualSlope, weekLine } from './weekLine';

const WEEKDAYS = [100, 110, 120, 130, 140, 60, 40];
const weekday = (index: number) => WEEKDAYS[index % 7];

describe('weekLine', () => {
  it.each([
    ['all days', () => true],
    ['half of them', (index: number) => index % 2 === 0],
    ['none of two weeks', (index: number) => index < 10 || index > 23],
  ])('finds the weekdays and the trend of a course by %s', (_, isKnown) => {
    const observed = times(35, index =>
      isKnown(index) ? weekday(index) + 3 * index : undefined,
    );
    const slope = steadySlope(observed);
    const line = weekLine(observed, slope);
    expect(slope).toBeCloseTo(3, 9);
    expect(line.place).toBe(0);
    expect(line.trend).toBe(slope);
    // The mean of the weekdays, on the day before the first.
    expect(line.level).toBeCloseTo(100 - 3, 9);
    line.season.forEach((each, index) =>
      expect(each).toBeCloseTo(WEEKDAYS[index] - 100, 9),
    );
    expect(fromFirstWeek(line, observed).level).toBeCloseTo(line.level, 9);
  });

  it('takes a step for a trend by least squares, and for none by most weeks', () => {
    const step = times(42, index => weekday(index) + (index < 28 ? 0 : 100));
    expect(steadySlope(step)).toBeGreaterThan(2);
    expect(usualSlope(step)).toBe(0);
    expect(fromFirstWeek(weekLine(step, 0), step).level).toBeCloseTo(100, 9);
  });

  it('has the trend of most weeks', () => {
    const observed = times(28, index => weekday(index) + 3 * index);
    expect(usualSlope(observed)).toBeCloseTo(3, 9);
    expect(usualSlope(observed.slice(0, 7))).toBe(0);
    expect(steadySlope(observed.slice(0, 7))).toBe(0);
  });
});

describe('Holt-Winters', () => {
  const fit = (observed: (number | undefined)[]) =>
    holtWintersModel.fit(observed);

  it('continues weekdays and a trend without an error', () => {
    const course = times(66, index => weekday(index) + 3 * index);
    const { expected, residuals } = fit(
      course.map((value, index) => (index < 35 ? value : undefined)),
    );
    expected.forEach((value, index) =>
      expect(value).toBeCloseTo(course[index], 6),
    );
    for (const residual of residuals) expect(residual).toBeCloseTo(0, 6);
  });

  it('sees no trend, and follows nothing, where all weeks are alike', () => {
    expect(chooseSmoothing(times(35, weekday))).toEqual({
      hasTrend: false,
      smoothing: { alpha: 0, beta: 0, gamma: 0 },
    });
    expect(chooseSmoothing(times(21, () => 0))).toEqual({
      hasTrend: false,
      smoothing: { alpha: 0, beta: 0, gamma: 0 },
    });
  });

  it('sees no trend in noise', () => {
    const generator = new Generator('noise');
    const seen = times(100, () =>
      chooseSmoothing(
        times(60, index => weekday(index) + 10 * generator.normal()),
      ),
    ).filter(({ hasTrend }) => hasTrend);
    // About one in thirty.
    expect(seen.length).toBeLessThan(10);
  });

  it('takes a step for a new level, and for no trend', () => {
    const { expected } = fit(
      times(60, index => {
        if (index >= 42) return undefined;
        return weekday(index) + (index < 28 ? 0 : 100);
      }),
    );
    times(18, index => index + 42).forEach(index =>
      expect(Math.abs(expected[index] - weekday(index) - 100)).toBeLessThan(5),
    );
  });

  it('imagines courses that miss what is expected by the drawn errors', () => {
    const observed = times(28, weekday);
    expect(fit(observed).imagine(() => 0)).toEqual(fit(observed).expected);
    const [first] = fit(observed).imagine(() => 5);
    expect(first).toBeCloseTo(weekday(0) + 5, 9);
  });

  it('corrects residuals for what was learnt from them', () => {
    const generator = new Generator('residuals');
    const variances = times(200, () => {
      const { residuals } = fit(times(28, () => generator.normal()));
      return (
        residuals.reduce((all, each) => all + each ** 2, 0) / residuals.length
      );
    });
    const mean = variances.reduce((all, each) => all + each, 0) / 200;
    expect(mean).toBeGreaterThan(0.85);
    expect(mean).toBeLessThan(1.3);
  });
});

describe('the median by weekday', () => {
  it('is that', () => {
    const observed = [1, 10, 3, 3, 3, 3, 3, 2, 20, undefined, 3, 3, 3, 3, 90];
    const { expected } = weekdayMedianModel.fit([...observed, undefined]);
    expect(expected.slice(0, 3)).toEqual([2, 15, 3]);
    expect(expected[15]).toBe(15);
  });

  it('is that of all days for a weekday that was never seen', () => {
    const observed = times(14, index =>
      index % 7 === 6 ? undefined : weekday(index),
    );
    const { expected } = weekdayMedianModel.fit(observed);
    expect(expected[6]).toBe(115);
  });

  it('is compared with days that it was not made of', () => {
    // Each weekday once, and one twice: none would be off from itself.
    const observed = [10, 20, 30, 40, 50, 60, 70, 10];
    const { residuals } = weekdayMedianModel.fit(observed);
    expect(residuals).toHaveLength(8);
    expect(residuals.filter(each => Math.abs(each) > 5).length).toBeGreaterThan(
      4,
    );
    expect(residuals.reduce((all, each) => all + each, 0)).toBeCloseTo(0, 9);
  });
});

describe('the run rate', () => {
  it('is the mean of what is known', () => {
    const { expected, residuals } = runRateModel.fit([1, undefined, 3]);
    expect(expected).toEqual([2, 2, 2]);
    expect(residuals).toEqual([-Math.SQRT2, Math.SQRT2]);
  });

  it('has no residuals of one day', () => {
    expect(runRateModel.fit([7, undefined]).residuals).toEqual([]);
  });
});
