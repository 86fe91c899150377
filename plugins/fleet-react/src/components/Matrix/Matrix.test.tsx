import { useState } from 'react';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ago } from '../../testing';
import { HOSTILE_TEXTS } from '@fleetview/backstage-plugin-fleet-common/testUtils';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { Matrix, type MatrixProps } from './Matrix';
import type { MatrixCell, MatrixGroup } from './types';

const healthy: MatrixCell = {
  kind: 'state',
  status: { key: 'healthy', stale: false },
  version: '1.42.0',
  since: ago({ minutes: 22 }),
};

const base: MatrixProps = {
  label: 'Components on clusters',
  rowTitle: 'Cluster',
  rowCount: 3,
  columnCount: 3,
  rowAt: row => ({ id: `r${row}`, label: `cluster-${row}` }),
  columnAt: column => ({ id: `c${column}`, title: `component-${column}` }),
  cellAt: () => healthy,
};

let change: (next: Partial<MatrixProps>) => void;

function Harness(props: { initial: Partial<MatrixProps> }) {
  const [given, setGiven] = useState(props.initial);
  change = next => act(() => setGiven(before => ({ ...before, ...next })));
  return <Matrix {...base} {...given} />;
}

const show = (props: Partial<MatrixProps> = {}) =>
  renderInFleet(<Harness initial={props} />);

const grid = () => screen.getByRole('grid');
const cellAt = (row: number, column: number) => {
  const line = grid().querySelector(`[aria-rowindex="${row}"]`);
  const cell = line?.querySelector<HTMLElement>(`[aria-colindex="${column}"]`);
  if (!cell) throw new Error(`there is no cell ${row}, ${column}`);
  return cell;
};
const focused = () => {
  const row = document.activeElement?.closest('[aria-rowindex]');
  return [
    Number(row?.getAttribute('aria-rowindex')),
    Number(document.activeElement?.getAttribute('aria-colindex')),
  ];
};
const scrollTo = (place: { top?: number; left?: number }) =>
  act(() => {
    if (place.top !== undefined) grid().scrollTop = place.top;
    if (place.left !== undefined) grid().scrollLeft = place.left;
    fireEvent.scroll(grid());
  });

/** The marks that a cell shows. */
function marksOf(cell: HTMLElement): string[] {
  if (/unmarked/.test(cell.className)) return [];
  return [...cell.children].flatMap(
    ({ className }) => /fleet-glyph-light-(\S+)/.exec(className)?.[1] ?? [],
  );
}

describe('Matrix', () => {
  beforeEach(() => {
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(720);
    jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1400);
  });
  afterEach(() => jest.restoreAllMocks());

  it('says its size, and of each cell where it is and what it says', async () => {
    const cells: (MatrixCell | null | undefined)[] = [
      healthy,
      null,
      undefined,
      { kind: 'not-known', reason: 'connection refused' },
      {
        kind: 'state',
        status: {
          key: 'healthy',
          stale: true,
          confirmedAt: ago({ minutes: 9 }),
        },
        version: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
      },
      {
        kind: 'state',
        status: { key: 'waiting', stale: false },
        word: 'window closed',
      },
    ];
    await show({ rowCount: 1, columnCount: 6, cellAt: (_, j) => cells[j] });
    expect(grid()).toHaveAttribute('aria-rowcount', '2');
    expect(grid()).toHaveAttribute('aria-colcount', '7');
    expect(
      screen
        .getAllByRole('gridcell')
        .map(cell => cell.getAttribute('aria-label')),
    ).toEqual([
      'healthy, 1.42.0 22 min',
      'not placed',
      'loading',
      'not known',
      'healthy, 9 min ago, a1b2c3d',
      'window closed',
    ]);
    const drawn = screen.getAllByRole('gridcell');
    // Nothing at all where nothing is; a mark where nobody can say.
    expect(drawn[1]).toHaveTextContent(/^$/);
    expect(marksOf(drawn[1])).toEqual([]);
    expect(drawn[3]).toHaveTextContent(/^\?$/);
    expect(marksOf(drawn[0])).toEqual(['healthy']);
    expect(marksOf(drawn[4])).toEqual(['healthy-stale']);
    expect(drawn[0]).toHaveTextContent('1.42.0 22 min');
  });

  it('says how far a release is beside how something is, or instead of it', async () => {
    const at = (
      key: 'healthy' | 'degraded',
      state: 'queued' | 'stuck' | 'applying',
      stale = false,
    ): MatrixCell => ({
      ...healthy,
      status: {
        key,
        stale,
        ...(stale ? { confirmedAt: ago({ minutes: 9 }) } : {}),
      },
      release: { state, since: ago({ minutes: 42 }) },
    });
    const cells = [
      at('healthy', 'queued'),
      at('healthy', 'stuck'),
      at('degraded', 'applying'),
      at('healthy', 'applying', true),
    ];
    await show({ rowCount: 1, columnCount: 4, cellAt: (_, j) => cells[j] });
    const drawn = screen.getAllByRole('gridcell');
    const told = () =>
      drawn.map(cell => [cell.getAttribute('aria-label'), marksOf(cell)]);
    expect(told()).toEqual([
      ['healthy, queued, 1.42.0 22 min', ['healthy', 'queued']],
      // Nothing green of what has not arrived.
      ['stuck, 1.42.0 42 min', ['stuck']],
      ['degraded, applying, 1.42.0 22 min', ['degraded', 'applying']],
      ['applying, 9 min ago, 1.42.0 22 min', ['applying-stale']],
    ]);
    // Each of them is drawn as everywhere.
    const rules = document.querySelector('style[data-fleet-glyphs]');
    for (const mark of drawn.flatMap(marksOf)) {
      expect(rules).toHaveTextContent(
        new RegExp(`\\.fleet-glyph-light-${mark} \\{ background-image: url`),
      );
    }
    // On hover also what one mark says enough without.
    fireEvent.pointerOver(drawn[1]);
    expect(drawn[1].title).toContain('stuck\nhealthy\n1.42.0');
    change({ cellAt: () => healthy });
    expect(told().slice(0, 2)).toEqual([
      ['healthy, 1.42.0 22 min', ['healthy']],
      ['healthy, 1.42.0 22 min', ['healthy']],
    ]);
    expect(drawn[1].dataset.changes).toBe('1');
    change({ view: 'table', cellAt: (_, j) => cells[j] });
    expect(screen.getAllByRole('cell').map(cell => cell.textContent)).toEqual([
      'healthy, queued, 1.42.0 22 min',
      'stuck, 1.42.0 42 min',
      'degraded, applying, 1.42.0 22 min',
      'applying, 9 min ago, 1.42.0 22 min',
    ]);
  });

  it('has cells that are texts and ages, in columns that rows are sorted by', async () => {
    const cells: MatrixCell[] = [
      { kind: 'text', text: '6/6', detail: '1 of 2 places' },
      { kind: 'text', since: ago({ minutes: 3 }), stale: true },
      { kind: 'text' },
      {
        kind: 'state',
        status: { key: 'out-of-sync', stale: false },
        withWord: true,
      },
    ];
    await show({
      rowCount: 1,
      columnCount: 4,
      cellAt: (_, j) => cells[j],
      columnAt: column => ({
        id: `c${column}`,
        title: `attribute ${column}`,
        isPlain: column < 3,
        ...(column === 1 ? { sorted: 'descending' as const } : {}),
      }),
      groups: [{ key: 'a', label: 'a', from: 0, count: 1, collapsed: false }],
      rollupAt: () => [{ status: { key: 'synced', stale: false }, count: 1 }],
    });
    const drawn = screen.getAllByRole('gridcell');
    expect(drawn.map(cell => cell.getAttribute('aria-label'))).toEqual([
      ...[null, null, null, '1 synced'],
      '6/6, 1 of 2 places',
      '3 min, stale',
      'nothing said',
      'out of sync',
    ]);
    expect(drawn.slice(4).map(cell => cell.textContent)).toEqual([
      '6/6 1 of 2 places',
      '3 min ',
      '– ',
      'out of sync ',
    ]);
    expect(
      screen
        .getAllByRole('columnheader')
        .map(each => each.getAttribute('aria-sort')),
    ).toEqual([null, null, 'descending', null, null]);
  });

  it('is one stop for the Tab key, and walked with the keys of a grid', async () => {
    const onOpen = jest.fn();
    const onFilter = jest.fn();
    const user = userEvent.setup();
    await renderInFleet(
      <>
        <button>before</button>
        <Matrix
          {...base}
          rowCount={200}
          columnCount={60}
          onOpen={onOpen}
          onFilter={onFilter}
        />
        <button>after</button>
      </>,
    );
    act(() => screen.getByText('before').focus());
    await user.tab();
    expect(focused()).toEqual([2, 1]);
    expect(grid().querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await user.keyboard(
      '{ArrowRight}{ArrowDown}{ArrowDown}{ArrowLeft}{ArrowRight}',
    );
    expect(focused()).toEqual([4, 2]);
    await user.keyboard('{End}');
    expect(focused()).toEqual([4, 61]);
    await user.keyboard('{Home}');
    expect(focused()).toEqual([4, 1]);
    await user.keyboard('{Control>}{End}{/Control}');
    expect(focused()).toEqual([201, 61]);
    await user.keyboard('{Control>}{Home}{/Control}');
    expect(focused()).toEqual([2, 1]);
    await user.keyboard('{PageDown}');
    const [page] = focused();
    expect(page).toBeGreaterThan(15);
    await user.keyboard('{PageUp}{ArrowUp}');
    expect(focused()).toEqual([1, 1]);
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}{Enter}');
    expect(onOpen.mock.calls).toEqual([[0, 1]]);
    await user.keyboard('/');
    expect(onFilter).toHaveBeenCalledTimes(1);
    expect(grid().querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await user.keyboard('{Escape}');
    expect(screen.getByText('before')).toHaveFocus();
  });

  it('keeps the focus when what has it is scrolled away or changes', async () => {
    await show({ rowCount: 1_000, columnCount: 5_000 });
    act(() => cellAt(4, 3).focus());
    const element = document.activeElement;
    scrollTo({ top: 14_000, left: 200_000 });
    expect(document.activeElement).toBe(element);
    expect(focused()).toEqual([4, 3]);
    const news: MatrixCell = { ...healthy, version: '1.43.0' };
    change({ cellAt: () => news });
    expect(document.activeElement).toBe(element);
    // News are painted in the frames after it.
    await waitFor(() => expect(element).toHaveTextContent('1.43.0'));
    scrollTo({ top: 0, left: 0 });
    expect(cellAt(4, 3)).toHaveFocus();
  });

  it('draws what can be seen of 5,000 columns and 1,000 rows, and asks for it', async () => {
    const onVisibleRange = jest.fn();
    await show({ rowCount: 1_000, columnCount: 5_000, onVisibleRange });
    const most = 2_200;
    const count = () => grid().querySelectorAll('*').length;
    expect(screen.getAllByRole('gridcell').length).toBeGreaterThan(300);
    expect(count()).toBeLessThan(most * 3);
    scrollTo({ top: 12_000, left: 220_000 });
    expect(count()).toBeLessThan(most * 3);
    expect(screen.getAllByRole('row').length).toBeLessThan(45);
    expect(screen.getAllByRole('columnheader').length).toBeLessThan(30);
    const [{ rows, columns }] = onVisibleRange.mock.lastCall;
    expect(rows).toHaveLength(1);
    expect(rows[0].from).toBeGreaterThan(400);
    expect(rows[0].to - rows[0].from).toBeLessThan(45);
    expect(columns.from).toBeGreaterThan(2_400);
    expect(columns.to - columns.from).toBeLessThan(30);
    // A cell that was another one before says nothing of it.
    expect(cellAt(440, 2_510).getAttribute('aria-colindex')).toBe('2510');
  });

  it('asks for no cell that is not drawn', async () => {
    const asked = jest.fn(() => healthy);
    await show({ rowCount: 1_000, columnCount: 5_000, cellAt: asked });
    expect(asked.mock.calls.length).toBeLessThan(3_000);
  });

  it('marks what changed before the eyes of the reader, and nothing else', async () => {
    let cells: Record<string, MatrixCell | undefined> = {
      '0 0': healthy,
      '1 1': healthy,
    };
    await show({ cellAt: (i, j) => cells[`${i} ${j}`] });
    expect(grid().querySelector('[data-changes]')).toBeNull();
    cells = {
      ...cells,
      '0 0': { ...healthy, version: '1.43.0' },
      '2 2': healthy,
    };
    const next = cells;
    change({ cellAt: (i, j) => next[`${i} ${j}`] });
    const changed = grid().querySelectorAll<HTMLElement>('[data-changes]');
    expect([...changed].map(cell => cell.textContent)).toEqual([
      '1.43.0 22 min',
    ]);
    const [first] = changed;
    const before = first.className;
    cells = { ...cells, '0 0': { ...healthy, version: '1.44.0' } };
    const last = cells;
    change({ cellAt: (i, j) => last[`${i} ${j}`] });
    expect(first.dataset.changes).toBe('2');
    // Another name for the animation, or it would not start over.
    expect(first.className).not.toBe(before);
    // Another row in the same place is no change.
    change({
      rowAt: row => ({ id: `x${row}`, label: `other-${row}` }),
      cellAt: () => healthy,
    });
    expect(grid().querySelector('[data-changes]')).toBeNull();
  });

  it('writes nothing to cells that say the same', async () => {
    await show();
    const written = new MutationObserver(() => undefined);
    written.observe(grid(), {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    change({ cellAt: () => healthy });
    expect(written.takeRecords()).toEqual([]);
    const other: MatrixCell = { ...healthy, version: '2.0.0' };
    change({ cellAt: (i, j) => (i === 1 && j === 1 ? other : healthy) });
    const touched = new Set(
      written
        .takeRecords()
        .map(({ target }) =>
          (target instanceof Element ? target : target.parentElement)?.closest(
            '[role]',
          ),
        ),
    );
    expect([...touched]).toEqual([cellAt(3, 3)]);
    written.disconnect();
  });

  it('moves nothing for who wants no motion', async () => {
    await show();
    const rules = [...document.styleSheets]
      .flatMap(sheet => [...sheet.cssRules])
      .filter((rule): rule is CSSMediaRule => 'media' in rule)
      .filter(({ media }) => media.mediaText.includes('prefers-reduced-motion'))
      .flatMap(rule => [...rule.cssRules] as CSSStyleRule[]);
    for (const name of ['oddChange', 'evenChange']) {
      const rule = rules.find(({ selectorText }) =>
        selectorText.startsWith(`.FleetMatrix-${name}`),
      );
      expect(rule?.style.animation).toMatch(/^none/);
    }
  });

  describe('with groups', () => {
    const groups = (collapsed: boolean): MatrixGroup[] => [
      { key: 'eu', label: 'europe', from: 0, count: 2, collapsed },
      { key: 'us', label: 'america', from: 2, count: 1, collapsed: false },
    ];

    it('rolls up, opens and closes', async () => {
      const onToggleGroup = jest.fn();
      const user = userEvent.setup();
      await show({
        groups: groups(false),
        onToggleGroup,
        rollupAt: (group, column) =>
          group.key === 'eu' && column === 0
            ? [
                { status: { key: 'failed', stale: false }, count: 1 },
                { status: { key: 'healthy', stale: true }, count: 1 },
              ]
            : undefined,
      });
      expect(grid()).toHaveAttribute('aria-rowcount', '6');
      expect(cellAt(2, 2)).toHaveAccessibleName('1 failed, 1 healthy (stale)');
      expect(cellAt(2, 3)).toHaveAccessibleName('loading');
      const heading = screen.getByRole('rowheader', {
        name: 'europe 2 rows',
      });
      expect(heading).toHaveAttribute('aria-expanded', 'true');
      await user.click(heading);
      expect(onToggleGroup.mock.calls).toEqual([[groups(false)[0]]]);
      act(() => heading.focus());
      await user.keyboard(' ');
      expect(onToggleGroup).toHaveBeenCalledTimes(2);
    });

    it('leads the focus to the heading when its row is put away', async () => {
      await show({ groups: groups(false) });
      act(() => cellAt(4, 2).focus());
      expect(document.activeElement).toHaveAccessibleName(/healthy/);
      change({ groups: groups(true) });
      expect(focused()).toEqual([2, 2]);
      change({ groups: groups(false) });
      expect(focused()).not.toEqual([0, 0]);
    });
  });

  it('turns the titles above twelve columns only', async () => {
    await show({ columnCount: 12 });
    const height = () => screen.getAllByRole('rowgroup')[0].style.height;
    const flat = height();
    change({ columnCount: 13 });
    expect(parseInt(height(), 10)).toBeGreaterThan(parseInt(flat, 10));
  });

  it('says in full on hover what stands short', async () => {
    const version = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';
    await show({ cellAt: () => ({ ...healthy, version }) });
    const cell = cellAt(2, 2);
    expect(cell.title).toBe('');
    fireEvent.pointerOver(cell);
    expect(cell.title).toContain(version);
    expect(cell.title).toContain('UTC');
    fireEvent.pointerOut(cell);
    expect(cell).not.toHaveAttribute('title');
  });

  it.each(HOSTILE_TEXTS)('shows $name as text', async ({ text }) => {
    const { container } = await show({
      rowCount: 1,
      columnCount: 1,
      rowAt: () => ({ id: text, label: text, detail: text }),
      columnAt: () => ({ id: text, title: text, detail: text }),
      cellAt: () => ({
        kind: 'state',
        status: { key: 'failed', stale: false, reason: text },
        version: text,
      }),
      groups: [{ key: text, label: text, from: 0, count: 1, collapsed: false }],
      rollupAt: () => [{ status: { key: 'failed', stale: false }, count: 1 }],
    });
    for (const cell of grid().querySelectorAll('[data-column]')) {
      fireEvent.pointerOver(cell);
    }
    expect(container.querySelector('script, img, a, iframe, use')).toBeNull();
    expect(container.innerHTML).not.toMatch(/[\u200b\u202e\u2066]/);
    expect(container.innerHTML).not.toContain('\u001b');
    expect(container.innerHTML).not.toContain('\u0000');
    expect(cellAt(3, 2).getAttribute('aria-label')?.length).toBeLessThan(60);
  });

  describe('as a table', () => {
    it('says the same of a part, and leads to the next', async () => {
      const user = userEvent.setup();
      const onOpen = jest.fn();
      const onVisibleRange = jest.fn();
      await show({
        rowCount: 1_000,
        columnCount: 5_000,
        onOpen,
        onVisibleRange,
      });
      scrollTo({ top: 2_800, left: 8_800 });
      change({ view: 'table' });
      const table = screen.getByRole('table');
      expect(within(table).getAllByRole('row')).toHaveLength(26);
      expect(within(table).getAllByRole('columnheader')).toHaveLength(7);
      // It begins where the grid was.
      expect(within(table).getAllByRole('rowheader')[0]).toHaveTextContent(
        'cluster-100',
      );
      expect(within(table).getAllByRole('columnheader')[1]).toHaveTextContent(
        'component-100',
      );
      await user.click(
        screen.getByLabelText(
          'Open cluster-101, component-102: healthy, 1.42.0 22 min',
        ),
      );
      expect(onOpen.mock.calls).toEqual([[101, 102]]);
      await user.click(screen.getByText('Rows after'));
      await user.click(screen.getByText('Columns after'));
      expect(onVisibleRange.mock.lastCall[0]).toMatchObject({
        rows: [{ from: 125, to: 150 }],
        columns: { from: 106, to: 112 },
      });
      expect(screen.getByText(/rows 126 to 150 of 1,000/)).toBeInTheDocument();
    });

    it('tells nothing there from not known and loading', async () => {
      const cells = [null, { kind: 'not-known' } as MatrixCell, undefined];
      await show({ rowCount: 1, view: 'table', cellAt: (_, j) => cells[j] });
      expect(screen.getAllByRole('cell').map(cell => cell.textContent)).toEqual(
        ['not placed', 'not known', 'loading'],
      );
      expect(
        screen.getByRole('button', { name: 'Rows before' }),
      ).toBeDisabled();
      expect(screen.getByRole('button', { name: 'Rows after' })).toBeDisabled();
    });
  });
});
