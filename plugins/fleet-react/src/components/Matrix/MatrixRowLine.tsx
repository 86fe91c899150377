import { memo } from 'react';
import type { VirtualItem } from '@tanstack/react-virtual';
import { untrustedName } from '../Text';
import type { CellBoard } from './CellBoard';
import { MatrixCells } from './MatrixCells';
import { NAME_COLUMN } from './matrixMoves';
import type { MatrixRow } from './types';
import type { MatrixLook } from './useMatrixLook';

/** A column that is drawn, and the slot that it is drawn in: see {@link LineSlots}. */
export type SlottedColumn = Pick<VirtualItem, 'index' | 'start'> & {
  slot: number;
};

/** What every line of a matrix is told. */
export interface LineProps {
  line: number;
  top: number;
  width: number;
  columns: readonly SlottedColumn[];
  /** The column that the cursor is on, on the line that it is on. */
  activeColumn: number | undefined;
  look: MatrixLook;
}

/**
 * One row: the frozen name, and the cells that can be seen.
 */
export const MatrixRowLine = memo(function DrawnMatrixRowLine(
  props: Omit<LineProps, 'columns'> & {
    row: number;
    view: MatrixRow | null | undefined;
    selectedColumn: number | undefined;
    opens: boolean;
    opensRow: boolean;
    now: number;
    board: CellBoard;
  },
) {
  const { row, view, line, look, activeColumn } = props;
  const { classes, sizes, words } = look;
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      data-line={line}
      className={classes.row}
      style={{ top: props.top, width: props.width, height: sizes.rowHeight }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        aria-busy={view === undefined || undefined}
        tabIndex={activeColumn === NAME_COLUMN ? 0 : -1}
        data-column={NAME_COLUMN}
        data-active={activeColumn !== undefined || undefined}
        className={`${classes.name} ${props.opensRow ? classes.opens : ''} ${
          view === undefined ? classes.loading : ''
        }`}
        style={{ width: sizes.nameWidth }}
      >
        {view === undefined && (
          <span className={classes.hidden}>{words.loading}</span>
        )}
        {view && <RowName row={view} look={look} />}
      </div>
      <MatrixCells
        row={row}
        rowId={view?.id}
        activeColumn={activeColumn}
        selectedColumn={props.selectedColumn}
        opens={props.opens}
        now={props.now}
        look={look}
        board={props.board}
        className={classes.cells}
      />
    </div>
  );
});

function RowName({ row, look }: { row: MatrixRow; look: MatrixLook }) {
  const { classes, words } = look;
  const { status } = row;
  return (
    <>
      {status && look.glyph(status.key, status.stale)}
      <span className={classes.label}>{untrustedName(row.label)}</span>
      {status && (
        <span className={classes.hidden}>{words.statusWord(status.key)}</span>
      )}
      {row.detail && (
        <span className={classes.detail}>{untrustedName(row.detail)}</span>
      )}
    </>
  );
}
