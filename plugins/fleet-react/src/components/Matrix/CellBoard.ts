import { CellPainter, type CellContents } from './CellPainter';

/** More than there are rows on a screen, and those around it. */
const MOST_SPARE = 60;
/** Cells that a frame has time for besides scrolling. */
const NEWS_PER_FRAME = 80;

/**
 * When cells are painted.
 *
 * - `now`: all of them, before the document is shown
 * - `scrolled`: those that come into view now, and news in the next frames
 * - `next-frame`: all of them in the next frames. What is written between two frames would
 *   have the document laid out when the next one asks how far it is scrolled, and again
 *   after that.
 */
export type Pace = 'now' | 'scrolled' | 'next-frame';

/**
 * The painters of all rows that are drawn. To scroll to other columns, or to get to
 * know more of cells, changes no row but its cells, so that React is not asked to go
 * through the rows for it.
 */
export class CellBoard {
  readonly #painters = new Set<CellPainter>();
  /** Of rows that were scrolled away, with all of their cells: for rows that come. */
  readonly #spare: CellPainter[] = [];
  #contents: CellContents = {
    items: [],
    columnAt: () => undefined,
    cellAt: () => undefined,
  };
  /** Of the columns that can be seen. */
  #indexes: ReadonlySet<number> = new Set();
  #frame: number | undefined;

  /** A painter for a row that comes into view. */
  take(): CellPainter {
    const painter = this.#spare.pop() ?? new CellPainter();
    this.#painters.add(painter);
    return painter;
  }

  /** Takes back the painter of a row that is gone. */
  give(painter: CellPainter): void {
    this.#painters.delete(painter);
    if (this.#spare.length < MOST_SPARE) this.#spare.push(painter);
  }

  /** Draws what of all rows differs from what they show. */
  paint(contents: CellContents, pace: Pace): void {
    const before = this.#contents;
    if (contents.items !== before.items) {
      this.#indexes = new Set(contents.items.map(({ index }) => index));
    }
    if (!isSame(before, contents)) this.#contents = contents;
    if (pace === 'next-frame') this.#continue();
    else this.#paint(pace === 'now' ? Infinity : 0);
  }

  /** Nothing is painted any more. */
  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #paint(news: number): void {
    const allowance = { left: news };
    let isBehind = false;
    for (const painter of this.#painters) {
      if (painter.paint(this.#contents, this.#indexes, allowance))
        isBehind = true;
    }
    if (isBehind) this.#continue();
  }

  #continue(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#paint(NEWS_PER_FRAME);
    });
  }
}

function isSame(a: CellContents, b: CellContents): boolean {
  return (
    a.items === b.items && a.columnAt === b.columnAt && a.cellAt === b.cellAt
  );
}
