import { cellMarks, type CellMark, type CellMarks } from './cellMarks';
import type { MatrixSizes } from './matrixSizes';
import type { MatrixWords } from './matrixWords';
import type { StatusKey } from '../../status';
import type { MatrixCell } from './types';

/** The part of the look that cells take. */
export interface CellLook {
  classes: Record<
    | 'cell'
    | 'compact'
    | 'loading'
    | 'notKnown'
    | 'stale'
    | 'marked'
    | 'unmarked'
    | 'opens'
    | 'selected'
    | 'oddChange'
    | 'evenChange'
    | 'text'
    | 'version'
    | 'age',
    string
  >;
  words: MatrixWords;
  sizes: MatrixSizes;
  isCompact: boolean;
  /** What draws a glyph. */
  glyphClass: (key: StatusKey, stale: boolean) => string;
}

/** All that one cell shows. */
export interface CellDrawing {
  cell: MatrixCell | null | undefined;
  row: number;
  rowId: string | undefined;
  columnId: string | undefined;
  column: number;
  isActive: boolean;
  isSelected: boolean;
  opens: boolean;
  now: number;
  look: CellLook;
}

/**
 * One cell in the document. It writes only what differs from what it shows, so
 * that to be another cell costs little, and to stay the same nothing.
 */
export class DrawnCell {
  readonly element = document.createElement('div');
  readonly #first = markElement();
  /** There only while two are shown. */
  #second: HTMLElement | undefined;
  #hasSecond = false;
  readonly #text = document.createElement('span');
  readonly #version = textIn('span');
  readonly #age = textIn('span');
  #firstClass = '';
  #secondClass = '';
  #shown: CellDrawing | undefined;
  #classes = '';
  #changes = 0;
  #gap = 0;
  #label = '';
  #versionText = '';
  #ageText = '';

  constructor() {
    this.element.setAttribute('role', 'gridcell');
    this.element.tabIndex = -1;
    this.element.append(this.#first, this.#text);
    // Parted, or version and age would be read as one word.
    this.#text.append(this.#version.element, ' ', this.#age.element);
  }

  /** What it shows. */
  get view(): MatrixCell | null | undefined {
    return this.#shown?.cell;
  }

  /** Of which column, whatever its place. */
  get columnId(): string | undefined {
    return this.#shown?.columnId;
  }

  /** @param gap - pixels between it and the one before it */
  place(gap: number): void {
    if (gap === this.#gap) return;
    this.#gap = gap;
    this.element.style.marginLeft = gap === 0 ? '' : `${gap}px`;
  }

  /** @returns whether anything was to be written */
  draw(next: CellDrawing): boolean {
    const before = this.#shown;
    if (before && isSame(before, next)) return false;
    this.#shown = next;
    const { element } = this;
    const { cell, look } = next;
    if (before?.column !== next.column) {
      element.dataset.column = String(next.column);
      element.setAttribute('aria-colindex', String(next.column + 2));
    }
    if (before && !isSamePlace(before, next)) {
      // It said of another cell what stands on hover.
      element.removeAttribute('title');
    }
    if (before?.isActive !== next.isActive) {
      element.tabIndex = next.isActive ? 0 : -1;
    }
    if (before?.isSelected !== next.isSelected) {
      if (next.isSelected) element.setAttribute('aria-selected', 'true');
      else element.removeAttribute('aria-selected');
    }
    if (before?.look !== look) {
      element.style.width = `${look.sizes.cellWidth}px`;
      this.#text.className = look.classes.text;
      this.#version.element.className = look.classes.version;
      this.#age.element.className = look.classes.age;
    }
    this.#countChange(before, next);
    const marks = marksIn(cell);
    const className = this.#className(next, marks);
    if (className !== this.#classes) {
      this.#classes = className;
      element.className = className;
    }
    this.#drawGlyphs(marks, look);
    this.#drawTexts(next);
    return true;
  }

  #drawGlyphs(marks: CellMarks | undefined, look: CellLook) {
    // Of a cell without any they are hidden: mostly it will say the same again.
    if (!marks) return;
    const { status } = marks.first;
    const first = look.glyphClass(status.key, status.stale);
    if (first !== this.#firstClass) {
      this.#firstClass = first;
      this.#first.className = first;
    }
    this.#drawSecond(marks.second, look);
  }

  #drawSecond(mark: CellMark | undefined, look: CellLook) {
    if (!mark) {
      if (this.#hasSecond) this.#second?.remove();
      this.#hasSecond = false;
      return;
    }
    this.#second ??= markElement();
    const second = look.glyphClass(mark.status.key, mark.status.stale);
    if (second !== this.#secondClass) {
      this.#secondClass = second;
      this.#second.className = second;
    }
    if (!this.#hasSecond) this.element.insertBefore(this.#second, this.#text);
    this.#hasSecond = true;
  }

  #drawTexts({ cell, look, now }: CellDrawing) {
    const { words } = look;
    const { lead, rest } = words.cellTexts(cell, now, look.isCompact);
    if (lead !== this.#versionText) {
      this.#version.text.data = lead;
      this.#versionText = lead;
    }
    if (rest !== this.#ageText) {
      this.#age.text.data = rest;
      this.#ageText = rest;
    }
    const label = words.cellName(cell, now);
    if (label !== this.#label) {
      this.element.setAttribute('aria-label', label);
      this.#label = label;
    }
  }

  /**
   * Counts how often it has changed before the reader's eyes. Being loaded is no
   * change, nor is another row or column taking the place.
   */
  #countChange(before: CellDrawing | undefined, next: CellDrawing) {
    const isSameThing =
      before !== undefined &&
      before.rowId === next.rowId &&
      before.columnId === next.columnId &&
      isSamePlace(before, next);
    if (!isSameThing) {
      this.#setChanges(0);
      return;
    }
    if (before.cell === undefined || next.cell === undefined) return;
    if (contentOf(before.cell) !== contentOf(next.cell)) {
      this.#setChanges(this.#changes + 1);
    }
  }

  #setChanges(changes: number) {
    if (changes === this.#changes) return;
    this.#changes = changes;
    if (changes > 0) this.element.dataset.changes = String(changes);
    else delete this.element.dataset.changes;
  }

  #className(
    { cell, look, opens, isSelected }: CellDrawing,
    marks: CellMarks | undefined,
  ): string {
    const { classes } = look;
    let name = classes.cell;
    if (look.isCompact) name += ` ${classes.compact}`;
    if (cell === undefined) name += ` ${classes.loading}`;
    else if (cell?.kind === 'not-known') name += ` ${classes.notKnown}`;
    else if (isStale(cell)) name += ` ${classes.stale}`;
    if (!marks) name += ` ${classes.unmarked}`;
    else if (marks.second) name += ` ${classes.marked}`;
    if (cell !== undefined && opens) name += ` ${classes.opens}`;
    if (isSelected) name += ` ${classes.selected}`;
    if (this.#changes === 0) return name;
    return `${name} ${
      this.#changes % 2 === 1 ? classes.oddChange : classes.evenChange
    }`;
  }
}

function isSamePlace(before: CellDrawing, next: CellDrawing): boolean {
  return before.row === next.row && before.column === next.column;
}

function isSame(before: CellDrawing, next: CellDrawing): boolean {
  return (
    before.cell === next.cell &&
    isSamePlace(before, next) &&
    before.now === next.now &&
    before.isActive === next.isActive &&
    before.isSelected === next.isSelected &&
    before.rowId === next.rowId &&
    before.columnId === next.columnId &&
    before.opens === next.opens &&
    before.look === next.look
  );
}

function isStale(cell: MatrixCell | null): boolean {
  if (cell?.kind === 'state') return cell.status.stale;
  return cell?.kind === 'text' && cell.stale === true;
}

function marksIn(cell: MatrixCell | null | undefined): CellMarks | undefined {
  return cell?.kind === 'state' ? cellMarks(cell) : undefined;
}

function markElement(): HTMLElement {
  const element = document.createElement('span');
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** An element whose text changes without a node being made. */
function textIn(name: 'span'): { element: HTMLElement; text: Text } {
  const element = document.createElement(name);
  const text = document.createTextNode('');
  element.append(text);
  return { element, text };
}

function contentOf(cell: MatrixCell | null): string {
  if (cell === null) return 'nothing';
  if (cell.kind === 'not-known') return cell.kind;
  if (cell.kind === 'text') return `${cell.text ?? ''} ${cell.detail ?? ''}`;
  const { status, word, version, release } = cell;
  return `${status.key} ${status.stale} ${word ?? ''} ${version ?? ''} ${
    release?.state ?? ''
  }`;
}
