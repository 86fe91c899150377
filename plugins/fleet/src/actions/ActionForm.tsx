import { useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceActPermission,
  type ActionQuestion,
  type ActionRequest,
  type InstanceAction,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  SightView,
  UntrustedText,
  useActionPlan,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { ActionPlanView } from './ActionPlanView';
import { parameterFields, parametersOf, type Entered } from './parameterFields';
import { ParameterInputs } from './ParameterInputs';

const LONGEST_REASON = 500;

const useStyles = makeStyles(
  theme => ({
    text: { margin: theme.spacing(0, 0, 1.5), fontSize: 14 },
    error: { margin: theme.spacing(1, 0), color: theme.palette.error.main },
    plan: { margin: theme.spacing(1.5, 0) },
  }),
  { name: 'FleetActionForm' },
);

/**
 * What an action needs to know, what it would do, and why it is wanted. It can be
 * asked for only as it is shown.
 */
export function ActionForm(props: {
  instanceId: string;
  chosen: InstanceAction;
  /** Parameters that are not entered here. */
  fixed?: NonNullable<ActionQuestion['parameters']>;
  note?: string;
  error?: Error;
  isStarting: boolean;
  /** Something else is wanted now: what went wrong before does not count any more. */
  onChange: () => void;
  onStart: (request: ActionRequest) => void;
}) {
  const { instanceId, chosen: action, fixed, error, isStarting } = props;
  const t = useText();
  const classes = useStyles();
  const fields = parameterFields(action);
  const [entered, enter] = useState<Entered>({});
  const [reason, setReason] = useState('');
  const questionOf = (values: Entered): ActionQuestion | undefined => {
    const parameters = parametersOf(fields, values);
    return (
      parameters && {
        targetId: action.target.id,
        action: action.action,
        parameters: { ...parameters, ...fixed },
      }
    );
  };
  // What needs nothing to be entered is shown at once.
  const [question, ask] = useState(() => questionOf({}));
  const plan = useActionPlan(instanceId, question);
  const shown = question && plan.kind === 'ready' ? plan.data : undefined;
  const wanted = questionOf(entered);
  const isAsShown = JSON.stringify(wanted) === JSON.stringify(question);
  const canStart =
    shown?.effect !== undefined &&
    isAsShown &&
    !plan.isAsking &&
    !isStarting &&
    reason.trim() !== '';
  const start = () => {
    if (!question || !shown) return;
    props.onStart({
      ...question,
      reason: reason.trim(),
      effect: shown.effect ?? '',
      resourceVersion: shown.resourceVersion ?? '',
    });
  };
  return (
    <>
      <p className={classes.text}>
        <UntrustedText
          text={t('actions.of', {
            kind: action.target.kind,
            name: action.target.name,
            cluster: action.target.cluster.name,
          })}
        />
        <br />
        {action.description}
        {props.note && (
          <>
            <br />
            <UntrustedText text={props.note} inline />
          </>
        )}
      </p>
      <ParameterInputs
        fields={fields}
        entered={entered}
        onChange={values => {
          props.onChange();
          enter(values);
        }}
      />
      {(!isAsShown || error) && (
        <Button
          variant="outlined"
          size="small"
          disabled={!wanted}
          onClick={() => {
            props.onChange();
            if (isAsShown && plan.kind === 'ready') plan.retry();
            ask(wanted);
          }}
        >
          {t('actions.preview')}
        </Button>
      )}
      {question && isAsShown && (
        <div className={classes.plan} aria-live="polite">
          <SightView sight={plan} permission={fleetInstanceActPermission.name}>
            {data => <ActionPlanView plan={data} />}
          </SightView>
        </div>
      )}
      <TextField
        id="fleet-action-reason"
        label={t('actions.reason')}
        helperText={t('actions.reasonHelp')}
        fullWidth
        multiline
        required
        margin="dense"
        variant="outlined"
        value={reason}
        inputProps={{ maxLength: LONGEST_REASON }}
        InputLabelProps={{ shrink: true }}
        onChange={({ target }) => setReason(target.value)}
      />
      {error && (
        <div role="alert" className={classes.error}>
          {t('actions.failed')}: <UntrustedText text={error.message} block />
        </div>
      )}
      <Button
        color="primary"
        variant="contained"
        disabled={!canStart}
        onClick={start}
      >
        {action.title}
      </Button>
    </>
  );
}
