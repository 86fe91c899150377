import { useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  FleetApi,
  FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  UntrustedText,
  useChangeLedger,
  useDetail,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { endOf } from './endOf';

const ACTIONS = ['approve', 'withdraw', 'renew'] as const;
const LONGEST_TEXT = 1000;

type Action = (typeof ACTIONS)[number];

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(2) },
    buttons: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1),
    },
    reasons: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    error: {
      margin: theme.spacing(1, 0),
      fontSize: 13,
      color: theme.palette.error.main,
    },
  }),
  { name: 'FleetExceptionActions' },
);

/** What can be done with an exception; what cannot says why. */
export function ExceptionActions(props: { exception: FleetException }) {
  const { exception } = props;
  const classes = useStyles();
  const t = useText();
  const [chosen, choose] = useState<Action>();
  const refused = ACTIONS.flatMap(action => {
    const { allowed, because } = exception.may[action];
    return !allowed && because ? [{ action, because }] : [];
  });
  return (
    <div className={classes.root}>
      <div className={classes.buttons}>
        {ACTIONS.map(action => (
          <Button
            key={action}
            size="small"
            variant="outlined"
            disabled={!exception.may[action].allowed}
            aria-expanded={chosen === action}
            onClick={() => choose(action)}
          >
            {t(`exceptions.actions.${action}`)}
          </Button>
        ))}
      </div>
      {refused.length > 0 && (
        <ul className={classes.reasons}>
          {refused.map(({ action, because }) => (
            <li key={action}>
              {t(`exceptions.actions.${action}`)}:{' '}
              {t(`exceptions.because.${because}`)}
            </li>
          ))}
        </ul>
      )}
      {chosen && exception.may[chosen].allowed && (
        <ActionForm
          key={chosen}
          exception={exception}
          chosen={chosen}
          onEnd={() => choose(undefined)}
        />
      )}
    </div>
  );
}

function ActionForm(props: {
  exception: FleetException;
  chosen: Action;
  onEnd: () => void;
}) {
  const { exception, chosen: action, onEnd } = props;
  const classes = useStyles();
  const t = useText();
  const { open } = useDetail();
  const { change, error, isChanging } = useChangeLedger();
  const [text, setText] = useState('');
  const [until, setUntil] = useState('');
  const expiresAt = endOf(until);
  const isReady =
    action === 'approve' ||
    (text.trim() !== '' && (action === 'withdraw' || expiresAt !== undefined));
  const submit = () => {
    change(
      workOf(exception, action, { text: text.trim(), expiresAt }),
      done => {
        onEnd();
        // What follows it is what is looked at next.
        if (action === 'renew') open(done.id);
      },
    );
  };
  return (
    <div>
      <TextField
        id="fleet-exception-text"
        label={t(
          action === 'approve'
            ? 'exceptions.actions.comment'
            : 'exceptions.actions.reason',
        )}
        fullWidth
        multiline
        required={action !== 'approve'}
        margin="dense"
        variant="outlined"
        value={text}
        inputProps={{ maxLength: LONGEST_TEXT }}
        InputLabelProps={{ shrink: true }}
        onChange={({ target }) => setText(target.value)}
      />
      {action === 'renew' && (
        <TextField
          id="fleet-exception-until"
          type="date"
          label={t('exceptions.actions.until')}
          required
          margin="dense"
          variant="outlined"
          value={until}
          InputLabelProps={{ shrink: true }}
          onChange={({ target }) => setUntil(target.value)}
        />
      )}
      {error && (
        <div role="alert" className={classes.error}>
          {t('exceptions.actions.failed')}:{' '}
          <UntrustedText text={error.message} block />
        </div>
      )}
      <div className={classes.buttons}>
        <Button
          size="small"
          color="primary"
          variant="contained"
          disabled={!isReady || isChanging}
          onClick={submit}
        >
          {t(`exceptions.actions.${action}`)}
        </Button>
        <Button size="small" onClick={onEnd}>
          {t('exceptions.actions.cancel')}
        </Button>
      </div>
    </div>
  );
}

function workOf(
  { id, version }: FleetException,
  action: Action,
  said: { text: string; expiresAt?: string },
): (api: FleetApi) => Promise<FleetException> {
  const { text, expiresAt = '' } = said;
  if (action === 'approve') {
    return api =>
      api.approveException(id, { version, ...(text ? { comment: text } : {}) });
  }
  if (action === 'withdraw') {
    return api => api.withdrawException(id, { version, reason: text });
  }
  return api => api.renewException(id, { version, reason: text, expiresAt });
}
