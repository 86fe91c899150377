import { useMemo, useState } from 'react';
import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  FleetDriftEpisodeDetail,
  FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  UntrustedText,
  useChangeLedger,
  useDriftPreview,
} from '@fleetview/backstage-plugin-fleet-react';
import { endOf } from '../../exceptions/endOf';
import { newRequestKey } from '../../exceptions/newRequestKey';
import { useFleetLinks } from '../../routing';
import { useText } from '../../translation';
import { IgnorePreview } from './IgnorePreview';
import {
  ANYTHING,
  ignorablePaths,
  ignoreScope,
  type Place,
} from './ignoreScope';
import { PathChoice } from './PathChoice';
import { PlaceChoice } from './PlaceChoice';

const LONGEST_REASON = 1_000;
const LONGEST_TICKET = 253;

const useStyles = makeStyles(
  theme => ({
    error: { margin: theme.spacing(1, 0), color: theme.palette.error.main },
    pair: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
      columnGap: theme.spacing(2),
    },
  }),
  { name: 'FleetIgnoreDialog' },
);

/**
 * Asks for an exception from drift. It can be asked for only once it is shown what it would
 * hide of what drifts now.
 */
export function IgnoreDialog(props: {
  detail: FleetDriftEpisodeDetail;
  onClose: () => void;
}) {
  const { detail, onClose } = props;
  const t = useText();
  const links = useFleetLinks();
  const [asked, setAsked] = useState<FleetException>();
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-labelledby="fleet-ignore-title"
    >
      <DialogTitle id="fleet-ignore-title">
        {t('drift.ignore.title')}
      </DialogTitle>
      {asked ? (
        <>
          <DialogContent>
            <p role="status">
              {t('drift.ignore.asked')}{' '}
              <Link to={links.exceptions({ detail: [asked.id] })}>
                {t('drift.ignore.toLedger')}
              </Link>
            </p>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('actions.close')}</Button>
          </DialogActions>
        </>
      ) : (
        <IgnoreForm detail={detail} onAsked={setAsked} onClose={onClose} />
      )}
    </Dialog>
  );
}

function IgnoreForm(props: {
  detail: FleetDriftEpisodeDetail;
  onAsked: (exception: FleetException) => void;
  onClose: () => void;
}) {
  const { detail, onAsked, onClose } = props;
  const { episode } = detail;
  const classes = useStyles();
  const t = useText();
  const offered = ignorablePaths(detail);
  const [place, setPlace] = useState<Place>('here');
  const [paths, setPaths] = useState<readonly string[]>(
    offered.paths.length > 0 ? offered.paths : [ANYTHING],
  );
  const [reason, setReason] = useState('');
  const [ticket, setTicket] = useState('');
  const [expires, setExpires] = useState('');
  const [requestKey] = useState(newRequestKey);
  const { change, error, isChanging } = useChangeLedger();
  const scope = useMemo(() => {
    // All of the fleet's drift would be hidden, and any that comes.
    const named =
      place === 'everywhere' ? paths.filter(each => each !== ANYTHING) : paths;
    return named.length > 0
      ? ignoreScope(episode, place, [...named])
      : undefined;
  }, [episode, place, paths]);
  const preview = useDriftPreview(scope);
  const isShown =
    scope !== undefined && preview.kind === 'ready' && !preview.updating;
  const end = endOf(expires);
  const send = () => {
    if (!scope || !end) return;
    change(
      api =>
        api.requestException({
          requestKey,
          kind: 'drift',
          scope,
          reason: reason.trim(),
          ...(ticket.trim() ? { ticket: ticket.trim() } : {}),
          expiresAt: end,
        }),
      onAsked,
    );
  };
  return (
    <>
      <DialogContent>
        <PlaceChoice episode={episode} value={place} onChange={setPlace} />
        <PathChoice
          offered={offered}
          chosen={paths}
          withAnything={place !== 'everywhere'}
          onChange={setPaths}
        />
        <IgnorePreview scope={scope} preview={preview} />
        <TextField
          id="fleet-ignore-reason"
          label={t('drift.ignore.reason')}
          required
          fullWidth
          multiline
          margin="dense"
          variant="outlined"
          value={reason}
          inputProps={{ maxLength: LONGEST_REASON }}
          InputLabelProps={{ shrink: true }}
          onChange={({ target }) => setReason(target.value)}
        />
        <div className={classes.pair}>
          <TextField
            id="fleet-ignore-ticket"
            label={t('drift.ignore.ticket')}
            fullWidth
            margin="dense"
            variant="outlined"
            value={ticket}
            inputProps={{ maxLength: LONGEST_TICKET }}
            InputLabelProps={{ shrink: true }}
            onChange={({ target }) => setTicket(target.value)}
          />
          <TextField
            id="fleet-ignore-expires"
            label={t('drift.ignore.expires')}
            helperText={t('drift.ignore.expiresHelp')}
            required
            type="date"
            fullWidth
            margin="dense"
            variant="outlined"
            value={expires}
            InputLabelProps={{ shrink: true }}
            onChange={({ target }) => setExpires(target.value)}
          />
        </div>
        {error && (
          <div role="alert" className={classes.error}>
            {t('drift.ignore.failed')}:{' '}
            <UntrustedText text={error.message} block />
          </div>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('drift.ignore.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={
            !isShown || reason.trim() === '' || end === undefined || isChanging
          }
          onClick={send}
        >
          {t('drift.ignore.send')}
        </Button>
      </DialogActions>
    </>
  );
}
