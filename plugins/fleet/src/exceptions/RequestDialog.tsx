import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  EXCEPTION_KINDS,
  type ExceptionKind,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  UntrustedText,
  useChangeLedger,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { newRequestKey } from './newRequestKey';
import type { Entered } from './prefill';
import { isComplete, toRequest } from './toRequest';

const ENGINES = ['kyverno', 'gatekeeper'];
const MULTILINE: ReadonlySet<keyof Entered> = new Set([
  'rules',
  'reason',
  'control',
]);

const useStyles = makeStyles(
  theme => ({
    pair: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
      columnGap: theme.spacing(2),
    },
    error: { margin: theme.spacing(1, 0), color: theme.palette.error.main },
  }),
  { name: 'FleetRequestDialog' },
);

/** Asks for an exception. What is sent twice by mistake is asked for once. */
export function RequestDialog(props: {
  prefill: Entered;
  /** With the id of what was asked for; without one where nothing was. */
  onClose: (id?: string) => void;
}) {
  const { prefill, onClose } = props;
  const classes = useStyles();
  const t = useText();
  const [entered, enter] = useState(prefill);
  const [requestKey] = useState(newRequestKey);
  const { change, error, isChanging } = useChangeLedger();
  const submit = () => {
    change(
      async api =>
        api.requestException(
          await toRequest(api, entered, {
            requestKey,
            noCluster: name => t('exceptions.request.noCluster', { name }),
            manyClusters: name =>
              t('exceptions.request.manyClusters', { name }),
          }),
        ),
      ({ id }) => onClose(id),
    );
  };
  const field = (
    key: Exclude<keyof Entered, 'kind' | 'engine'>,
    label: string,
    options: { required?: boolean; help?: string; type?: 'date' } = {},
  ) => (
    <TextField
      id={`fleet-exception-${key}`}
      label={label}
      helperText={options.help}
      required={options.required}
      type={options.type}
      multiline={MULTILINE.has(key)}
      fullWidth
      margin="dense"
      variant="outlined"
      value={entered[key]}
      inputProps={{ maxLength: 1000 }}
      InputLabelProps={{ shrink: true }}
      onChange={({ target }) => enter({ ...entered, [key]: target.value })}
    />
  );
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={() => onClose()}
      aria-labelledby="fleet-exception-title"
    >
      <DialogTitle id="fleet-exception-title">
        {t('exceptions.request.title')}
      </DialogTitle>
      <DialogContent>
        <div className={classes.pair}>
          <Choice
            id="kind"
            label={t('exceptions.request.kind')}
            value={entered.kind}
            options={EXCEPTION_KINDS.map(kind => [
              kind,
              t(`exceptions.kinds.${kind}`),
            ])}
            onChange={kind =>
              enter({ ...entered, kind: kind as ExceptionKind })
            }
          />
          {entered.kind === 'policy' && (
            <Choice
              id="engine"
              label={t('exceptions.request.engine')}
              value={entered.engine}
              options={[
                ['', t('exceptions.request.anyEngine')],
                ...[...new Set([...ENGINES, prefill.engine])]
                  .filter(Boolean)
                  .map(
                    engine => [engine, engineName(engine)] as [string, string],
                  ),
              ]}
              onChange={engine => enter({ ...entered, engine })}
            />
          )}
        </div>
        {entered.kind === 'policy'
          ? field('policies', t('exceptions.request.policies'), {
              required: true,
              help: t('exceptions.request.listHelp'),
            })
          : field('subjects', t('exceptions.request.subjects'), {
              required: true,
              help: t('exceptions.request.listHelp'),
            })}
        {entered.kind === 'policy' &&
          field('rules', t('exceptions.request.rules'), {
            help: t('exceptions.request.rulesHelp'),
          })}
        {field('clusters', t('exceptions.request.clusters'), {
          help: t('exceptions.request.clustersHelp'),
        })}
        {field('namespaces', t('exceptions.request.namespaces'), {
          help: t('exceptions.request.namespacesHelp'),
        })}
        <div className={classes.pair}>
          {field('resourceKind', t('exceptions.request.resourceKind'))}
          {field('resourceName', t('exceptions.request.resourceName'))}
        </div>
        {field('entities', t('exceptions.request.entities'), {
          help: t('exceptions.request.entitiesHelp'),
        })}
        {field('reason', t('exceptions.request.reason'), { required: true })}
        {field('control', t('exceptions.request.control'))}
        {field('ticket', t('exceptions.request.ticket'))}
        <div className={classes.pair}>
          {field('expires', t('exceptions.request.expires'), {
            required: true,
            type: 'date',
          })}
          {field('review', t('exceptions.request.review'), { type: 'date' })}
        </div>
        {error && (
          <div role="alert" className={classes.error}>
            {t('exceptions.actions.failed')}:{' '}
            <UntrustedText text={error.message} block />
          </div>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={() => onClose()}>
          {t('exceptions.actions.cancel')}
        </Button>
        <Button
          color="primary"
          variant="contained"
          disabled={!isComplete(entered) || isChanging}
          onClick={submit}
        >
          {t('exceptions.request.send')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Choice(props: {
  id: string;
  label: string;
  value: string;
  options: [string, string][];
  onChange: (value: string) => void;
}) {
  const { id, label, value, options, onChange } = props;
  return (
    <TextField
      id={`fleet-exception-${id}`}
      select
      label={label}
      margin="dense"
      variant="outlined"
      value={value}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      onChange={({ target }) => onChange(target.value)}
    >
      {options.map(([key, text]) => (
        <option key={key} value={key}>
          {text}
        </option>
      ))}
    </TextField>
  );
}
