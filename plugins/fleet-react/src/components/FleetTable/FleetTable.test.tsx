import { useState } from 'react';
import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { FleetTable } from './FleetTable';
import type { FleetColumn, FleetTableSort } from './types';

interface Row {
  id: string;
  state: string;
}

const columns: FleetColumn<Row>[] = [
  { id: 'name', title: 'Name', sortable: true, render: row => row.id },
  {
    id: 'state',
    title: 'State',
    align: 'right',
    changeKey: row => row.state,
    render: row => row.state,
  },
];

const rowsOf = (...ids: string[]): Row[] =>
  ids.map(id => ({ id, state: 'fine' }));

let show: (rows: Row[]) => void;

function Harness(props: {
  initial: Row[];
  onOpen?: (row: Row) => void;
  onSort?: (sort: FleetTableSort) => void;
}) {
  const [rows, setRows] = useState(props.initial);
  const [sort, setSort] = useState<FleetTableSort>();
  show = setRows;
  return (
    <FleetTable
      label="Things"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      onOpen={props.onOpen}
      sort={sort}
      onSort={next => {
        setSort(next);
        props.onSort?.(next);
      }}
    />
  );
}

const shownNames = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell')[0].textContent);

describe('FleetTable', () => {
  it.each([
    [1440, '20%'],
    [390, '128px'],
  ])('on %d pixels gives a column %s', async (width, columnWidth) => {
    const original = window.matchMedia;
    window.matchMedia = (query =>
      ({
        matches: width >= Number(/\d+/.exec(query)?.[0]),
        addListener: () => {},
        removeListener: () => {},
      } as unknown as MediaQueryList)) as typeof window.matchMedia;
    await renderInFleet(
      <FleetTable
        label="Things"
        columns={[{ ...columns[0], width: '20%', narrowWidth: 128 }]}
        rows={rowsOf('a')}
        rowId={row => row.id}
      />,
    );
    expect(screen.getByRole('columnheader', { name: 'Name' }).style.width).toBe(
      columnWidth,
    );
    window.matchMedia = original;
  });

  it('says by what and in which direction it is sorted', async () => {
    const onSort = jest.fn();
    await renderInFleet(<Harness initial={rowsOf('a')} onSort={onSort} />);
    const header = screen.getByRole('columnheader', { name: 'Name' });
    expect(header).toHaveAttribute('aria-sort', 'none');
    expect(
      screen.getByRole('columnheader', { name: 'State' }),
    ).not.toHaveAttribute('aria-sort');
    const button = within(header).getByRole('button');
    await userEvent.click(button);
    expect(header).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(button);
    expect(header).toHaveAttribute('aria-sort', 'descending');
    expect(onSort.mock.calls).toEqual([
      [{ column: 'name', direction: 'ascending' }],
      [{ column: 'name', direction: 'descending' }],
    ]);
  });

  it('is walked with the arrow keys and opened with Enter', async () => {
    const onOpen = jest.fn();
    const user = userEvent.setup();
    await renderInFleet(
      <Harness initial={rowsOf('a', 'b', 'c')} onOpen={onOpen} />,
    );
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map(row => row.tabIndex)).toEqual([0, -1, -1]);
    act(() => rows[0].focus());
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    await screen.findByText('c');
    await user.keyboard('{ArrowUp}{Enter}');
    expect(onOpen).toHaveBeenCalledTimes(1);
    expect(onOpen.mock.calls[0][0].id).toBe('b');
    await user.keyboard('{End}{Enter}{Home}{Enter}');
    expect(onOpen.mock.calls.map(([row]) => row.id)).toEqual(['b', 'c', 'a']);
  });

  it('keeps the order while the pointer is inside, and updates in place', async () => {
    await renderInFleet(<Harness initial={rowsOf('a', 'b', 'c')} />);
    const region = screen.getByRole('table').parentElement as HTMLElement;
    fireEvent.pointerEnter(region);
    act(() =>
      show([
        { id: 'new', state: 'fine' },
        { id: 'c', state: 'degraded' },
        { id: 'a', state: 'fine' },
        { id: 'b', state: 'fine' },
      ]),
    );
    expect(shownNames()).toEqual(['a', 'b', 'c', 'new']);
    expect(
      screen.getByText('degraded').closest('[data-changes]'),
    ).not.toBeNull();
    expect(
      screen.getAllByText('fine').map(cell => cell.closest('[data-changes]')),
    ).toEqual([null, null, null]);

    fireEvent.pointerLeave(region);
    expect(shownNames()).toEqual(['new', 'c', 'a', 'b']);
  });

  it('finds its order anew when the reader sorts', async () => {
    await renderInFleet(<Harness initial={rowsOf('a', 'b')} />);
    const region = screen.getByRole('table').parentElement as HTMLElement;
    fireEvent.pointerEnter(region);
    act(() => show(rowsOf('b', 'a')));
    expect(shownNames()).toEqual(['a', 'b']);
    await userEvent.click(screen.getByRole('button', { name: 'Sort by Name' }));
    expect(shownNames()).toEqual(['b', 'a']);
  });

  it('takes the order that the server answers later, while the pointer is inside', async () => {
    await renderInFleet(<Harness initial={rowsOf('a', 'b', 'c')} />);
    const region = screen.getByRole('table').parentElement as HTMLElement;
    fireEvent.pointerEnter(region);
    await userEvent.click(screen.getByRole('button', { name: 'Sort by Name' }));
    // A render in between, such as that of a clock, settles nothing.
    act(() => show(rowsOf('a', 'b', 'c')));
    act(() => show(rowsOf('c', 'b', 'a')));
    expect(shownNames()).toEqual(['c', 'b', 'a']);
    act(() => show(rowsOf('a', 'b', 'c')));
    expect(shownNames()).toEqual(['c', 'b', 'a']);
  });

  it('draws no more of a thousand rows than can be seen', async () => {
    const height = jest
      .spyOn(Element.prototype, 'clientHeight', 'get')
      .mockReturnValue(720);
    const width = jest
      .spyOn(Element.prototype, 'clientWidth', 'get')
      .mockReturnValue(1000);
    try {
      await renderInFleet(
        <Harness
          initial={rowsOf(
            ...Array.from({ length: 1000 }, (_, index) => `row ${index}`),
          )}
        />,
      );
      expect(await screen.findByText('row 0')).toBeInTheDocument();
      expect(screen.getByRole('table')).toHaveAttribute(
        'aria-rowcount',
        '1001',
      );
      expect(screen.getAllByText(/^row /).length).toBeLessThan(60);
      // Paper cannot be scrolled.
      act(() => void window.dispatchEvent(new Event('beforeprint')));
      expect(screen.getAllByText(/^row /)).toHaveLength(1000);
      act(() => void window.dispatchEvent(new Event('afterprint')));
      expect(screen.getAllByText(/^row /).length).toBeLessThan(60);
    } finally {
      height.mockRestore();
      width.mockRestore();
    }
  });
});
