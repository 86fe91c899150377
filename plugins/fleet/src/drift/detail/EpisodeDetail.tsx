import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { DifferenceList } from './DifferenceList';
import { EarlierEpisodes } from './EarlierEpisodes';
import { EngineRules } from './EngineRules';
import { EpisodeActions } from './EpisodeActions';
import { EpisodeFields } from './EpisodeFields';

/** All that is told of one episode, and what can be done about it. */
export function EpisodeDetail(props: { detail: FleetDriftEpisodeDetail }) {
  const { detail } = props;
  return (
    <>
      <DifferenceList detail={detail} />
      <EpisodeFields detail={detail} />
      <EpisodeActions detail={detail} />
      <EarlierEpisodes earlier={detail.earlier} />
      <EngineRules detail={detail} />
    </>
  );
}
