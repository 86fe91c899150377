import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import {
  fleetInstanceReadPermission,
  type ActionQuestion,
  type InstanceAction,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  SightView,
  useInstanceActions,
  useStartAction,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { ActionForm } from './ActionForm';
import { ActionList } from './ActionList';
import { RunProgress } from './RunProgress';

/** What somebody came for, where it is not anything that can be told. */
export type WantedAction = {
  title: string;
  isWanted: (action: InstanceAction) => boolean;
  /** What is said where nothing of the kind can be told. */
  none: string;
  /** What is told along, and is not entered. */
  parametersOf: (
    action: InstanceAction,
  ) => NonNullable<ActionQuestion['parameters']>;
  /** What is to be known before. */
  noteOf: (action: InstanceAction) => string;
};

/**
 * From choosing what a system is told, over what that would do, to what came of it.
 */
export function ActionDialog(props: {
  instanceId: string;
  onClose: () => void;
  /** Only what somebody came for. */
  wanted?: WantedAction;
}) {
  const { instanceId, onClose, wanted } = props;
  const t = useText();
  const [chosen, choose] = useState<InstanceAction>();
  const actions = useInstanceActions(instanceId);
  const { start, run, error, isStarting, reset } = useStartAction(instanceId);
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-labelledby="fleet-action-title"
    >
      <DialogTitle id="fleet-action-title">
        {run?.title ?? chosen?.title ?? wanted?.title ?? t('actions.title')}
      </DialogTitle>
      <DialogContent>
        {run && <RunProgress run={run} />}
        {!run && chosen && (
          <ActionForm
            key={`${chosen.action} ${chosen.target.id}`}
            instanceId={instanceId}
            chosen={chosen}
            fixed={wanted?.parametersOf(chosen)}
            note={wanted?.noteOf(chosen)}
            error={error}
            isStarting={isStarting}
            onChange={reset}
            onStart={start}
          />
        )}
        {!run && !chosen && (
          <SightView
            sight={actions}
            permission={fleetInstanceReadPermission.name}
          >
            {({ items }) => (
              <ActionList
                items={wanted ? items.filter(wanted.isWanted) : items}
                none={wanted?.none}
                onChoose={choose}
              />
            )}
          </SightView>
        )}
      </DialogContent>
      <DialogActions>
        {chosen && !run && (
          <Button
            onClick={() => {
              reset();
              choose(undefined);
            }}
          >
            {t('actions.choose')}
          </Button>
        )}
        <Button onClick={onClose}>{t('actions.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
