import { memo, useMemo } from 'react';
import { useFleetText } from '../../translation';
import { untrustedName } from '../Text';
import { NAME_COLUMN } from './matrixMoves';
import { AMOUNTS } from './matrixWords';
import type { LineProps } from './MatrixRowLine';
import type { MatrixData, MatrixGroup, MatrixRollup } from './types';
import type { MatrixLook } from './useMatrixLook';

const RollupCell = memo(function DrawnRollupCell(props: {
  rollup: MatrixRollup | null | undefined;
  column: number;
  /** In pixels from the left. */
  start: number;
  isActive: boolean;
  isPlain: boolean;
  look: MatrixLook;
}) {
  const { rollup, column, look, isPlain } = props;
  const { classes, words, sizes } = look;
  const parts = rollup?.filter(({ count }) => count > 0) ?? [];
  const [worst] = parts;
  return (
    <div
      role="gridcell"
      aria-colindex={column + 2}
      aria-label={isPlain ? undefined : words.rollupName(rollup)}
      tabIndex={props.isActive ? 0 : -1}
      data-column={column}
      className={`${classes.cell} ${classes.rollup} ${
        rollup === undefined && !isPlain ? classes.loading : ''
      }`}
      style={{ left: props.start, width: sizes.cellWidth }}
    >
      {worst && (
        <>
          {look.glyph(worst.status.key, worst.status.stale)}
          <span className={classes.rollupCount}>
            {AMOUNTS.format(worst.count)}
          </span>
          <svg
            className={classes.bar}
            viewBox="0 0 100 7"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {segmentsOf(parts).map(({ status, from, size }, index) => (
              <line
                key={index}
                x1={from}
                x2={from + size}
                y1={3.5}
                y2={3.5}
                stroke={look.color(status.key)}
                strokeWidth={7}
                // What is not current is drawn in stripes, as everywhere.
                strokeDasharray={status.stale ? '2 2' : undefined}
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </svg>
        </>
      )}
    </div>
  );
});

/**
 * The heading of a group: its name, which opens and closes it, and for every
 * column how its rows are.
 */
export const MatrixGroupLine = memo(function DrawnMatrixGroupLine(
  props: LineProps & {
    group: MatrixGroup;
    rollupAt: MatrixData['rollupAt'];
    columnAt: MatrixData['columnAt'];
  },
) {
  const { group, line, look, activeColumn, rollupAt } = props;
  const { classes, sizes } = look;
  const { t } = useFleetText();
  const label = untrustedName(group.label);
  const { count } = group;
  // A line is drawn with every column that comes.
  const size = useMemo(
    () => t('matrix.rows', { count, amount: AMOUNTS.format(count) }),
    [t, count],
  );
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      data-line={line}
      className={`${classes.row} ${classes.group}`}
      style={{ top: props.top, width: props.width, height: sizes.rowHeight }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        aria-expanded={!group.collapsed}
        tabIndex={activeColumn === NAME_COLUMN ? 0 : -1}
        data-column={NAME_COLUMN}
        data-active={activeColumn !== undefined || undefined}
        className={`${classes.name} ${classes.opens}`}
        style={{ width: sizes.nameWidth }}
      >
        <svg
          className={classes.chevron}
          width="10"
          height="10"
          viewBox="0 0 10 10"
          aria-hidden="true"
        >
          <path
            d="m3.2 1.4 3.8 3.6-3.8 3.6"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        <span className={classes.label}>{label}</span>{' '}
        <span className={`${classes.quiet} ${classes.amount}`}>{size}</span>
      </div>
      {props.columns.map(({ index, start, slot }) => (
        <RollupCell
          key={slot}
          rollup={rollupAt ? rollupAt(group, index) : null}
          column={index}
          start={start}
          isActive={activeColumn === index}
          isPlain={props.columnAt(index)?.isPlain ?? false}
          look={look}
        />
      ))}
    </div>
  );
});

/** The stretches of a bar of a hundred, one for each state: the smallest is seen, and a gap parts it from the next. */
function segmentsOf(rollup: MatrixRollup) {
  const all = rollup.reduce((sum, { count }) => sum + count, 0);
  let from = 0;
  return rollup.map(({ status, count }) => {
    const share = (count / all) * 100;
    const segment = { status, from, size: Math.max(share - 1.5, 3) };
    from += share;
    return segment;
  });
}
