import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { useTemplateLink } from '../../routing';
import { useText } from '../../translation';
import { ActionLine } from './ActionLine';

/** Leads to a pull request that has the live value, where it can be had. */
export function AdoptAction(props: { detail: FleetDriftEpisodeDetail }) {
  const { detail } = props;
  const t = useText();
  const to = useTemplateLink()('adopt-drift', {
    episodeId: detail.episode.id,
    ...folderOf(detail.source?.path),
  });
  const why = whyNotAdopted(detail);
  return (
    <ActionLine
      name={t('drift.actions.adopt')}
      help={t('drift.actions.adoptHelp')}
      to={to}
      why={
        why || to === undefined
          ? t(`drift.actions.${why ?? 'noScaffolder'}`)
          : undefined
      }
    />
  );
}

/** The folder that the delivery applies, where the form would take it. */
function folderOf(path: string | undefined): { path?: string } {
  const isPlain =
    path !== undefined &&
    path.split('/').every(part => /^(?!\.\.?$)[A-Za-z0-9._-]+$/.test(part));
  return isPlain ? { path } : {};
}

/** Why there is nothing that a pull request could have in it. */
function whyNotAdopted({
  episode,
  source,
  differences,
}: FleetDriftEpisodeDetail) {
  if (episode.ended) return 'isOver';
  if (differences.length === 0) return 'noValues';
  if (differences.every(({ isSecret }) => isSecret)) return 'onlySecret';
  return source?.repository ? undefined : 'noSource';
}
