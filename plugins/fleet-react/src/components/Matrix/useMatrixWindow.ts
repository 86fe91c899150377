import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
  type RefObject,
} from 'react';
import {
  defaultRangeExtractor,
  useVirtualizer,
  type Range,
  type VirtualItem,
} from '@tanstack/react-virtual';
import type { Pace } from './CellBoard';
import type { MatrixLines } from './matrixLines';
import type { MatrixPosition } from './matrixMoves';
import { createScrollSource, REST_MS, type ScrollSource } from './scrollSource';
import type { MatrixSizes } from './matrixSizes';
import type { MatrixVisible } from './types';

const LINES_AROUND = 5;
const COLUMNS_AROUND = 2;

/** What of a matrix is drawn. */
export interface MatrixWindow {
  lines: readonly VirtualItem[];
  columns: readonly VirtualItem[];
  /** Of all lines, the header included, in pixels. */
  height: number;
  width: number;
  /** How many lines can be seen at once. */
  page: number;
  /** Whether it is not scrolled just now. */
  rests: boolean;
  /** How the cells are to be painted that are drawn now. */
  pace: () => Pace;
  /** Brings a cell into view, free of the frozen column and header. */
  show: (position: MatrixPosition) => void;
}

/**
 * The lines and columns that can be seen, and a few around them. The line and
 * column that the cursor is on are always among them: a cell that has the focus
 * stays in the document however far it is scrolled away.
 */
export function useMatrixWindow(options: {
  scroller: RefObject<HTMLElement>;
  lines: MatrixLines;
  columnCount: number;
  sizes: MatrixSizes;
  active: MatrixPosition;
  onVisibleRange?: (visible: MatrixVisible) => void;
  onCorner?: (corner: MatrixPosition) => void;
}): MatrixWindow {
  const { scroller, lines, columnCount, sizes, active } = options;
  const { rowHeight, cellWidth, headHeight, nameWidth, endSpace } = sizes;
  const [source] = useState(createScrollSource);
  const rows = useVirtualizer({
    useFlushSync: false,
    observeElementOffset: source.observe,
    count: lines.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: LINES_AROUND,
    rangeExtractor: useWithPinned(active.line),
  });
  const columns = useVirtualizer({
    useFlushSync: false,
    observeElementOffset: source.observe,
    horizontal: true,
    count: columnCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => cellWidth,
    paddingStart: nameWidth,
    scrollPaddingStart: nameWidth,
    paddingEnd: endSpace,
    overscan: COLUMNS_AROUND,
    rangeExtractor: useWithPinned(active.column),
  });
  // What was measured with other sizes is forgotten before anything is drawn.
  useLayoutEffect(() => rows.measure(), [rows, rowHeight]);
  useLayoutEffect(() => columns.measure(), [columns, cellWidth]);

  useVisibleRange({
    lines,
    line: around(rows.range, LINES_AROUND, lines.count),
    column: around(columns.range, COLUMNS_AROUND, columnCount),
    notify: options.onVisibleRange,
  });

  const { onCorner } = options;
  useEffect(() => {
    onCorner?.({
      // The range begins under the header and the frozen column.
      line: Math.round((rows.scrollOffset ?? 0) / rowHeight),
      column: Math.round((columns.scrollOffset ?? 0) / cellWidth),
    });
  });

  const rests = useRest(source);
  const page = Math.max(
    1,
    Math.floor(((rows.scrollRect?.height ?? 0) - headHeight) / rowHeight) - 1,
  );
  return {
    lines: rows.getVirtualItems(),
    columns: columns.getVirtualItems(),
    height: rows.getTotalSize(),
    width: columns.getTotalSize(),
    page,
    rests,
    pace() {
      if (source.isTelling()) return 'scrolled';
      return source.isMoving() ? 'next-frame' : 'now';
    },
    show(position) {
      if (position.line >= 0) rows.scrollToIndex(position.line);
      if (position.column >= 0) columns.scrollToIndex(position.column);
    },
  };
}

/** Draws once more when scrolling has come to rest. */
function useRest(source: ScrollSource): boolean {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const rests = !source.isMoving();
  useEffect(() => {
    if (rests) return undefined;
    const timer = setTimeout(redraw, REST_MS);
    return () => clearTimeout(timer);
  });
  return rests;
}

function useWithPinned(pinned: number): (range: Range) => number[] {
  return useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (pinned < 0 || pinned >= range.count || indexes.length === 0) {
        return indexes;
      }
      if (pinned < indexes[0]) return [pinned, ...indexes];
      if (pinned > indexes[indexes.length - 1]) return [...indexes, pinned];
      return indexes;
    },
    [pinned],
  );
}

interface Stretch {
  from: number;
  to: number;
}

function around(
  range: { startIndex: number; endIndex: number } | null,
  extra: number,
  count: number,
): Stretch {
  if (!range) return { from: 0, to: 0 };
  return {
    from: Math.max(0, range.startIndex - extra),
    to: Math.min(count, range.endIndex + 1 + extra),
  };
}

function useVisibleRange(options: {
  lines: MatrixLines;
  line: Stretch;
  column: Stretch;
  notify?: (visible: MatrixVisible) => void;
}) {
  const { lines, notify } = options;
  const { from: firstLine, to: endLine } = options.line;
  const { from, to } = options.column;
  const listener = useRef(notify);
  useEffect(() => {
    listener.current = notify;
  });
  useEffect(() => {
    if (endLine === firstLine || to === from) return;
    const shown = Array.from(
      { length: endLine - firstLine },
      (_, offset) => firstLine + offset,
    );
    listener.current?.({
      rows: lines.rowsAmong(shown),
      columns: { from, to },
      groups: shown.flatMap(number => {
        const line = lines.at(number);
        return line?.kind === 'group' ? [line.group.key] : [];
      }),
    });
  }, [lines, firstLine, endLine, from, to]);
}
