import {
  forwardRef,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useNow } from '../../clock';
import { HEAD_LINE, createMatrixLines } from './matrixLines';
import { moveInMatrix, NAME_COLUMN, type MatrixPosition } from './matrixMoves';
import { matrixSizes } from './matrixSizes';
import { CellBoard } from './CellBoard';
import { GlyphSheet } from './GlyphSheet';
import { MatrixGroupLine } from './MatrixGroupLine';
import { MatrixHeader } from './MatrixHeader';
import { LineSlots } from './lineSlots';
import { MatrixRowLine } from './MatrixRowLine';
import type { MatrixData, MatrixDensity, MatrixEvents } from './types';
import { useHoverTitle } from './useHoverTitle';
import { positionOf, useMatrixCursor } from './useMatrixCursor';
import { useMatrixLook } from './useMatrixLook';
import { useMatrixWindow } from './useMatrixWindow';

/**
 * What can be asked of a matrix that is drawn.
 *
 * @public
 */
export interface MatrixHandle {
  /** Gives the focus to the cell that had it last. */
  focus: () => void;
}

/** The matrix as a grid. See {@link Matrix}. */
export const MatrixGrid = forwardRef<
  MatrixHandle,
  MatrixData &
    MatrixEvents & {
      density: MatrixDensity;
      selected?: { row: number; column: number };
      /** Told which line and column stand first, for what takes its place. */
      onCorner?: (corner: MatrixPosition) => void;
    }
>(function DrawnMatrixGrid(props, ref) {
  const { rowCount, columnCount, groups, density, selected } = props;
  const { rowAt, columnAt, cellAt, rollupAt } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const isNarrow = useMediaQuery('(max-width: 640px)', { noSsr: true });
  const sizes = useMemo(
    () => matrixSizes({ density, columnCount, isNarrow }),
    [density, columnCount, isNarrow],
  );
  const look = useMatrixLook(sizes, density === 'compact');
  const [board] = useState(() => new CellBoard());
  const { classes } = look;
  const lines = useMemo(
    () => createMatrixLines(rowCount, groups),
    [rowCount, groups],
  );
  const cursor = useMatrixCursor({ scroller, lines, columnCount });
  const { at: active } = cursor;
  const shown = useMatrixWindow({
    scroller,
    lines,
    columnCount,
    sizes,
    active,
    onVisibleRange: props.onVisibleRange,
    onCorner: props.onCorner,
  });
  // The rows have said by now what they show.
  useLayoutEffect(() => {
    board.paint(
      { items: shown.columns, columnAt, cellAt },
      cursor.hasMoved() ? 'now' : shown.pace(),
    );
    cursor.settle();
  });
  useLayoutEffect(() => () => board.stop(), [board]);
  const [slots] = useState(() => new LineSlots());
  const drawn = slots.assign(
    shown.lines.map(({ index }) => `${lines.at(index)?.kind} ${index}`),
    shown.rests,
  );
  const [columnSlots] = useState(() => new LineSlots());
  const drawnColumns = useMemo(
    () =>
      columnSlots
        .assign(
          shown.columns.map(({ index }) => String(index)),
          shown.rests,
        )
        .map(({ place, slot }) => ({ ...shown.columns[place], slot })),
    [columnSlots, shown.columns, shown.rests],
  );
  const hover = useHoverTitle({ ...props, lines, words: look.words });
  useImperativeHandle(ref, () => ({ focus: cursor.focus }));

  const activate = ({ line, column }: MatrixPosition) => {
    if (line === HEAD_LINE) {
      if (column !== NAME_COLUMN) props.onOpenColumn?.(column);
      return;
    }
    const found = lines.at(line);
    if (found?.kind === 'group') props.onToggleGroup?.(found.group);
    if (found?.kind !== 'row') return;
    if (column === NAME_COLUMN) props.onOpenRow?.(found.row);
    else if (cellAt(found.row, column) !== undefined) {
      props.onOpen?.(found.row, column);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const from = positionOf(event.target);
    if (!from || event.altKey || event.metaKey) return;
    const to = moveInMatrix(from, event, {
      lines: lines.count,
      columns: columnCount,
      page: shown.page,
    });
    if (to) {
      event.preventDefault();
      cursor.moveTo(to);
      shown.show(to);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      activate(from);
    } else if (event.key === '/' && props.onFilter) {
      event.preventDefault();
      props.onFilter();
    } else if (event.key === 'Escape') {
      cursor.leave();
    }
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const position = positionOf(event.target);
    if (position) activate(position);
  };

  return (
    <>
      <GlyphSheet look={look} />
      {/* The focus is on its cells, one of which the Tab key leads to. */}
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div
        ref={scroller}
        className={classes.scroller}
        role="grid"
        aria-label={props.label}
        aria-rowcount={lines.count + 1}
        aria-colcount={columnCount + 1}
        aria-readonly="true"
        onKeyDown={onKeyDown}
        onClick={onClick}
        {...cursor.handlers}
        {...hover}
      >
        <MatrixHeader
          rowTitle={props.rowTitle}
          rowCount={rowCount}
          columnCount={columnCount}
          columns={drawnColumns}
          columnAt={columnAt}
          width={shown.width}
          activeColumn={active.column}
          isOnHead={active.line === HEAD_LINE}
          opens={props.onOpenColumn !== undefined}
          look={look}
        />
        <div
          role="rowgroup"
          className={classes.body}
          style={{
            width: shown.width,
            height: shown.height - sizes.headHeight,
          }}
        >
          {drawn.map(({ place, slot }) => {
            const { index, start } = shown.lines[place];
            const line = lines.at(index);
            if (!line) return null;
            const common = {
              line: index,
              top: start - sizes.headHeight,
              width: shown.width,
              activeColumn: active.line === index ? active.column : undefined,
              look,
            };
            return line.kind === 'group' ? (
              <MatrixGroupLine
                {...common}
                key={`group ${line.group.key}`}
                columns={drawnColumns}
                group={line.group}
                rollupAt={rollupAt}
                columnAt={columnAt}
              />
            ) : (
              <MatrixRowLine
                {...common}
                key={`row ${slot}`}
                row={line.row}
                selectedColumn={
                  selected?.row === line.row ? selected.column : undefined
                }
                opens={props.onOpen !== undefined}
                opensRow={props.onOpenRow !== undefined}
                now={now}
                board={board}
                view={rowAt(line.row)}
              />
            );
          })}
        </div>
      </div>
    </>
  );
});
