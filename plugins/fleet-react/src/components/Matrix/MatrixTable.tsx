import { useEffect, useMemo, useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useNow } from '../../clock';
import { useFleetText } from '../../translation';
import { untrustedName } from '../Text';
import { cellMarks } from './cellMarks';
import { createMatrixLines } from './matrixLines';
import type { MatrixPosition } from './matrixMoves';
import { matrixSizes } from './matrixSizes';
import type { MatrixData, MatrixDensity, MatrixEvents } from './types';
import { useMatrixLook, type MatrixLook } from './useMatrixLook';

/** So many at once: a table that a screen reader walks through in a minute. */
const LINES = 25;
const COLUMNS = 6;

const useStyles = makeStyles(
  theme => ({
    wrapper: { overflowX: 'auto' },
    table: {
      borderCollapse: 'collapse',
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
      '& caption': {
        padding: theme.spacing(0, 0, 1),
        textAlign: 'left',
        color: theme.palette.text.secondary,
      },
      '& th, & td': {
        height: 32,
        padding: theme.spacing(0, 2, 0, 0),
        textAlign: 'left',
        fontWeight: 400,
        maxWidth: 260,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& thead th, & tr[data-group] > th': { fontWeight: 600 },
    },
    state: { display: 'inline-flex', alignItems: 'center', gap: 6 },
    open: {
      padding: 0,
      font: 'inherit',
      color: 'inherit',
      background: 'none',
      border: 0,
      borderRadius: 3,
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    quiet: { color: theme.palette.text.secondary },
    pages: { display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 8 },
  }),
  { name: 'FleetMatrixTable' },
);

/**
 * The same matrix as a plain table of a bounded part, and buttons to the parts
 * around it. It begins where the grid was.
 */
export function MatrixTable(
  props: MatrixData &
    MatrixEvents & { density: MatrixDensity; corner?: MatrixPosition },
) {
  const { rowCount, columnCount, groups, columnAt } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  const lines = useMemo(
    () => createMatrixLines(rowCount, groups),
    [rowCount, groups],
  );
  const sizes = useMemo(
    () => matrixSizes({ density: props.density, columnCount, isNarrow: false }),
    [props.density, columnCount],
  );
  const look = useMatrixLook(sizes, props.density === 'compact');
  const [corner, setCorner] = useState(
    () => props.corner ?? { line: 0, column: 0 },
  );
  const firstLine = bounded(corner.line, lines.count);
  const firstColumn = bounded(corner.column, columnCount);
  const endLine = Math.min(lines.count, firstLine + LINES);
  const endColumn = Math.min(columnCount, firstColumn + COLUMNS);
  const shownLines = numbers(firstLine, endLine);
  const shownColumns = numbers(firstColumn, endColumn);

  const listener = useRef(props.onVisibleRange);
  useEffect(() => {
    listener.current = props.onVisibleRange;
  });
  useEffect(() => {
    const shown = numbers(firstLine, endLine);
    listener.current?.({
      rows: lines.rowsAmong(shown),
      columns: { from: firstColumn, to: endColumn },
      groups: shown.flatMap(number => {
        const line = lines.at(number);
        return line?.kind === 'group' ? [line.group.key] : [];
      }),
    });
  }, [lines, firstLine, endLine, firstColumn, endColumn]);

  const step = (line: number, column: number) =>
    setCorner({ line: firstLine + line, column: firstColumn + column });
  return (
    <div>
      <div
        className={classes.wrapper}
        role="region"
        aria-label={props.label}
        // What scrolls has to be reached with the keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className={classes.table}>
          <caption>
            {t('matrix.tableCaption', {
              label: props.label,
              rowFrom: (lines.count && firstLine + 1).toLocaleString('en'),
              rowTo: endLine.toLocaleString('en'),
              rows: lines.count.toLocaleString('en'),
              columnFrom: (columnCount && firstColumn + 1).toLocaleString('en'),
              columnTo: endColumn.toLocaleString('en'),
              columns: columnCount.toLocaleString('en'),
            })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{props.rowTitle}</th>
              {shownColumns.map(column => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={columnAt(column)?.sorted}
                >
                  {nameOf(columnAt(column)?.title, look)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shownLines.map(line => (
              <TableLine
                key={line}
                {...props}
                line={lines.at(line)}
                columns={shownColumns}
                look={look}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.pages}>
        <Button
          size="small"
          disabled={firstLine === 0}
          onClick={() => step(-LINES, 0)}
        >
          {t('matrix.rowsBefore')}
        </Button>
        <Button
          size="small"
          disabled={endLine === lines.count}
          onClick={() => step(LINES, 0)}
        >
          {t('matrix.rowsAfter')}
        </Button>
        <Button
          size="small"
          disabled={firstColumn === 0}
          onClick={() => step(0, -COLUMNS)}
        >
          {t('matrix.columnsBefore')}
        </Button>
        <Button
          size="small"
          disabled={endColumn === columnCount}
          onClick={() => step(0, COLUMNS)}
        >
          {t('matrix.columnsAfter')}
        </Button>
      </div>
    </div>
  );
}

function TableLine(
  props: MatrixData &
    MatrixEvents & {
      line: ReturnType<ReturnType<typeof createMatrixLines>['at']>;
      columns: readonly number[];
      look: MatrixLook;
    },
) {
  const { line, look, rollupAt } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  if (!line) return null;
  if (line.kind === 'group') {
    const { group } = line;
    const label = untrustedName(group.label);
    const amount = group.count.toLocaleString('en');
    return (
      <tr data-group={group.key}>
        <th scope="row">
          <button
            type="button"
            className={classes.open}
            aria-expanded={!group.collapsed}
            onClick={() => props.onToggleGroup?.(group)}
          >
            {label} ({t('matrix.rows', { count: group.count, amount })})
          </button>
        </th>
        {props.columns.map(column => (
          <td key={column}>
            {!props.columnAt(column)?.isPlain &&
              look.words.rollupName(rollupAt ? rollupAt(group, column) : null)}
          </td>
        ))}
      </tr>
    );
  }
  const row = props.rowAt(line.row);
  return (
    <tr>
      <th scope="row">{nameOf(row?.label, look)}</th>
      {props.columns.map(column => (
        <td key={column}>
          <TableCell {...props} row={line.row} column={column} />
        </td>
      ))}
    </tr>
  );
}

function TableCell(
  props: MatrixData &
    MatrixEvents & { row: number; column: number; look: MatrixLook },
) {
  const { row, column, look, onOpen } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  const now = useNow();
  const cell = props.cellAt(row, column);
  const name = look.words.cellName(cell, now);
  if (!cell) return <span className={classes.quiet}>{name}</span>;
  const body = (
    <span className={classes.state} title={look.words.cellTitle(cell)}>
      {cell.kind === 'state' && <CellGlyphs cell={cell} look={look} />}
      {name}
    </span>
  );
  if (!onOpen) return body;
  return (
    <button
      type="button"
      className={classes.open}
      aria-label={t('matrix.open', {
        row: nameOf(props.rowAt(row)?.label, look),
        column: nameOf(props.columnAt(column)?.title, look),
        state: name,
      })}
      onClick={() => onOpen(row, column)}
    >
      {body}
    </button>
  );
}

function CellGlyphs(props: {
  cell: Parameters<typeof cellMarks>[0];
  look: MatrixLook;
}) {
  const { first, second } = cellMarks(props.cell);
  return (
    <>
      {props.look.glyph(first.status.key, first.status.stale)}
      {second && props.look.glyph(second.status.key, second.status.stale)}
    </>
  );
}

function nameOf(text: string | undefined, look: MatrixLook): string {
  return text === undefined ? look.words.loading : untrustedName(text);
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

function bounded(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1));
}
