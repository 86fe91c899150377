import { useRef, useState, type FocusEvent, type RefObject } from 'react';
import type { MatrixLines, MatrixPlace } from './matrixLines';
import { NAME_COLUMN, type MatrixPosition } from './matrixMoves';

/** The one cell of a matrix that the Tab key leads to. */
export interface MatrixCursor {
  at: MatrixPosition;
  /** Moves it, and the focus with it. */
  moveTo: (position: MatrixPosition) => void;
  focus: () => void;
  /** Whether the focus is to be where nothing may be drawn yet. */
  hasMoved: () => boolean;
  /** Brings the focus to the cursor, once all is drawn. */
  settle: () => void;
  /** Gives the focus back to where it came from. */
  leave: () => void;
  handlers: {
    onFocus: (event: FocusEvent<HTMLElement>) => void;
    onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
}

/**
 * Keeps the cursor on what it is on while groups open and close and rows come
 * and go, and the focus on the cursor when its element is drawn anew.
 */
export function useMatrixCursor(options: {
  scroller: RefObject<HTMLElement>;
  lines: MatrixLines;
  columnCount: number;
}): MatrixCursor {
  const { scroller, lines, columnCount } = options;
  const [place, setPlace] = useState<MatrixPlace>({ kind: 'row', row: -1 });
  const [wantedColumn, setColumn] = useState(NAME_COLUMN);
  const hasFocus = useRef(false);
  const moves = useRef(false);
  const cameFrom = useRef<Element | null>(null);

  // Before anybody has been here, the first line is where it begins.
  const isUntouched = place.kind === 'row' && place.row < 0;
  const line = isUntouched ? Math.min(0, lines.count - 1) : lines.lineOf(place);
  const column = Math.max(NAME_COLUMN, Math.min(wantedColumn, columnCount - 1));

  const setAt = (position: MatrixPosition) => {
    setPlace(lines.placeOf(position.line));
    setColumn(position.column);
  };
  const focusCell = () => {
    const cell = scroller.current?.querySelector<HTMLElement>(
      `[data-line="${line}"] [data-column="${column}"]`,
    );
    cell?.focus({ preventScroll: true });
  };
  /** Whether what has the focus is not, or no longer, what the cursor is on. */
  const isAstray = () => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) return true;
    if (!scroller.current?.contains(activeElement)) return false;
    const held = positionOf(activeElement);
    return held?.line !== line || held.column !== column;
  };

  return {
    at: { line, column },
    hasMoved: () => moves.current,
    settle() {
      if (moves.current || (hasFocus.current && isAstray())) focusCell();
      moves.current = false;
    },
    moveTo(position) {
      moves.current = true;
      setAt(position);
    },
    focus: focusCell,
    leave() {
      hasFocus.current = false;
      const element = cameFrom.current;
      if (element instanceof HTMLElement && element.isConnected) {
        element.focus();
      } else if (document.activeElement instanceof HTMLElement) {
        document.activeElement.blur();
      }
    },
    handlers: {
      onFocus(event) {
        const from = event.relatedTarget;
        if (!hasFocus.current && from instanceof Element) {
          cameFrom.current = from;
        }
        hasFocus.current = true;
        const position = positionOf(event.target);
        if (!position) return;
        if (position.line !== line || position.column !== column) {
          setAt(position);
        }
      },
      onBlur(event) {
        const to = event.relatedTarget;
        hasFocus.current =
          to instanceof Node && event.currentTarget.contains(to);
      },
    },
  };
}

/** The cell that an element is, or is within. */
export function positionOf(element: EventTarget): MatrixPosition | undefined {
  if (!(element instanceof Element)) return undefined;
  const cell = element.closest<HTMLElement>('[data-column]');
  const row = cell?.closest<HTMLElement>('[data-line]');
  if (!cell || !row) return undefined;
  return {
    line: Number(row.dataset.line),
    column: Number(cell.dataset.column),
  };
}
