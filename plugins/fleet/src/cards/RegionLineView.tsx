import { makeStyles } from '@material-ui/core/styles';
import {
  shortVersion,
  Since,
  StatusMark,
  UNASSIGNED,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { InstanceCounts } from '../instances/InstanceCounts';
import { useText } from '../translation';
import type { RegionLine } from './regionLines';

const VERSIONS_SHOWN = 2;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '16px minmax(72px, 1fr) auto auto 56px',
      columnGap: theme.spacing(1.5),
      alignItems: 'center',
      minHeight: 30,
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
    },
    region: { minWidth: 0, fontWeight: 500, fontSize: 14 },
    versions: { textAlign: 'right' },
    quiet: { color: theme.palette.text.secondary },
    since: { textAlign: 'right', color: theme.palette.text.secondary },
  }),
  { name: 'FleetRegionLine' },
);

/** A component in one region: how it is, in which version, and since when. */
export function RegionLineView(props: { line: RegionLine }) {
  const { region, status, versions, counts, since } = props.line;
  const classes = useStyles();
  const t = useText();
  const shown = versions.slice(0, VERSIONS_SHOWN);
  const more = versions.length - shown.length;
  return (
    <li className={classes.root}>
      <StatusMark status={status} glyphOnly />
      <span className={classes.region}>
        <UntrustedText
          text={region === UNASSIGNED ? t('unassigned') : region}
        />
      </span>
      <span className={classes.versions} title={versions.join(', ')}>
        {shown.map(shortVersion).join(' · ') || t('none')}
        {more > 0 && <span className={classes.quiet}> +{more}</span>}
      </span>
      <InstanceCounts counts={counts} />
      <span className={classes.since}>
        <Since at={since} isLowerBound={props.line.sinceIsLowerBound} />
      </span>
    </li>
  );
}
