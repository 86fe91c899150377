import { useState } from 'react';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { ActionDialog } from '../../actions';
import { useText } from '../../translation';
import { resourceWords } from '../driftWords';
import { ActionLine } from './ActionLine';
import { isRevert, resourceParameters } from './revert';

/** Lets the engine bring the resource again, by what it can be told. */
export function RevertAction(props: { detail: FleetDriftEpisodeDetail }) {
  const { episode, instanceId } = props.detail;
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  let why: string | undefined;
  if (episode.ended) why = t('drift.actions.isOver');
  else if (!instanceId) why = t('drift.actions.noInstance');
  return (
    <>
      <ActionLine
        name={t('drift.actions.revert')}
        help={t('drift.actions.revertHelp')}
        why={why}
        onClick={() => setOpen(true)}
      />
      {isOpen && instanceId && (
        <ActionDialog
          instanceId={instanceId}
          onClose={() => setOpen(false)}
          wanted={{
            title: t('drift.actions.revertTitle'),
            isWanted: action => isRevert(action, episode),
            none: t('drift.actions.noRevert'),
            parametersOf: action => resourceParameters(action, episode),
            noteOf: action =>
              resourceParameters(action, episode).resources
                ? t('drift.actions.revertOnly', {
                    resource: resourceWords(episode.resource),
                  })
                : t('drift.actions.revertAll'),
          }}
        />
      )}
    </>
  );
}
