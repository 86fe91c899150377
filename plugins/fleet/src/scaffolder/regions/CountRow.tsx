import { makeStyles } from '@material-ui/core/styles';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) max-content',
      columnGap: theme.spacing(2),
      minWidth: 0,
    },
    name: { fontWeight: 500, minWidth: 0 },
    count: { fontVariantNumeric: 'tabular-nums', textAlign: 'right' },
    note: {
      gridColumn: '1 / -1',
      fontSize: 13,
      color: theme.palette.text.secondary,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'FleetCountRow' },
);

/** A group of clusters in a list to choose from, and how many there are in it. */
export function CountRow(props: {
  name: string;
  count: string;
  note?: string;
}) {
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <span className={classes.name}>
        <UntrustedText text={props.name} />
      </span>
      <span className={classes.count}>{props.count}</span>
      {props.note && <span className={classes.note}>{props.note}</span>}
    </span>
  );
}
