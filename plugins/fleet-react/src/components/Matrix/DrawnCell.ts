import { cellMarks, type CellMark } from './cellMarks';
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
  /** A new element of a glyph. */
  glyphNode: (key: StatusKey, stale: boolean) => Node | undefined;
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
  readonly #text = document.createElement('span');
  readonly #version = document.createElement('span');
  readonly #age = document.createElement('span');
  #glyphs: Node[] = [];
  #glyphIds = '';
  /** What it showed before: the same come again and again. */
  readonly #kept = new Map<string, Node[]>();
  #shown: CellDrawing | undefined;
  #content: string | undefined;
  #changes = 0;
  #gap = 0;
  #label = '';
  #versionText = '';
  #ageText = '';

  constructor() {
    this.element.setAttribute('role', 'gridcell');
    this.element.tabIndex = -1;
    this.element.append(this.#text);
    // Parted, or version and age would be read as one word.
    this.#text.append(this.#version, ' ', this.#age);
  }

  /** What it shows. */
  get view(): MatrixCell | null | undefined {
    return this.#shown?.cell;
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
      this.#version.className = look.classes.version;
      this.#age.className = look.classes.age;
      this.#glyphIds = '';
      this.#kept.clear();
    }
    this.#countChange(before, next);
    const className = this.#className(next);
    if (element.className !== className) element.className = className;
    this.#drawGlyphs(cell, look);
    this.#drawTexts(next);
    return true;
  }

  #drawGlyphs(cell: CellDrawing['cell'], look: CellLook) {
    const marks = marksIn(cell);
    // Of a cell without any they are hidden: mostly it will say the same again.
    if (marks.length === 0) return;
    const ids = marks.map(idOf).join();
    if (ids === this.#glyphIds) return;
    this.#glyphIds = ids;
    for (const glyph of this.#glyphs) this.element.removeChild(glyph);
    const kept = this.#kept.get(ids);
    this.#glyphs =
      kept ??
      marks.flatMap(
        ({ status }) => look.glyphNode(status.key, status.stale) ?? [],
      );
    this.#kept.set(ids, this.#glyphs);
    for (const glyph of this.#glyphs) {
      this.element.insertBefore(glyph, this.#text);
    }
  }

  #drawTexts({ cell, look, now }: CellDrawing) {
    const { words } = look;
    const { lead, rest } = words.cellTexts(cell, now, look.isCompact);
    if (lead !== this.#versionText) {
      this.#version.textContent = lead;
      this.#versionText = lead;
    }
    if (rest !== this.#ageText) {
      this.#age.textContent = rest;
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
    const content = contentOf(next.cell);
    const isSameThing =
      before !== undefined &&
      before.rowId === next.rowId &&
      before.columnId === next.columnId &&
      isSamePlace(before, next);
    const was = this.#content;
    this.#content = content;
    if (!isSameThing) this.#setChanges(0);
    else if (was !== undefined && content !== undefined && was !== content) {
      this.#setChanges(this.#changes + 1);
    }
  }

  #setChanges(changes: number) {
    if (changes === this.#changes) return;
    this.#changes = changes;
    if (changes > 0) this.element.dataset.changes = String(changes);
    else delete this.element.dataset.changes;
  }

  #className({ cell, look, opens, isSelected }: CellDrawing): string {
    const { classes } = look;
    let name = classes.cell;
    if (look.isCompact) name += ` ${classes.compact}`;
    if (cell === undefined) name += ` ${classes.loading}`;
    else if (cell?.kind === 'not-known') name += ` ${classes.notKnown}`;
    else if (isStale(cell)) name += ` ${classes.stale}`;
    const marks = marksIn(cell).length;
    if (marks === 0) name += ` ${classes.unmarked}`;
    else if (marks > 1) name += ` ${classes.marked}`;
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

const NO_MARKS: readonly CellMark[] = [];

function marksIn(cell: MatrixCell | null | undefined): readonly CellMark[] {
  if (cell?.kind !== 'state') return NO_MARKS;
  const { first, second } = cellMarks(cell);
  return second ? [first, second] : [first];
}

function idOf({ status }: CellMark): string {
  return `${status.key} ${status.stale}`;
}

function contentOf(cell: MatrixCell | null | undefined): string | undefined {
  if (cell === undefined) return undefined;
  if (cell === null) return 'nothing';
  if (cell.kind === 'not-known') return cell.kind;
  if (cell.kind === 'text') return `${cell.text ?? ''} ${cell.detail ?? ''}`;
  const { status, word, version, release } = cell;
  return `${status.key} ${status.stale} ${word ?? ''} ${version ?? ''} ${
    release?.state ?? ''
  }`;
}
