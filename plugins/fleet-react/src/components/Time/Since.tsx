import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useNow } from '../../clock';
import { absoluteTime, ageOf } from '../../viewModels/time';
import { useFleetText } from '../../translation';

const useStyles = makeStyles(
  {
    time: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
    absolute: { display: 'block', fontVariantNumeric: 'tabular-nums' },
  },
  { name: 'FleetSince' },
);

/**
 * How long something has been so: "4 min". The time itself, in UTC and here,
 * is on hover.
 *
 * @public
 */
export function Since(props: {
  at: string | undefined;
  /** Whether watching began later, so that it may be longer. */
  isLowerBound?: boolean;
  /** Says "4 min ago" rather than "4 min". */
  ago?: boolean;
}) {
  const classes = useStyles();
  const { t, ageText } = useFleetText();
  const now = useNow();
  const age = ageOf(props.at, now);
  const absolute = props.at ? absoluteTime(props.at) : undefined;
  if (!props.at || !age || !absolute) {
    return <span className={classes.time}>–</span>;
  }
  const plain = ageText(age);
  const text = props.ago ? t('age.ago', { age: plain }) : plain;
  return (
    <Tooltip
      title={
        <>
          <span className={classes.absolute}>{absolute.utc}</span>
          <span className={classes.absolute}>{absolute.local}</span>
          {props.isLowerBound && (
            <span className={classes.absolute}>{t('age.lowerBound')}</span>
          )}
        </>
      }
    >
      <time className={classes.time} dateTime={props.at}>
        {props.isLowerBound ? `≥ ${text}` : text}
      </time>
    </Tooltip>
  );
}
