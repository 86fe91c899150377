import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { useText } from '../translation';
import { ActionDialog } from './ActionDialog';

/**
 * Opens what the systems of an instance can be told. Nothing is asked before.
 */
export function ActionMenu(props: { instanceId: string }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Button
        variant="outlined"
        size="small"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t('actions.open')} ▾
      </Button>
      {isOpen && (
        <ActionDialog
          instanceId={props.instanceId}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
