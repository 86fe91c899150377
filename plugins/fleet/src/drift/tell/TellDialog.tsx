import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  entityName,
  untrustedName,
  UntrustedText,
  useTellDriftOwner,
} from '@fleetview/backstage-plugin-fleet-react';
import { newRequestKey } from '../../exceptions/newRequestKey';
import { useText } from '../../translation';

const LONGEST_NOTE = 500;

const useStyles = makeStyles(
  theme => ({
    error: { margin: theme.spacing(1, 0), color: theme.palette.error.main },
  }),
  { name: 'FleetTellDialog' },
);

/** Asks the owner to look at what drifts, with a note where somebody wants to say more. */
export function TellDialog(props: {
  episodeId: string;
  /** A reference. */
  owner: string;
  onClose: () => void;
}) {
  const { episodeId, onClose } = props;
  const classes = useStyles();
  const t = useText();
  const owner = untrustedName(entityName(props.owner));
  const [note, setNote] = useState('');
  const [requestKey] = useState(newRequestKey);
  const { tell, told, error, isTelling } = useTellDriftOwner(episodeId);
  const text = note.trim();
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-labelledby="fleet-tell-title"
    >
      <DialogTitle id="fleet-tell-title">{t('drift.tell.title')}</DialogTitle>
      <DialogContent>
        {told ? (
          <p role="status">
            {t(`drift.tell.${told.told}`, {
              owner: untrustedName(entityName(told.owner)),
            })}
          </p>
        ) : (
          <>
            <p>{t('drift.tell.text', { owner })}</p>
            <TextField
              id="fleet-tell-note"
              label={t('drift.tell.note')}
              fullWidth
              multiline
              margin="dense"
              variant="outlined"
              value={note}
              inputProps={{ maxLength: LONGEST_NOTE }}
              InputLabelProps={{ shrink: true }}
              onChange={({ target }) => setNote(target.value)}
            />
          </>
        )}
        {error && (
          <div role="alert" className={classes.error}>
            {t('drift.tell.failed')}:{' '}
            <UntrustedText text={error.message} block />
          </div>
        )}
      </DialogContent>
      <DialogActions>
        {told ? (
          <Button onClick={onClose}>{t('actions.close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('drift.tell.cancel')}</Button>
            <Button
              color="primary"
              variant="contained"
              disabled={isTelling}
              onClick={() =>
                tell({ requestKey, ...(text ? { note: text } : {}) })
              }
            >
              {t('drift.tell.send')}
            </Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  );
}
