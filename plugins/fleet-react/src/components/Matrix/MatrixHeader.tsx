import { memo, useMemo } from 'react';
import { useFleetText } from '../../translation';
import { untrustedName } from '../Text';
import { HEAD_LINE } from './matrixLines';
import { NAME_COLUMN } from './matrixMoves';
import type { SlottedColumn } from './MatrixRowLine';
import { AMOUNTS } from './matrixWords';
import type { MatrixColumn, MatrixData } from './types';
import type { MatrixLook } from './useMatrixLook';

const ARROWS = { ascending: ' ↑', descending: ' ↓' };

const ColumnTitle = memo(function DrawnColumnTitle(props: {
  column: MatrixColumn | null | undefined;
  index: number;
  /** In pixels from the left. */
  start: number;
  /** Whether the cursor is on it, on whatever line. */
  isOnColumn: boolean;
  isActive: boolean;
  opens: boolean;
  look: MatrixLook;
}) {
  const { column, index, start, look } = props;
  const { classes, sizes, words } = look;
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-busy={column === undefined || undefined}
      aria-sort={column?.sorted}
      tabIndex={props.isActive ? 0 : -1}
      data-column={index}
      data-active={props.isOnColumn || undefined}
      className={`${classes.title} ${
        sizes.isTurned ? classes.turned : classes.flat
      } ${props.opens ? classes.opens : ''}`}
      style={{ left: start, width: sizes.cellWidth }}
    >
      {column ? (
        <span>
          {untrustedName(column.title)}
          {column.sorted && (
            <span aria-hidden="true">{ARROWS[column.sorted]}</span>
          )}
        </span>
      ) : (
        <span className={classes.hidden}>
          {column === undefined ? words.loading : words.notKnown}
        </span>
      )}
    </div>
  );
});

/**
 * The frozen header. Titles are turned where there are many columns, cut where
 * they are long, and in full on hover.
 */
export const MatrixHeader = memo(function DrawnMatrixHeader(props: {
  rowTitle: string;
  rowCount: number;
  columnCount: number;
  columns: readonly SlottedColumn[];
  columnAt: MatrixData['columnAt'];
  width: number;
  /** The column that the cursor is on, on whatever line. */
  activeColumn: number | undefined;
  isOnHead: boolean;
  opens: boolean;
  look: MatrixLook;
}) {
  const { look, columnAt, activeColumn, isOnHead } = props;
  const { classes, sizes } = look;
  const { t } = useFleetText();
  const { rowCount, columnCount } = props;
  const corner = useMemo(
    () =>
      t('matrix.corner', {
        rows: AMOUNTS.format(rowCount),
        columns: AMOUNTS.format(columnCount),
      }),
    [t, rowCount, columnCount],
  );
  return (
    <div
      role="rowgroup"
      className={classes.head}
      style={{ width: props.width, height: sizes.headHeight }}
    >
      <div
        role="row"
        aria-rowindex={1}
        data-line={HEAD_LINE}
        className={classes.headRow}
      >
        <div
          role="columnheader"
          aria-colindex={1}
          tabIndex={isOnHead && activeColumn === NAME_COLUMN ? 0 : -1}
          data-column={NAME_COLUMN}
          className={classes.corner}
          style={{ width: sizes.nameWidth }}
        >
          {props.rowTitle}
          {sizes.isTurned && <span className={classes.quiet}>{corner}</span>}
        </div>
        {props.columns.map(({ index, start, slot }) => (
          <ColumnTitle
            key={slot}
            column={columnAt(index)}
            index={index}
            start={start}
            isOnColumn={activeColumn === index}
            isActive={isOnHead && activeColumn === index}
            opens={props.opens}
            look={look}
          />
        ))}
      </div>
    </div>
  );
});
