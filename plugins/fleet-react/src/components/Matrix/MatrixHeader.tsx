import { memo, useMemo } from 'react';
import type { VirtualItem } from '@tanstack/react-virtual';
import { useFleetText } from '../../translation';
import { untrustedName } from '../Text';
import { HEAD_LINE } from './matrixLines';
import { NAME_COLUMN } from './matrixMoves';
import { AMOUNTS } from './matrixWords';
import type { MatrixData } from './types';
import type { MatrixLook } from './useMatrixLook';

const ARROWS = { ascending: ' ↑', descending: ' ↓' };

/**
 * The frozen header. Titles are turned where there are many columns, cut where
 * they are long, and in full on hover.
 */
export const MatrixHeader = memo(function DrawnMatrixHeader(props: {
  rowTitle: string;
  rowCount: number;
  columnCount: number;
  columns: readonly VirtualItem[];
  columnAt: MatrixData['columnAt'];
  width: number;
  /** The column that the cursor is on, on whatever line. */
  activeColumn: number | undefined;
  isOnHead: boolean;
  opens: boolean;
  look: MatrixLook;
}) {
  const { look, columnAt, activeColumn, isOnHead } = props;
  const { classes, sizes, words } = look;
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
  const layout = sizes.isTurned ? classes.turned : classes.flat;
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
        {props.columns.map(({ index, start }) => {
          const column = columnAt(index);
          return (
            <div
              key={index}
              role="columnheader"
              aria-colindex={index + 2}
              aria-busy={column === undefined || undefined}
              aria-sort={column?.sorted}
              tabIndex={isOnHead && activeColumn === index ? 0 : -1}
              data-column={index}
              data-active={activeColumn === index || undefined}
              className={`${classes.title} ${layout} ${
                props.opens ? classes.opens : ''
              }`}
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
        })}
      </div>
    </div>
  );
});
