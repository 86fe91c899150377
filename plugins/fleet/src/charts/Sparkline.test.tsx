import { render, screen } from '@testing-library/react';
import { chartDays } from './chartDays';
import { Sparkline } from './Sparkline';
import { sparkPath } from './sparkPath';

const span = { first: '2026-11-01', last: '2026-11-05' };
const points = (...values: (number | undefined)[]) =>
  values.map((value, index) => ({ day: `2026-11-0${index + 1}`, value }));
const pathOf = (...values: (number | undefined)[]) =>
  sparkPath(
    chartDays({
      series: [{ id: 'a', label: 'a', points: points(...values) }],
      span,
    }),
    { width: 44, height: 14, inset: 2 },
  );

describe('Sparkline', () => {
  it('has a piece for each run of known days, the highest on top', () => {
    expect(pathOf(0, 10, undefined, 5)).toBe('M2 12L12 2M32 7h0.01');
    expect(pathOf(3, 3)).toBe('M2 7L12 7');
    expect(pathOf()).toBe('');
  });

  it('is a picture that says in words what it shows', () => {
    render(
      <Sparkline
        span={span}
        points={[
          { day: '2026-11-01', value: 1 },
          { day: '2026-11-02', value: 9, isPart: true },
          { day: '2026-11-03', value: 2 },
        ]}
        label="from 1 to 2 EUR in 3 days"
      />,
    );
    const picture = screen.getByRole('img', {
      name: 'from 1 to 2 EUR in 3 days',
    });
    // The day in part is left out: its figure is too small.
    expect(picture.querySelector('path')?.getAttribute('d')).toBe(
      'M2 18h0.01M48 2h0.01',
    );
  });
});
