import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../../translation';
import { IgnoreAction } from '../ignore/IgnoreAction';
import { TellAction } from '../tell/TellAction';
import { AdoptAction } from './AdoptAction';
import { DetailSection } from './DetailSection';
import { RevertAction } from './RevertAction';

const useStyles = makeStyles(
  { list: { margin: 0, padding: 0, listStyle: 'none' } },
  { name: 'FleetEpisodeActions' },
);

/** What can be done about an episode; what cannot be is there too, with why not. */
export function EpisodeActions(props: { detail: FleetDriftEpisodeDetail }) {
  const { detail } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <DetailSection title={t('drift.actions.title')}>
      <ul className={classes.list}>
        <RevertAction detail={detail} />
        <AdoptAction detail={detail} />
        <IgnoreAction detail={detail} />
        <TellAction detail={detail} />
      </ul>
    </DetailSection>
  );
}
