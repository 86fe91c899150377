import { useState } from 'react';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  shortTime,
  untrustedName,
  useNow,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { ActionLine } from '../detail/ActionLine';
import { TellDialog } from './TellDialog';

/** Asks the owner to look at it, and says who was asked before. */
export function TellAction(props: { detail: FleetDriftEpisodeDetail }) {
  const { episode, told } = props.detail;
  const { owner } = episode;
  const t = useText();
  const now = useNow(60_000);
  const [isOpen, setOpen] = useState(false);
  const why = whyNotTold(episode);
  const before =
    told &&
    t('drift.tell.told', {
      owner: untrustedName(entityName(told.owner)),
      at: shortTime(told.at, now) ?? told.at,
      by: untrustedName(entityName(told.by)),
    });
  const because = why && t(`drift.actions.${why}`);
  return (
    <>
      <ActionLine
        name={t('drift.actions.tell')}
        help={before ?? t('drift.actions.tellHelp')}
        why={because && [because, before].filter(Boolean).join(' ')}
        onClick={() => setOpen(true)}
      />
      {isOpen && owner && (
        <TellDialog
          episodeId={episode.id}
          owner={owner}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** Groups and people can be told something. */
function whyNotTold({ ended, owner }: FleetDriftEpisodeDetail['episode']) {
  if (ended) return 'isOver';
  return owner && /^(group|user):/i.test(owner) ? undefined : 'noOwner';
}
