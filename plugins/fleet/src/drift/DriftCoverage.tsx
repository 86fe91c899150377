import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftPage } from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  StatusMark,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    note: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      padding: theme.spacing(0.5, 0),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetDriftCoverage' },
);

/** Of how much of what is delivered it is known whether it drifts. */
export function DriftCoverage(props: {
  page: Pick<FleetDriftPage, 'coverage' | 'limited' | 'watched' | 'unwatched'>;
  /** Of one cluster, on its own page. */
  ofOne?: boolean;
  /** Something around it says already which clusters are not read. */
  withoutClusters?: boolean;
}) {
  const { coverage, limited, watched, unwatched = 0 } = props.page;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  return (
    <>
      <div className={classes.note}>
        {watched !== undefined && (
          <span>
            {t('drift.headline.watched', {
              count: watched,
              amount: watched.toLocaleString('en'),
            })}
          </span>
        )}
        {unwatched > 0 && (
          <span>
            <StatusMark status={{ key: 'unknown', stale: false }} glyphOnly />{' '}
            {t('drift.headline.unwatched', { count: unwatched })}
          </span>
        )}
      </div>
      {!props.withoutClusters && (
        <CoverageBar
          coverage={coverage}
          limited={limited}
          ofOne={props.ofOne}
          clusterTo={id => links.cluster(id, { tab: 'systems' })}
        />
      )}
    </>
  );
}
