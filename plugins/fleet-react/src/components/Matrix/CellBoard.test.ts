import type { VirtualItem } from '@tanstack/react-virtual';
import { CellBoard } from './CellBoard';
import type { CellPainter, CellsOfRow } from './CellPainter';
import type { CellLook } from './DrawnCell';
import type { MatrixCell, MatrixData } from './types';

const WIDTH = 100;
const look = {
  classes: new Proxy({}, { get: (_, name) => String(name) }),
  words: {
    cellTexts: (cell: MatrixCell | null | undefined) => ({
      lead: cell?.kind === 'state' ? cell.version : '',
      rest: '',
    }),
    cellName: (cell: MatrixCell | null | undefined) =>
      cell?.kind === 'state' ? cell.version : 'loading',
  },
  sizes: { nameWidth: 200, cellWidth: WIDTH },
  isCompact: false,
  glyphClass: (key: string) => `glyph-${key}`,
} as unknown as CellLook;

function columns(from: number, to: number, ...pinned: number[]): VirtualItem[] {
  const indexes = [
    ...pinned,
    ...Array.from({ length: to - from }, (_, place) => from + place),
  ];
  return indexes.map(index => {
    const start = 200 + index * WIDTH;
    return {
      index,
      key: index,
      lane: 0,
      start,
      size: WIDTH,
      end: start + WIDTH,
    };
  });
}

type CellAt = MatrixData['cellAt'];

const says =
  (said: string): CellAt =>
  (row, column) => ({
    kind: 'state',
    status: { key: 'succeeded', stale: false },
    version: `${said} ${row}/${column}`,
  });
const a = says('a');
const nothing: CellAt = () => undefined;
const columnAt: MatrixData['columnAt'] = column => ({
  id: `component-${column}`,
  title: `${column}`,
});
const of = (items: VirtualItem[], cellAt = a) => ({ items, columnAt, cellAt });

function rowOf(row: number): CellsOfRow {
  return {
    row,
    rowId: `cluster-${row}`,
    activeColumn: undefined,
    selectedColumn: undefined,
    opens: false,
    now: 0,
    look,
  };
}

const texts = ({ element }: CellPainter) =>
  [...element.children].map(cell => cell.getAttribute('aria-label'));
const nextFrame = () =>
  new Promise(resolve => requestAnimationFrame(() => resolve(undefined)));

describe('CellBoard', () => {
  const board = new CellBoard();
  afterEach(() => board.stop());

  it('keeps cells in the order of the columns, whichever way it is scrolled', () => {
    const painter = board.take();
    painter.show(rowOf(3));
    const labels = (...list: number[]) => list.map(column => `a 3/${column}`);
    board.paint(of(columns(0, 4)), 'now');
    expect(texts(painter)).toEqual(labels(0, 1, 2, 3));
    board.paint(of(columns(2, 6)), 'scrolled');
    expect(texts(painter)).toEqual(labels(2, 3, 4, 5));
    board.paint(of(columns(1, 5, 0)), 'scrolled');
    expect(texts(painter)).toEqual(labels(0, 1, 2, 3, 4));
    const gaps = [...painter.element.children].map(
      cell => (cell as HTMLElement).style.marginLeft,
    );
    expect(gaps).toEqual(['', '', '', '', '']);
    board.paint(of(columns(7, 9, 0)), 'scrolled');
    expect(texts(painter)).toEqual(labels(0, 7, 8));
    expect((painter.element.children[1] as HTMLElement).style.marginLeft).toBe(
      '600px',
    );
    board.give(painter);
  });

  it('makes no new elements for what comes into view', () => {
    const painter = board.take();
    painter.show(rowOf(1));
    board.paint(of(columns(0, 10)), 'now');
    const made = new Set(painter.element.children);
    for (let first = 1; first < 40; first++) {
      board.paint(of(columns(first, first + 10)), 'scrolled');
    }
    expect([...painter.element.children].every(cell => made.has(cell))).toBe(
      true,
    );
    board.give(painter);
  });

  it('shows nothing of the row that a cell was of before', () => {
    const first = board.take();
    first.show(rowOf(1));
    board.paint(of(columns(0, 5)), 'now');
    first.element.children[2].setAttribute('title', 'of row 1');
    board.give(first);
    const second = board.take();
    expect(second).toBe(first);
    second.show(rowOf(2));
    // Also where there is no time for news.
    board.paint(of(columns(0, 5), nothing), 'scrolled');
    expect(texts(second)).toEqual(Array(5).fill('loading'));
    expect(second.element.innerHTML).not.toContain('row 1');
    expect(second.element.children[0].className).toContain('unmarked');
    board.give(second);
  });

  it('lets news wait for the next frames while it is scrolled, and forgets none', async () => {
    const painters = Array.from({ length: 30 }, () => board.take());
    painters.forEach((painter, row) => painter.show(rowOf(row)));
    const seen = columns(0, 10);
    board.paint(of(seen, nothing), 'now');
    board.paint(of(seen), 'next-frame');
    const drawn = () =>
      painters.flatMap(texts).filter(text => text !== 'loading').length;
    expect(drawn()).toBe(0);
    // What comes into view is drawn at once, with what is known of it.
    board.paint(of(columns(1, 11)), 'scrolled');
    expect(drawn()).toBe(30);
    await nextFrame();
    const after = drawn();
    expect(after).toBeGreaterThan(30);
    expect(after).toBeLessThan(300);
    for (let frames = 0; frames < 10; frames++) await nextFrame();
    expect(painters.map(texts)).toEqual(
      painters.map((_, row) =>
        Array.from({ length: 10 }, (__, place) => `a ${row}/${place + 1}`),
      ),
    );
    painters.forEach(painter => board.give(painter));
  });
});
