import { fleetInstanceReadPermission } from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  SightView,
  untrustedName,
  useDriftEpisode,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { resourceWords } from '../driftWords';
import { useEpisode } from '../useEpisode';
import { EpisodeDetail } from './EpisodeDetail';

/** The drawer of the episode that the URL names: also of one that the filters leave out. */
export function EpisodeDrawer() {
  const { episode, close } = useEpisode();
  return episode === undefined ? null : (
    <OpenDrawer key={episode} id={episode} onClose={close} />
  );
}

function OpenDrawer(props: { id: string; onClose: () => void }) {
  const t = useText();
  const sight = useDriftEpisode(props.id);
  const title =
    sight.kind === 'ready'
      ? untrustedName(resourceWords(sight.data.episode.resource))
      : t('drift.detail.title');
  return (
    <DetailDrawer title={title} open onClose={props.onClose} isWide>
      <SightView sight={sight} permission={fleetInstanceReadPermission.name}>
        {detail => <EpisodeDetail detail={detail} />}
      </SightView>
    </DetailDrawer>
  );
}
