import { makeStyles } from '@material-ui/core/styles';
import {
  useStatusColors,
  type Status,
} from '@fleetview/backstage-plugin-fleet-react';

const WIDTH = 72;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 8,
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
      verticalAlign: 'top',
    },
    track: {
      flex: 'none',
      width: WIDTH,
      height: 8,
      borderRadius: 2,
      overflow: 'hidden',
      background: theme.palette.action.hover,
      boxShadow: `inset 0 0 0 1px ${theme.palette.divider}`,
    },
    part: { height: '100%' },
  }),
  { name: 'FleetReplicaBar' },
);

/**
 * How many of those that are wanted there are, as a bar and in words. What is old
 * is drawn empty, for it proves nothing.
 */
export function ReplicaBar(props: {
  done: number | undefined;
  wanted: number | undefined;
  status: Status;
  text: string;
}) {
  const { done, wanted, status, text } = props;
  const classes = useStyles();
  const colors = useStatusColors();
  const isFull = done !== undefined && wanted !== undefined && done >= wanted;
  const { mark } = colors(isFull ? 'healthy' : status.key);
  const share =
    done === undefined || !wanted ? 0 : Math.min(1, Math.max(0, done / wanted));
  return (
    <span className={classes.root}>
      <span className={classes.track} aria-hidden="true">
        <svg width={WIDTH} height="8" className={classes.part}>
          <rect
            width={Math.round(share * WIDTH)}
            height="8"
            fill={mark}
            fillOpacity={status.stale ? 0.3 : 1}
          />
        </svg>
      </span>
      {text}
    </span>
  );
}
