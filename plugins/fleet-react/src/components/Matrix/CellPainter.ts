import type { VirtualItem } from '@tanstack/react-virtual';
import { DrawnCell, type CellDrawing, type CellLook } from './DrawnCell';
import type { MatrixData } from './types';

/** What the cells of one row are drawn from, whichever of them can be seen. */
export interface CellsOfRow {
  row: number;
  /** Which row it is, whatever its place. */
  rowId: string | undefined;
  activeColumn: number | undefined;
  selectedColumn: number | undefined;
  opens: boolean;
  now: number;
  look: CellLook;
}

/** What all rows are painted from: the columns that can be seen, and what is known of cells. */
export type CellContents = Pick<MatrixData, 'columnAt' | 'cellAt'> & {
  items: readonly VirtualItem[];
};

const NONE = new Set<ChildNode>();

/** How many cells may be drawn anew that are where they are, and can wait for the next frame. */
export type Allowance = { left: number };

/**
 * Draws the cells of one row into an element that is its own.
 *
 * React draws everything of a matrix but these: a frame of scrolling brings a
 * hundred of them into view, and to make a dozen elements and components of each
 * and drop as many took four times what there is for a frame. Here those that
 * leave become those that come, and only what differs is written.
 */
export class CellPainter {
  /** What the cells are in. */
  readonly element = document.createElement('div');
  /** By column. A frame changes a few of them. */
  readonly #drawn = new Map<number, DrawnCell>();
  /** Not in the document. */
  readonly #spare: DrawnCell[] = [];
  #painted: CellsOfRow | undefined;
  #contents: CellContents | undefined;
  #isBehind = false;
  #next: CellsOfRow | undefined;

  constructor() {
    this.element.setAttribute('role', 'presentation');
  }

  /** What is drawn from now on, as soon as it is {@link paint painted}. */
  show(cells: CellsOfRow): void {
    this.#next = cells;
  }

  /**
   * Draws what differs from what is shown. A cell that comes into view is drawn at
   * once, or it would show what another one said; news of one that is there may
   * wait.
   *
   * @returns whether something waits
   */
  paint(
    contents: CellContents,
    indexes: ReadonlySet<number>,
    allowance: Allowance,
  ): boolean {
    const of = this.#next;
    if (!of) return false;
    const known = this.#contents;
    if (of === this.#painted && contents === known && !this.#isBehind) {
      return false;
    }
    const { items, cellAt, columnAt } = contents;
    // Then only columns come and go.
    const isUnchanged =
      of === this.#painted &&
      cellAt === known?.cellAt &&
      columnAt === known.columnAt &&
      !this.#isBehind;
    const isAsBefore = this.#isBehind
      ? () => false
      : comparison(this.#painted, of);
    const mayWait = isSameRow(this.#painted, of);
    this.#isBehind = false;
    this.#painted = of;
    this.#contents = contents;
    const leaving = this.#leave(indexes);
    const loose =
      leaving.length === 0
        ? NONE
        : new Set<ChildNode>(leaving.map(({ element }) => element));
    let end = of.look.sizes.nameWidth;
    let next = afterLoose(this.element.firstChild, loose);
    for (const item of items) {
      const { index } = item;
      const drawn = this.#drawn.get(index);
      const cell =
        drawn ?? leaving.pop() ?? this.#spare.pop() ?? new DrawnCell();
      const { element } = cell;
      if (!drawn) this.#drawn.set(index, cell);
      cell.place(item.start - end);
      if (!drawn || !isUnchanged) {
        const view = cellAt(of.row, index);
        const columnId = columnAt(index)?.id;
        if (
          !drawn ||
          !isAsBefore(index) ||
          drawn.view !== view ||
          drawn.columnId !== columnId
        ) {
          if (drawn && mayWait && allowance.left <= 0) this.#isBehind = true;
          else if (cell.draw(drawing(of, index, columnId, view)))
            allowance.left--;
        }
      }
      // In the order of the columns, for whoever reads from one to the next.
      if (element === next) next = afterLoose(next.nextSibling, loose);
      else this.element.insertBefore(element, next);
      if (!drawn) loose.delete(element);
      end = item.end;
    }
    for (const cell of leaving) {
      cell.element.remove();
      this.#spare.push(cell);
    }
    return this.#isBehind;
  }

  /** Takes away the cells of columns that are out of sight. */
  #leave(indexes: ReadonlySet<number>): DrawnCell[] {
    const leaving: DrawnCell[] = [];
    this.#drawn.forEach((cell, column) => {
      if (indexes.has(column)) return;
      leaving.push(cell);
      this.#drawn.delete(column);
    });
    return leaving;
  }
}

function drawing(
  of: CellsOfRow,
  column: number,
  columnId: string | undefined,
  cell: CellDrawing['cell'],
): CellDrawing {
  return {
    cell,
    row: of.row,
    rowId: of.rowId,
    columnId,
    column,
    isActive: of.activeColumn === column,
    isSelected: of.selectedColumn === column,
    opens: of.opens,
    now: of.now,
    look: of.look,
  };
}

/** Whether what cells show is of this row, or of a row that was not loaded yet. */
function isSameRow(before: CellsOfRow | undefined, now: CellsOfRow): boolean {
  return (
    before?.row === now.row &&
    before.look === now.look &&
    (before.rowId === undefined || before.rowId === now.rowId)
  );
}

/** The next element that stays where it is. */
function afterLoose(
  node: ChildNode | null,
  loose: ReadonlySet<ChildNode>,
): ChildNode | null {
  let found = node;
  while (found && loose.has(found)) found = found.nextSibling;
  return found;
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
