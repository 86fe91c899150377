import type { VirtualItem } from '@tanstack/react-virtual';
import { DrawnCell, type CellLook } from './DrawnCell';
import type { MatrixData } from './types';

/** What the cells of one row are drawn from. */
export interface CellsOfRow {
  row: number;
  /** Which row it is, whatever its place. */
  rowId: string | undefined;
  columns: readonly VirtualItem[];
  cellAt: MatrixData['cellAt'];
  columnAt: MatrixData['columnAt'];
  activeColumn: number | undefined;
  selectedColumn: number | undefined;
  opens: boolean;
  now: number;
  look: CellLook;
}

const MOST_SPARE = 600;

/** Cells that were scrolled away, for those that come into view. */
export class SpareCells {
  readonly #cells: DrawnCell[] = [];

  take(): DrawnCell {
    return this.#cells.pop() ?? new DrawnCell();
  }

  give(cell: DrawnCell): void {
    cell.element.remove();
    if (this.#cells.length < MOST_SPARE) this.#cells.push(cell);
  }
}

/**
 * Draws the cells of one row into an element that is its own.
 *
 * React draws everything of a matrix but these: a frame of scrolling brings a
 * hundred of them into view, and to make a dozen elements and components of each
 * and drop as many took four times what there is for a frame. Here those that
 * leave become those that come, and only what differs is written.
 */
export class CellPainter {
  readonly #container: HTMLElement;
  readonly #spare: SpareCells;
  #drawn = new Map<number, DrawnCell>();
  #painted: CellsOfRow | undefined;

  constructor(container: HTMLElement, spare: SpareCells) {
    this.#container = container;
    this.#spare = spare;
  }

  paint(of: CellsOfRow): void {
    const { columns, look } = of;
    const before = this.#drawn;
    const after = new Map<number, DrawnCell>();
    const isAsBefore = comparison(this.#painted, of);
    this.#painted = of;
    const wanted = new Set(columns.map(({ index }) => index));
    for (const [column, cell] of before) {
      if (!wanted.has(column)) this.#spare.give(cell);
    }
    let end = look.sizes.nameWidth;
    let next = this.#container.firstChild;
    for (const item of columns) {
      const { index } = item;
      const known = before.get(index);
      const cell = known ?? this.#spare.take();
      after.set(index, cell);
      const view = of.cellAt(of.row, index);
      cell.place(item.start - end);
      if (!known || !isAsBefore(index) || known.view !== view) {
        cell.draw({
          cell: view,
          rowId: of.rowId,
          columnId: of.columnAt(index)?.id,
          column: index,
          isActive: of.activeColumn === index,
          isSelected: of.selectedColumn === index,
          opens: of.opens,
          now: of.now,
          look,
        });
      }
      // In the order of the columns, for whoever reads from one to the next.
      if (cell.element === next) next = next.nextSibling;
      else this.#container.insertBefore(cell.element, next);
      end = item.end;
    }
    this.#drawn = after;
  }

  clear(): void {
    for (const cell of this.#drawn.values()) this.#spare.give(cell);
    this.#drawn = new Map();
    this.#painted = undefined;
  }
}

/**
 * Tells of a column whether all but the content of its cell is as it was. A
 * frame asks it of every cell that stays, so it makes nothing.
 */
function comparison(
  before: CellsOfRow | undefined,
  now: CellsOfRow,
): (column: number) => boolean {
  if (
    !before ||
    before.row !== now.row ||
    before.rowId !== now.rowId ||
    before.columnAt !== now.columnAt ||
    before.opens !== now.opens ||
    before.now !== now.now ||
    before.look !== now.look
  ) {
    return () => false;
  }
  const was = [before.activeColumn, before.selectedColumn];
  const is = [now.activeColumn, now.selectedColumn];
  return column =>
    (was[0] === column) === (is[0] === column) &&
    (was[1] === column) === (is[1] === column);
}
