import { useState } from 'react';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { useExceptions } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { ActionLine } from '../detail/ActionLine';
import { IgnoreDialog } from './IgnoreDialog';

/** Asks for an exception from drift, where the reader may. */
export function IgnoreAction(props: { detail: FleetDriftEpisodeDetail }) {
  const { detail } = props;
  const { episode } = detail;
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const why = useWhyNot(episode);
  return (
    <>
      <ActionLine
        name={t('drift.actions.ignore')}
        help={t('drift.actions.ignoreHelp')}
        why={why && t(`drift.actions.${why}`)}
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <IgnoreDialog detail={detail} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

function useWhyNot({ ended, ignored }: FleetDriftEpisodeDetail['episode']) {
  const { sight } = useExceptions({ kind: ['drift'], limit: 1 });
  if (ended) return 'isOver';
  if (ignored) return 'isIgnored';
  if (sight.kind === 'forbidden') return 'mayNotIgnore';
  if (sight.kind !== 'ready') return 'ignoreUnknown';
  return sight.data[0].mayRequest ? undefined : 'mayNotIgnore';
}
