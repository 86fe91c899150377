import type { VirtualItem } from '@tanstack/react-virtual';
import { DrawnCell, type CellDrawing, type CellLook } from './DrawnCell';
import type { MatrixData } from './types';

/** What the cells of one row are drawn from, whichever of them can be seen. */
export interface CellsOfRow {
  row: number;
  /** Which row it is, whatever its place. */
  rowId: string | undefined;
  cellAt: MatrixData['cellAt'];
  columnAt: MatrixData['columnAt'];
  activeColumn: number | undefined;
  selectedColumn: number | undefined;
  opens: boolean;
  now: number;
  look: CellLook;
}

/** The columns that can be seen, as all rows have them. */
export type CellColumns = {
  items: readonly VirtualItem[];
  indexes: ReadonlySet<number>;
};

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
  #drawn = new Map<number, DrawnCell>();
  /** Not in the document. */
  readonly #spare: DrawnCell[] = [];
  #painted: CellsOfRow | undefined;
  #columns: CellColumns | undefined;
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
  paint(columns: CellColumns, allowance: Allowance): boolean {
    const of = this.#next;
    if (!of) return false;
    if (of === this.#painted && columns === this.#columns && !this.#isBehind) {
      return false;
    }
    // Then only columns come and go.
    const isUnchanged = of === this.#painted && !this.#isBehind;
    const isAsBefore = this.#isBehind
      ? () => false
      : comparison(this.#painted, of);
    const mayWait = isSameRow(this.#painted, of);
    this.#isBehind = false;
    this.#painted = of;
    this.#columns = columns;
    const before = this.#drawn;
    const after = new Map<number, DrawnCell>();
    const leaving = this.#leaving(columns.indexes);
    const loose = new Set<ChildNode>(leaving.map(({ element }) => element));
    let end = of.look.sizes.nameWidth;
    let next = afterLoose(this.element.firstChild, loose);
    for (const item of columns.items) {
      const { index } = item;
      const known = before.get(index);
      const cell =
        known ?? leaving.pop() ?? this.#spare.pop() ?? new DrawnCell();
      const { element } = cell;
      after.set(index, cell);
      cell.place(item.start - end);
      if (!known || !isUnchanged) {
        const view = of.cellAt(of.row, index);
        if (!known || !isAsBefore(index) || known.view !== view) {
          if (known && mayWait && allowance.left <= 0) this.#isBehind = true;
          else if (cell.draw(drawing(of, index, view))) allowance.left--;
        }
      }
      // In the order of the columns, for whoever reads from one to the next.
      if (element === next) next = afterLoose(next.nextSibling, loose);
      else this.element.insertBefore(element, next);
      loose.delete(element);
      end = item.end;
    }
    for (const cell of leaving) {
      cell.element.remove();
      this.#spare.push(cell);
    }
    this.#drawn = after;
    return this.#isBehind;
  }

  #leaving(indexes: ReadonlySet<number>): DrawnCell[] {
    const leaving: DrawnCell[] = [];
    this.#drawn.forEach((cell, column) => {
      if (!indexes.has(column)) leaving.push(cell);
    });
    return leaving;
  }
}

function drawing(
  of: CellsOfRow,
  column: number,
  cell: CellDrawing['cell'],
): CellDrawing {
  return {
    cell,
    row: of.row,
    rowId: of.rowId,
    columnId: of.columnAt(column)?.id,
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
