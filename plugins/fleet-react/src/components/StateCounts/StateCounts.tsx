import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import type {
  CountedState,
  StateCounts as StateCountsData,
} from '@fleetview/backstage-plugin-fleet-common';
import { statusOfCountedState, type Status } from '../../status';
import { countsInOrderOfUrgency } from '../../viewModels/counts';
import { useFleetText } from '../../translation';
import { StatusGlyph, useStatusColors } from '../StatusMark';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      columnGap: 12,
      rowGap: 2,
      alignItems: 'center',
      fontVariantNumeric: 'tabular-nums',
      verticalAlign: 'top',
      // A row of a table is as high as the next.
      'td &': { flexWrap: 'nowrap', columnGap: 9 },
    },
    count: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 5,
      color: theme.palette.text.primary,
      borderRadius: 3,
      whiteSpace: 'nowrap',
    },
    link: {
      color: theme.palette.text.primary,
      '&:hover': { textDecoration: 'underline' },
    },
    none: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetStateCounts' },
);

/**
 * Counts in groups, the most urgent first; each leads to exactly the list that
 * it counts, when it is told where that is.
 *
 * @public
 */
export function StateCounts(props: {
  counts: StateCountsData;
  /** Where the list of a state is. */
  to?: (state: CountedState) => string;
  size?: number;
  /** False where nothing could be counted: then nothing is not none. */
  known?: boolean;
}) {
  const { known = true } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  const counts = countsInOrderOfUrgency(props.counts);
  if (counts.length === 0) {
    return (
      <span className={classes.none}>
        {known ? t('counts.none') : t('counts.notKnown')}
      </span>
    );
  }
  return (
    <span className={classes.root}>
      {counts.map(({ state, count }) => (
        <StatusCount
          key={state}
          status={statusOfCountedState(state)}
          word={state === 'stale' ? t('stale') : undefined}
          count={count}
          to={props.to?.(state)}
          size={props.size}
        />
      ))}
    </span>
  );
}

/**
 * One count with its mark.
 *
 * @public
 */
export function StatusCount(props: {
  status: Status;
  count: number;
  word?: string;
  to?: string;
  size?: number;
}) {
  const { status, count, to, size = 13 } = props;
  const classes = useStyles();
  const { t, statusText } = useFleetText();
  const { mark, ground } = useStatusColors()(status.key);
  const label = t('counts.one', {
    amount: count.toLocaleString('en'),
    status: props.word ?? statusText(status.key),
  });
  const body = (
    <>
      <StatusGlyph
        statusKey={status.key}
        stale={status.stale}
        mark={mark}
        ground={ground}
        size={size}
      />
      <span aria-hidden="true">{count.toLocaleString('en')}</span>
    </>
  );
  return (
    <Tooltip title={label}>
      {to ? (
        <Link
          to={to}
          className={`${classes.count} ${classes.link}`}
          aria-label={label}
          underline="none"
        >
          {body}
        </Link>
      ) : (
        <span className={classes.count} role="img" aria-label={label}>
          {body}
        </span>
      )}
    </Tooltip>
  );
}
