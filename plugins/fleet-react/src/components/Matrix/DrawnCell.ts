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
  #glyph: Node | undefined;
  #glyphId = '';
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

  draw(next: CellDrawing): void {
    const before = this.#shown;
    if (before && isSame(before, next)) return;
    this.#shown = next;
    const { element } = this;
    const { cell, look } = next;
    if (before?.column !== next.column) {
      element.dataset.column = String(next.column);
      element.setAttribute('aria-colindex', String(next.column + 2));
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
      this.#glyphId = '';
    }
    this.#countChange(before, next);
    const className = this.#className(next);
    if (element.className !== className) element.className = className;
    this.#drawGlyph(cell, look);
    this.#drawTexts(next);
  }

  #drawGlyph(cell: CellDrawing['cell'], look: CellLook) {
    const status = cell?.kind === 'state' ? cell.status : undefined;
    const id = status ? `${status.key} ${status.stale}` : 'none';
    if (id === this.#glyphId) return;
    this.#glyphId = id;
    const glyph = status && look.glyphNode(status.key, status.stale);
    if (this.#glyph) this.element.removeChild(this.#glyph);
    if (glyph) this.element.insertBefore(glyph, this.#text);
    this.#glyph = glyph;
  }

  #drawTexts({ cell, look, now }: CellDrawing) {
    const { words } = look;
    let version = '';
    let age = '';
    if (cell?.kind === 'not-known') version = '?';
    if (cell?.kind === 'state') {
      if (cell.version) version = words.version(cell.version);
      if (!look.isCompact) age = words.age(cell.since, now);
    }
    if (version !== this.#versionText) {
      this.#version.textContent = version;
      this.#versionText = version;
    }
    if (age !== this.#ageText) {
      this.#age.textContent = age;
      this.#ageText = age;
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
      before?.rowId === next.rowId &&
      before?.columnId === next.columnId &&
      before?.column === next.column;
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
    else if (cell?.status.stale) name += ` ${classes.stale}`;
    if (cell !== undefined && opens) name += ` ${classes.opens}`;
    if (isSelected) name += ` ${classes.selected}`;
    if (this.#changes === 0) return name;
    return `${name} ${
      this.#changes % 2 === 1 ? classes.oddChange : classes.evenChange
    }`;
  }
}

function isSame(before: CellDrawing, next: CellDrawing): boolean {
  return (
    before.cell === next.cell &&
    before.column === next.column &&
    before.now === next.now &&
    before.isActive === next.isActive &&
    before.isSelected === next.isSelected &&
    before.rowId === next.rowId &&
    before.columnId === next.columnId &&
    before.opens === next.opens &&
    before.look === next.look
  );
}

function contentOf(cell: MatrixCell | null | undefined): string | undefined {
  if (cell === undefined) return undefined;
  if (cell === null) return 'nothing';
  if (cell.kind === 'not-known') return cell.kind;
  const { status, word, version } = cell;
  return `${status.key} ${status.stale} ${word ?? ''} ${version ?? ''}`;
}
