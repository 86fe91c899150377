import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useNow } from '../../clock';
import { absoluteTime, timeLeftUntil } from '../../viewModels/time';
import { useFleetText } from '../../translation';

const useStyles = makeStyles(
  {
    time: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
    absolute: { display: 'block', fontVariantNumeric: 'tabular-nums' },
  },
  { name: 'FleetCountdown' },
);

/**
 * How long it is until a known time: "42 min left", and "due" once it has come.
 * The time itself, in UTC and here, is on hover. Nothing where it is no time.
 *
 * @public
 */
export function Countdown(props: { until: string }) {
  const classes = useStyles();
  const left = useTimeLeftText(props.until);
  const absolute = absoluteTime(props.until);
  if (!left || !absolute) return null;
  return (
    <Tooltip
      title={
        <>
          <span className={classes.absolute}>{absolute.utc}</span>
          <span className={classes.absolute}>{absolute.local}</span>
        </>
      }
    >
      <time className={classes.time} dateTime={props.until}>
        {left}
      </time>
    </Tooltip>
  );
}

/**
 * The words of a {@link Countdown}.
 *
 * @returns `undefined` where it is no time
 * @public
 */
export function useTimeLeftText(until: string | undefined): string | undefined {
  const { t, ageText } = useFleetText();
  const now = useNow(1_000);
  const left = timeLeftUntil(until, now);
  if (!left) return undefined;
  return left.length === 0
    ? t('left.due')
    : t('left.left', { age: left.map(ageText).join(' ') });
}
