import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({ tick: { stroke: theme.palette.background.paper } }),
  { name: 'FleetChoiceMark' },
);

/** Whether something is chosen: a box where several can be, else a dot; nothing to tick where it cannot be. */
export function ChoiceMark(props: {
  several: boolean;
  isChosen: boolean;
  isOff: boolean;
}) {
  const { several, isChosen, isOff } = props;
  const classes = useStyles();
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {several ? (
        <rect
          x="1.75"
          y="1.75"
          width="12.5"
          height="12.5"
          rx="2.5"
          fill={isChosen ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray={isOff ? '2 2' : undefined}
        />
      ) : (
        <circle
          cx="8"
          cy="8"
          r="6.25"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray={isOff ? '2 2' : undefined}
        />
      )}
      {isChosen && several && (
        <path
          d="m4.5 8.2 2.4 2.4 4.6-5"
          fill="none"
          className={classes.tick}
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {isChosen && !several && (
        <circle cx="8" cy="8" r="3.25" fill="currentColor" />
      )}
    </svg>
  );
}
