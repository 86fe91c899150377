import { nextOf, smooth, step, type HoltWintersState } from './holtWinters';

/*
 * Monthly data with the answers that were published with them: G. Trubetskoy,
 * Holt-Winters Forecasting for Dummies, part III, 2016.
 */
const SERIES = [
  30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29, 17, 9, 20, 24, 27, 35, 41, 38,
  27, 31, 27, 26, 21, 13, 21, 18, 33, 35, 40, 36, 22, 24, 21, 20, 17, 14, 17,
  19, 26, 29, 40, 31, 20, 24, 18, 26, 17, 9, 17, 21, 28, 32, 46, 33, 23, 28, 22,
  27, 18, 8, 17, 21, 31, 34, 44, 38, 31, 30, 26, 32,
];
const SMOOTHING = { alpha: 0.716, beta: 0.029, gamma: 0.993 };
/** The series begins with its first value as the level; that value is not smoothed. */
const START: HoltWintersState = {
  level: 30,
  trend: -0.7847222222222222,
  season: [
    -7.4305555555555545, -15.097222222222221, -7.263888888888888,
    -5.097222222222222, 3.402777777777778, 8.069444444444445,
    16.569444444444446, 9.736111111111112, -0.7638888888888887,
    1.902777777777778, -3.263888888888889, -0.7638888888888887,
  ],
  place: 1,
};
const PUBLISHED = [
  22.42511411230803, 15.343371755223066, 24.14282581581347, 27.02259921391996,
  35.31139046245393, 38.999014669337356, 49.243283875692654, 40.84636009563803,
  31.205180503707012, 32.96259980122959, 28.5164783238384, 32.30616336737171,
  22.737583867810464, 15.655841510725496, 24.4552955713159, 27.33506896942239,
  35.62386021795636, 39.31148442483978, 49.55575363119508, 41.15882985114047,
  31.517650259209443, 33.275069556732014, 28.82894807934083, 32.618633122874144,
];

describe('smooth', () => {
  const { state } = smooth(START, SERIES.slice(1), SMOOTHING);

  it('forecasts a published series as it was published', () => {
    const unknown = PUBLISHED.map(() => undefined);
    const { expected } = smooth(state, unknown, SMOOTHING);
    expected.forEach((value, index) =>
      expect(value).toBeCloseTo(PUBLISHED[index], 9),
    );
  });

  it('expects each value from those before it alone', () => {
    const { expected } = smooth(START, SERIES.slice(1), SMOOTHING);
    const cut = smooth(START, SERIES.slice(1, 30), SMOOTHING);
    expect(expected.slice(0, 29)).toEqual(cut.expected);
    expect(expected[29]).toBe(nextOf(cut.state));
  });

  it('does one step as the formulas say', () => {
    const before = { level: 10, trend: 1, season: [2, -2], place: 0 };
    // a = .5 · (15 − 2) + .5 · 11 = 12, b = .5 · 2 + .5 · 1 = 1.5, s = .5 · 3 + .5 · 2 = 2.5
    const all = { alpha: 0.5, beta: 0.5, gamma: 0.5 };
    expect(nextOf(before)).toBe(13);
    expect(step(before, 15, all)).toEqual({
      level: 12,
      trend: 1.5,
      season: [2.5, -2],
      place: 1,
    });
    expect(before.season).toEqual([2, -2]);
  });

  it('carries the state over a gap, and learns nothing from it', () => {
    const before = { level: 10, trend: 1, season: [2, -2], place: 1 };
    expect(step(before, undefined, SMOOTHING)).toEqual({
      level: 11,
      trend: 1,
      season: [2, -2],
      place: 0,
    });
  });
});
