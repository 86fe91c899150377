import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import Button from '@material-ui/core/Button';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useFleetText } from '../../translation';
import { usePrinting } from '../Printing';
import { ChangedCell } from './ChangedCell';
import { useSettledOrder } from './useSettledOrder';
import { useTableStyles } from './useTableStyles';
import type {
  FleetColumn,
  FleetSection,
  FleetTableSort,
  ScreenWidth,
} from './types';

const ROW_HEIGHT = 36;
const VIRTUAL_FROM = 100;

type Line<Row> =
  | { kind: 'heading'; section: FleetSection<Row> }
  | { kind: 'row'; row: Row };

/**
 * The one table of the product: dense, aligned, walked with the arrow keys,
 * and still where it was when news comes in. More than a hundred rows are
 * drawn only where they can be seen, but on paper, where all of them are.
 *
 * @public
 */
export function FleetTable<Row>(props: {
  /** What the table is of, for screen readers. */
  label: string;
  columns: readonly FleetColumn<Row>[];
  /** Rows, or sections of rows. */
  rows?: readonly Row[];
  sections?: readonly FleetSection<Row>[];
  rowId: (row: Row) => string;
  sort?: FleetTableSort;
  onSort?: (sort: FleetTableSort) => void;
  /** What else the reader chose; a new one lets the rows find their order anew. */
  orderKey?: string;
  /** Opens the detail of a row: a click on it, or Enter. */
  onOpen?: (row: Row) => void;
  openId?: string;
  /** Whether a row's facts are old, which hatches it. */
  isStale?: (row: Row) => boolean;
  /** In pixels, of every row: 36 where each says what it says in one line. */
  rowHeight?: number;
  loadMore?: () => void;
  isLoadingMore?: boolean;
}) {
  const { columns, rowId, sort, onSort, onOpen, loadMore } = props;
  const { rowHeight = ROW_HEIGHT } = props;
  const classes = useTableStyles();
  const { t } = useFleetText();
  const shownColumns = useShownColumns(columns);

  const sections = useMemo<readonly FleetSection<Row>[]>(
    () => props.sections ?? [{ id: 'all', rows: props.rows ?? [] }],
    [props.sections, props.rows],
  );
  const lines = useMemo(() => linesOf(sections), [sections]);
  const settled = useSettledOrder(
    lines,
    line => lineId(line, rowId),
    JSON.stringify([sort, props.orderKey]),
  );
  const rowLines = settled.rows.filter(line => line.kind === 'row');

  const scroller = useRef<HTMLDivElement>(null);
  const isPrinting = usePrinting();
  const isVirtual = rowLines.length > VIRTUAL_FROM && !isPrinting;
  const virtualizer = useVirtualizer({
    count: isVirtual ? settled.rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  const first = isVirtual ? items[0]?.index ?? 0 : 0;
  const last = isVirtual
    ? items[items.length - 1]?.index ?? -1
    : settled.rows.length - 1;
  const visible = settled.rows.slice(first, last + 1);
  const above = first * rowHeight;
  const below = (settled.rows.length - 1 - last) * rowHeight;

  const [cursor, setCursor] = useState<string>();
  const cursorId =
    rowLines.find(line => lineId(line, rowId) === cursor) !== undefined
      ? cursor
      : rowLines[0] && lineId(rowLines[0], rowId);

  const moveTo = (index: number) => {
    const target = rowLines[Math.max(0, Math.min(index, rowLines.length - 1))];
    if (!target) return;
    const id = lineId(target, rowId);
    setCursor(id);
    if (isVirtual) virtualizer.scrollToIndex(settled.rows.indexOf(target));
    if (focusLine(scroller.current, id)) return;
    // A row far away is drawn only once it has been scrolled to.
    requestAnimationFrame(() => focusLine(scroller.current, id));
  };
  const onKeyDown = (event: KeyboardEvent, row: Row) => {
    if (event.target !== event.currentTarget) return;
    const index = rowLines.findIndex(
      line => line.kind === 'row' && rowId(line.row) === rowId(row),
    );
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + 15,
      PageUp: index - 15,
      Home: 0,
      End: rowLines.length - 1,
    };
    if (event.key in moves) {
      event.preventDefault();
      moveTo(moves[event.key]);
    } else if (event.key === 'Enter' && onOpen) {
      event.preventDefault();
      onOpen(row);
    }
  };
  const onClick = (event: MouseEvent, row: Row) => {
    const target = event.target as Element;
    if (target.closest('a, button, input, [role="button"]')) return;
    if (window.getSelection()?.toString()) return;
    onOpen?.(row);
  };

  return (
    <>
      <div
        ref={scroller}
        className={isVirtual ? classes.scroller : classes.wrapper}
        {...settled.handlers}
      >
        <Table
          className={classes.table}
          style={{ minWidth: minWidthOf(shownColumns) }}
          size="small"
          stickyHeader={isVirtual}
          aria-label={props.label}
          aria-rowcount={isVirtual ? settled.rows.length + 1 : undefined}
        >
          <TableHead>
            <TableRow>
              {shownColumns.map(column => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  sort={sort}
                  onSort={onSort}
                />
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {above > 0 && <Spacer height={above} span={shownColumns.length} />}
            {visible.map((line, offset) =>
              line.kind === 'heading' ? (
                <tr key={lineId(line, rowId)} className={classes.heading}>
                  <th colSpan={shownColumns.length} scope="colgroup">
                    {line.section.title}
                  </th>
                </tr>
              ) : (
                <TableRow
                  key={rowId(line.row)}
                  className={[
                    classes.row,
                    onOpen ? classes.opens : '',
                    props.openId === rowId(line.row) ? classes.open : '',
                    props.isStale?.(line.row) ? classes.stale : '',
                  ].join(' ')}
                  style={{ height: rowHeight }}
                  data-line={lineId(line, rowId)}
                  data-stale={props.isStale?.(line.row) || undefined}
                  aria-rowindex={isVirtual ? first + offset + 2 : undefined}
                  tabIndex={lineId(line, rowId) === cursorId ? 0 : -1}
                  onFocus={() => setCursor(lineId(line, rowId))}
                  onKeyDown={event => onKeyDown(event, line.row)}
                  onClick={event => onClick(event, line.row)}
                >
                  {shownColumns.map(column => (
                    <TableCell
                      key={column.id}
                      align={column.align}
                      className={
                        column.align === 'right' ? classes.number : undefined
                      }
                    >
                      {column.changeKey ? (
                        <ChangedCell value={column.changeKey(line.row)}>
                          {column.render(line.row)}
                        </ChangedCell>
                      ) : (
                        column.render(line.row)
                      )}
                    </TableCell>
                  ))}
                </TableRow>
              ),
            )}
            {below > 0 && <Spacer height={below} span={shownColumns.length} />}
          </TableBody>
        </Table>
      </div>
      {loadMore && (
        <Button
          className={classes.more}
          size="small"
          onClick={loadMore}
          disabled={props.isLoadingMore}
        >
          {props.isLoadingMore ? t('table.loadingMore') : t('table.loadMore')}
        </Button>
      )}
    </>
  );
}

function focusLine(container: HTMLElement | null, id: string): boolean {
  const lines = container?.querySelectorAll<HTMLElement>('[data-line]') ?? [];
  const line = [...lines].find(({ dataset }) => dataset.line === id);
  line?.focus();
  return line !== undefined;
}

function HeaderCell<Row>(props: {
  column: FleetColumn<Row>;
  sort?: FleetTableSort;
  onSort?: (sort: FleetTableSort) => void;
}) {
  const { column, sort, onSort } = props;
  const classes = useTableStyles();
  const { t } = useFleetText();
  const isSorted = sort?.column === column.id;
  const canSort = Boolean(column.sortable && onSort);
  const unsorted = canSort ? 'none' : undefined;
  return (
    <TableCell
      align={column.align}
      style={{ width: column.width }}
      scope="col"
      aria-sort={isSorted ? sort?.direction : unsorted}
    >
      {canSort ? (
        <button
          type="button"
          className={classes.sort}
          aria-label={t('table.sortBy', { column: column.title })}
          onClick={() =>
            onSort?.({
              column: column.id,
              direction:
                isSorted && sort?.direction === 'ascending'
                  ? 'descending'
                  : 'ascending',
            })
          }
        >
          {column.title}
          <svg
            width="8"
            height="8"
            viewBox="0 0 8 8"
            aria-hidden="true"
            data-direction={isSorted ? sort?.direction : undefined}
          >
            <path d="M4 1.2 7 6H1z" fill="currentColor" />
          </svg>
        </button>
      ) : (
        column.title
      )}
    </TableCell>
  );
}

function Spacer(props: { height: number; span: number }) {
  return (
    <tr aria-hidden="true" style={{ height: props.height }}>
      <td colSpan={props.span} style={{ padding: 0, border: 0 }} />
    </tr>
  );
}

function useShownColumns<Row>(
  columns: readonly FleetColumn<Row>[],
): FleetColumn<Row>[] {
  const fits: Record<ScreenWidth, boolean> = {
    800: useMediaQuery('(min-width: 800px)', { noSsr: true }),
    1000: useMediaQuery('(min-width: 1000px)', { noSsr: true }),
    1200: useMediaQuery('(min-width: 1200px)', { noSsr: true }),
    1400: useMediaQuery('(min-width: 1400px)', { noSsr: true }),
    1600: useMediaQuery('(min-width: 1600px)', { noSsr: true }),
    1700: useMediaQuery('(min-width: 1700px)', { noSsr: true }),
  };
  const canAsk = typeof window !== 'undefined' && 'matchMedia' in window;
  const isNarrow = canAsk && !fits[800];
  return columns
    .filter(
      ({ hideBelow }) => !canAsk || hideBelow === undefined || fits[hideBelow],
    )
    .map(column => ({
      ...column,
      width: (isNarrow && column.narrowWidth) || column.width,
    }));
}

const SHARED_COLUMN_WIDTH = 150;

// Below this the table scrolls rather than cutting every cell.
function minWidthOf<Row>(columns: readonly FleetColumn<Row>[]): number {
  return columns.reduce(
    (sum, { width }) =>
      sum + (typeof width === 'number' ? width : SHARED_COLUMN_WIDTH),
    0,
  );
}

function linesOf<Row>(sections: readonly FleetSection<Row>[]): Line<Row>[] {
  return sections.flatMap(section => [
    ...(section.title === undefined
      ? []
      : [{ kind: 'heading' as const, section }]),
    ...section.rows.map(row => ({ kind: 'row' as const, row })),
  ]);
}

function lineId<Row>(line: Line<Row>, rowId: (row: Row) => string): string {
  return line.kind === 'heading'
    ? `section:${line.section.id}`
    : `row:${rowId(line.row)}`;
}
