import { makeStyles } from '@material-ui/core/styles';
import {
  UNASSIGNED,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { InstanceCounts } from '../../instances/InstanceCounts';
import { useText } from '../../translation';
import type { RunningVersion } from './runningVersions';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'block', minWidth: 0 },
    version: { fontWeight: 500, fontVariantNumeric: 'tabular-nums' },
    place: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(1.5),
      fontSize: 13,
    },
    where: { color: theme.palette.text.secondary, minWidth: 0 },
  }),
  { name: 'FleetReleaseRow' },
);

/** A version in a list to choose from: where it runs, and how it is there. */
export function ReleaseRow(props: { release: RunningVersion }) {
  const { version, places } = props.release;
  const classes = useStyles();
  const t = useText();
  return (
    <span className={classes.root}>
      <span className={classes.version}>
        <UntrustedText text={version} />
      </span>
      {places.map(({ environment, clusters, counts }) => (
        <span key={environment} className={classes.place}>
          <span className={classes.where}>
            <UntrustedText
              text={environment === UNASSIGNED ? t('unassigned') : environment}
              inline
            />{' '}
            · {t('fields.regions.clusters', { count: clusters })}
          </span>
          <InstanceCounts counts={counts} />
        </span>
      ))}
    </span>
  );
}
