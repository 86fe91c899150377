import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/test-utils';
import { TrendChart } from './TrendChart';
import type { ChartProps } from './types';

const money = (value: number) => `${value.toFixed(2)} EUR`;
const known = (first: number, values: (number | undefined)[]) =>
  values.map((value, index) => ({
    day: `2026-11-${String(first + index).padStart(2, '0')}`,
    value,
  }));

const props: ChartProps = {
  title: 'Spend jumped on 5 November',
  series: [
    {
      id: 'payments',
      label: 'payments',
      points: [
        ...known(3, [10, 11, 30, undefined, undefined]),
        { day: '2026-11-08', value: 12, isPart: true },
        { day: '2026-11-09', value: 31 },
      ],
    },
  ],
  span: { first: '2026-11-01', last: '2026-11-12' },
  today: '2026-11-10',
  expected: known(10, [31, 31, 32]),
  band: known(10, [31, 31, 32]).map(({ day, value = 0 }) => ({
    day,
    low: value - 2,
    high: value + 3,
  })),
  limit: { value: 40, label: 'budget' },
  marks: [{ day: '2026-11-05', label: 'release 1.42.0', tone: 'busy' }],
  format: money,
  unit: 'EUR per day',
};

describe('TrendChart', () => {
  it('is a figure with what it finds as its name, and its unit', async () => {
    await renderInTestApp(<TrendChart {...props} />);
    const figure = screen.getByRole('figure', {
      name: 'Spend jumped on 5 November',
    });
    expect(within(figure).getByText('EUR per day')).toBeInTheDocument();
    expect(
      within(figure).getByText(
        'No figure of 2 days: Nov 6 – Nov 7 · 1 day lacks a part, and is at least what is shown',
      ),
    ).toBeInTheDocument();
    const marks = within(figure).getByRole('list', { name: 'What happened' });
    expect(marks).toHaveTextContent('1Nov 5release 1.42.0');
  });

  it('has the same figures as a table, with gaps named and what is to come apart', async () => {
    await renderInTestApp(<TrendChart {...props} />);
    const name = { name: 'Spend jumped on 5 November' };
    expect(screen.queryByRole('table', name)).not.toBeInTheDocument();
    const button = screen.getByRole('button', { name: 'Show as table' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(button);
    const table = screen.getByRole('table', name);
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => [...row.children].map(cell => cell.textContent).join('|')),
    ).toEqual([
      'Day|payments|expected|Range|What happened',
      '2026-11-03|10.00 EUR|||',
      '2026-11-04|11.00 EUR|||',
      '2026-11-05|30.00 EUR|||release 1.42.0',
      '2026-11-06|no figure|||',
      '2026-11-07|no figure|||',
      '2026-11-08|at least 12.00 EUR|||',
      '2026-11-09|31.00 EUR|||',
      '2026-11-10|to come|31.00 EUR|29.00 EUR to 34.00 EUR|',
      '2026-11-11|to come|31.00 EUR|29.00 EUR to 34.00 EUR|',
      '2026-11-12|to come|32.00 EUR|30.00 EUR to 35.00 EUR|',
    ]);
  });

  it('draws lines that end at gaps, a band, a limit, and labels where lines end', async () => {
    const { container } = await renderInTestApp(<TrendChart {...props} />);
    await screen.findByText('budget');
    const lines = [...container.querySelectorAll('.recharts-line-curve')].map(
      line => ({
        dashes: line.getAttribute('stroke-dasharray'),
        strokes: line.getAttribute('d')?.match(/M/g)?.length,
      }),
    );
    // In part: from the day itself on to the next; solid: the days before the gap, and one alone.
    expect(lines).toEqual([
      { dashes: '1 4', strokes: 1 },
      { dashes: null, strokes: 2 },
      { dashes: '5 4', strokes: 1 },
    ]);
    expect(container.querySelectorAll('.recharts-reference-area')).toHaveLength(
      1,
    );
    expect(container.querySelectorAll('.recharts-area-area')).toHaveLength(1);
    expect(container.querySelectorAll('.recharts-reference-line')).toHaveLength(
      2,
    );
    const labels = [...container.querySelectorAll('text')].map(
      ({ textContent }) => textContent,
    );
    expect(labels).toEqual(
      expect.arrayContaining(['budget', 'payments', 'expected', '1', 'Nov 12']),
    );
    expect(screen.queryByText('Which colour is which')).not.toBeInTheDocument();
  });

  it('says what a day was where the keys come to it', async () => {
    await renderInTestApp(<TrendChart {...props} />);
    await screen.findByText('budget');
    const drawing = screen.getByRole('application', {
      name: 'Spend jumped on 5 November',
    });
    act(() => drawing.focus());
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(
      await screen.findByText('10.00 EUR', { selector: 'dd' }),
    ).toBeVisible();
  });
});
