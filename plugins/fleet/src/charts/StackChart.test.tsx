import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/test-utils';
import { StackChart } from './StackChart';
import type { ChartProps } from './types';

const props: Omit<ChartProps, 'series'> = {
  title: 'checkout is half of it',
  span: { first: '2026-11-01', last: '2026-11-03' },
  format: value => value.toFixed(0),
  unit: 'EUR per day',
};
const group = (id: string, ...values: (number | undefined)[]) => ({
  id,
  label: id,
  points: values.map((value, index) => ({
    day: `2026-11-0${index + 1}`,
    value,
  })),
});

describe('StackChart', () => {
  it('draws a bar for each figure, hatches what is in part, and nothing in gaps', async () => {
    const { container } = await renderInTestApp(
      <StackChart
        {...props}
        series={[
          group('cart', 2, undefined, 2),
          {
            ...group('checkout'),
            points: [
              { day: '2026-11-01', value: 4 },
              { day: '2026-11-03', value: 3, isPart: true },
            ],
          },
        ]}
      />,
    );
    await screen.findByText('checkout', { selector: 'text' });
    const bars = [
      ...container.querySelectorAll('.recharts-bar-rectangle rect'),
    ];
    expect(bars.filter(bar => bar.getAttribute('stroke'))).toHaveLength(4);
    expect(
      bars.filter(bar => bar.getAttribute('fill')?.includes('-part')),
    ).toHaveLength(1);
    expect(container.querySelectorAll('.recharts-reference-area')).toHaveLength(
      1,
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Show as table' }),
    );
    expect(
      within(screen.getByRole('table'))
        .getAllByRole('row')
        .map(row => [...row.children].map(cell => cell.textContent).join('|')),
    ).toEqual([
      'Day|checkout|cart|total',
      '2026-11-01|4|2|6',
      '2026-11-02|no figure|no figure|no figure',
      '2026-11-03|at least 3|2|at least 5',
    ]);
  });

  it('shows seven groups and the others as one, with what each colour is', async () => {
    await renderInTestApp(
      <StackChart
        {...props}
        series={Array.from({ length: 10 }, (_, index) =>
          group(`component-${index}`, 10 - index, 10 - index, 10 - index),
        )}
      />,
    );
    const legend = within(
      screen.getByRole('list', { name: 'Which colour is which' }),
    );
    expect(
      legend.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual([
      ...Array.from({ length: 7 }, (_, index) => `component-${index}`),
      'others',
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show as table' }),
    );
    // 3 + 2 + 1 of the others, of 55 in all.
    expect(screen.getByRole('row', { name: /2026-11-01/ })).toHaveTextContent(
      '2026-11-0110987654655',
    );
  });
});
